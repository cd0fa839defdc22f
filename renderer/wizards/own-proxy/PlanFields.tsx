import type { ComponentProps } from 'react';
import type { Finding } from '../../../electron/contract/entities.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { More } from '../More.tsx';

interface PlanField extends Pick<ComponentProps<typeof TextField>, 'value' | 'onChange' | 'error' | 'inputRef'> {
  /** Why phones would refuse what stands here. */
  readonly refusal: string | undefined;
}

interface PlanFieldsProps {
  readonly names: PlanField;
  readonly days: PlanField;
  readonly warnings: readonly Finding[];
}

/** What an own server certificate covers, and what lint says to it. */
export function PlanFields({
  names: { refusal: namesRefusal, ...names },
  days: { refusal: daysRefusal, ...days },
  warnings,
}: PlanFieldsProps) {
  const t = useText();
  const daysError = days.error ?? daysRefusal;
  return (
    <>
      <TextField
        label={t('wizards.server.names')}
        hint={t('wizards.server.namesHint')}
        mono
        {...names}
        error={names.error ?? namesRefusal}
      />
      <More label={t('wizards.more')} open={daysError !== undefined}>
        <TextField
          label={t('wizards.server.days')}
          hint={t('wizards.server.daysHint')}
          suffix={t('wizards.server.daysSuffix')}
          {...days}
          error={daysError}
        />
      </More>
      {warnings.length > 0 && (
        <Callout tone="warn" title={t('wizards.server.warned')}>
          {warnings.map(({ code, facts }) => (
            <p key={code}>
              {t(`findings.${code}.what`, facts)} {t(`findings.${code}.fix`, facts)}
            </p>
          ))}
        </Callout>
      )}
    </>
  );
}
