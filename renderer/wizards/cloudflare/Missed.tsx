import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { News } from '../News.tsx';
import type { Ticks } from './use-ticks.ts';

/** Says what is not ticked, to somebody who wants to go on. */
export function Missed({ ticks: { missed }, host }: { readonly ticks: Ticks; readonly host: string }) {
  const t = useText();
  const tasks = missed.map((id) => t(`cloudflare.tasks.${id}.title`, { host })).join(' · ');
  return (
    <News>
      {missed.length > 0 && (
        <Callout tone="warn" title={t('cloudflare.untickedTitle')}>
          {t('cloudflare.unticked', { tasks })}
        </Callout>
      )}
    </News>
  );
}
