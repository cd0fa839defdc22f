import type { CloudflareAccess } from '../../../../electron/contract/cloudflare.ts';
import { useText } from '../../../text/text.ts';
import { Busy } from '../../../ui/Busy.tsx';
import { Callout } from '../../../ui/Callout.tsx';
import { FailureNote } from '../../../ui/FailureNote.tsx';
import { Select } from '../../../ui/Select.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { StepForm } from '../../StepForm.tsx';
import { RuleFields } from '../RuleFields.tsx';
import type { HomeStepProps } from '../step.ts';
import { WayChoice } from '../WayChoice.tsx';
import { Connection } from './Connection.tsx';
import { Plan } from './Plan.tsx';
import { useChanges } from './use-changes.ts';
import type { Planning } from './use-plan.ts';

interface MakeChangesProps extends HomeStepProps {
  readonly access: Extract<CloudflareAccess, { readonly phase: 'connected' }>;
}

/** Shows what will change at Cloudflare, exactly, and changes it. */
export function MakeChanges({ access, ...props }: MakeChangesProps) {
  const t = useText();
  const { draft, made, home, change, goBack } = props;
  const { zones, zoneId, requestId, field, planning, show, make, type } = useChanges(props, access);
  const isPlanned = planning.phase === 'shown' || planning.phase === 'applying';
  const busy = planning.phase === 'reading' || planning.phase === 'applying';
  return (
    <StepForm
      title={t('cloudflare.token.title')}
      intro={t('cloudflare.token.intro')}
      onBack={goBack}
      next={{ label: t(`cloudflare.plan.${verbOf(planning)}`), onNext: isPlanned ? make : show, busy }}
    >
      <WayChoice draft={draft} change={change} />
      <Connection access={access} />
      {zoneId === null && <Callout tone="bad" title={t('cloudflare.token.zoneOutside', { host: new URL(home.url).hostname })} />}
      {zones.length > 1 && zoneId !== null && (
        <Select
          label={t('cloudflare.token.zone')}
          value={zoneId}
          onChange={(picked) => type({ zoneId: picked })}
          options={zones.map(({ id, name, account }) => ({ value: id, label: t('cloudflare.token.zoneOf', { name, account }) }))}
        />
      )}
      {requestId !== null && (
        <TextField
          label={t('cloudflare.token.days')}
          hint={t('cloudflare.token.daysHint')}
          suffix={t('cloudflare.token.daysSuffix')}
          value={draft.validityDays}
          onChange={(validityDays) => type({ validityDays })}
          {...field('validityDays')}
        />
      )}
      <RuleFields input={draft} change={type} device={made.device} field={field('openPaths')} />
      <PlanState planning={planning} />
    </StepForm>
  );
}

/** What the next press does. */
function verbOf(planning: Planning): 'look' | 'apply' | 'goOn' {
  if (planning.phase === 'applying') return 'apply';
  if (planning.phase !== 'shown') return 'look';
  const isDone = planning.plan.changes.every(({ phase }) => phase === 'there');
  return isDone || planning.trouble ? 'goOn' : 'apply';
}

function PlanState({ planning }: { readonly planning: Planning }) {
  const t = useText();
  return (
    <>
      <div role="status" className="lk-stack">
        {planning.phase === 'reading' && <Busy label={t('cloudflare.plan.reading')} />}
        {planning.phase === 'shown' && <Plan plan={planning.plan} progress={{}} />}
        {planning.phase === 'applying' && <Plan plan={planning.plan} progress={planning.progress} />}
      </div>
      {planning.phase === 'failed' && <FailureNote failure={planning.failure} />}
      {planning.phase === 'shown' && planning.trouble && <FailureNote failure={planning.trouble} />}
    </>
  );
}
