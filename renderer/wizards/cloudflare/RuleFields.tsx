import type { CloudflareDraft } from '../../../electron/contract/cloudflare-fields.ts';
import type { Device } from '../../../electron/contract/entities.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { More } from '../More.tsx';

/** What is chosen for the rule, as it is typed. */
export type RuleInput = Pick<CloudflareDraft, 'scope' | 'openPaths' | 'pin'>;

/** The paths that stay open; none where everybody needs a certificate. */
export const openPathsOf = ({ scope, openPaths }: RuleInput): string => (scope === 'all' ? '' : openPaths);

interface RuleFieldsProps {
  readonly input: RuleInput;
  readonly change: (patch: Partial<RuleInput>) => void;
  /** A device whose authority the rule may name; null while there is none. */
  readonly device: Device | null;
  /** The sentence beside the open paths, and how to take it back. */
  readonly field: {
    readonly error: string | undefined;
    readonly inputRef: (input: HTMLElement | null) => void;
    readonly onEdit: () => void;
  };
}

/** Who needs a certificate, and of whom. */
export function RuleFields({ input, change, device, field }: RuleFieldsProps) {
  const t = useText();
  return (
    <>
      <Choice
        legend={t('cloudflare.rule.scope')}
        value={input.scope}
        onChange={(scope) => change({ scope })}
        options={[
          { value: 'all', label: t('cloudflare.rule.all'), description: t('cloudflare.rule.allWhy'), badge: t('cloudflare.rule.best') },
          { value: 'but-webhooks', label: t('cloudflare.rule.butWebhooks'), description: t('cloudflare.rule.butWebhooksWhy') },
        ]}
      />
      {input.scope === 'but-webhooks' && (
        <>
          <TextField
            label={t('cloudflare.rule.paths')}
            hint={t('cloudflare.rule.pathsHint')}
            placeholder={t('cloudflare.rule.pathsPlaceholder')}
            mono
            multiline
            value={input.openPaths}
            onChange={(openPaths) => change({ openPaths })}
            {...field}
          />
          <Callout tone="warn" title={t('cloudflare.rule.danger')}>
            {t('cloudflare.rule.dangerText')}
          </Callout>
        </>
      )}
      {device && (
        <More label={t('wizards.more')} open={input.pin}>
          <Checkbox
            label={t('cloudflare.rule.pin')}
            hint={t('cloudflare.rule.pinWhy', { device: device.name })}
            checked={input.pin}
            onChange={(pin) => change({ pin })}
          />
        </More>
      )}
    </>
  );
}
