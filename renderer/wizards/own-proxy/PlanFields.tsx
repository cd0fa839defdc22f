import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { More } from '../More.tsx';
import { News } from '../News.tsx';
import type { StepProps } from './step.ts';
import type { useIssueServer } from './use-issue-server.ts';

interface PlanFieldsProps extends Pick<StepProps, 'draft' | 'change'> {
  readonly plan: ReturnType<typeof useIssueServer>;
}

/** What an own server certificate covers and for how long, and what lint says to it. */
export function PlanFields({ draft, change, plan }: PlanFieldsProps) {
  const t = useText();
  const type = (patch: Parameters<typeof change>[0]) => {
    plan.forget();
    change(patch);
  };
  return (
    <>
      <TextField
        label={t('wizards.server.names')}
        hint={t('wizards.server.namesHint')}
        mono
        value={draft.serverNames}
        onChange={(serverNames) => type({ serverNames })}
        {...plan.names}
      />
      <More label={t('wizards.more')} open={plan.days.error !== undefined}>
        <TextField
          label={t('wizards.server.days')}
          hint={t('wizards.server.daysHint')}
          suffix={t('wizards.server.daysSuffix')}
          value={draft.serverDays}
          onChange={(serverDays) => type({ serverDays })}
          {...plan.days}
        />
      </More>
      <News>
        {plan.warnings.length > 0 && (
          <Callout tone="warn" title={t('wizards.server.warned')}>
            {plan.warnings.map(({ code, facts }) => (
              <p key={code}>
                {t(`findings.${code}.what`, facts)} {t(`findings.${code}.fix`, facts)}
              </p>
            ))}
          </Callout>
        )}
      </News>
    </>
  );
}
