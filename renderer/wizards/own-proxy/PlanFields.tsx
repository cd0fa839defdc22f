import { useText } from '../../text/text.ts';
import { TextField } from '../../ui/TextField.tsx';
import { FindingsNote } from '../FindingsNote.tsx';
import { More } from '../More.tsx';
import type { ServerInput, useIssueServer } from './use-issue-server.ts';

interface PlanFieldsProps {
  readonly draft: ServerInput;
  readonly change: (patch: Partial<ServerInput>) => void;
  readonly plan: ReturnType<typeof useIssueServer>;
}

/** What an own server certificate covers and for how long, and what lint says to it. */
export function PlanFields({ draft, change, plan }: PlanFieldsProps) {
  const t = useText();
  const type = (patch: Partial<ServerInput>) => {
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
      <FindingsNote findings={plan.warnings} />
    </>
  );
}
