import { useText } from '../../text/text.ts';
import { Choice } from '../../ui/Choice.tsx';
import type { StepProps } from './step.ts';

/** By clicking at Cloudflare, or with a token. */
export function WayChoice({ draft, change }: Pick<StepProps, 'draft' | 'change'>) {
  const t = useText();
  return (
    <Choice
      legend={t('cloudflare.way.legend')}
      layout="grid"
      value={draft.way}
      onChange={(way) => change({ way })}
      options={[
        { value: 'hand', label: t('cloudflare.way.hand'), description: t('cloudflare.way.handWhy') },
        { value: 'token', label: t('cloudflare.way.token'), description: t('cloudflare.way.tokenWhy') },
      ]}
    />
  );
}
