import { type ExportForm, type ExportTarget, exportForms, exportTargets } from '../../../electron/contract/entities.ts';
import { formOfTarget } from '../../../electron/contract/export-targets.ts';
import { useText } from '../../text/text.ts';
import { Choice } from '../../ui/Choice.tsx';
import { More } from '../More.tsx';
import './TargetChoice.css';

/** Where a file goes, and in which form. */
export interface Destination {
  readonly target: ExportTarget;
  readonly form: ExportForm;
}

/** The form that is known to be taken there. */
export const usual = (target: ExportTarget): Destination => ({ target, form: formOfTarget[target].form });

interface TargetChoiceProps {
  readonly value: Destination;
  readonly onChange: (destination: Destination) => void;
}

/** Which device a file is for, what that means for its protection, and behind a word the form itself. */
export function TargetChoice({ value: { target, form }, onChange }: TargetChoiceProps) {
  const t = useText();
  const isUsual = form === formOfTarget[target].form;
  return (
    <>
      <div>
        <Choice
          layout="chips"
          legend={t('export.target')}
          value={target}
          onChange={(picked) => onChange(usual(picked))}
          options={exportTargets.map((value) => ({ value, label: t(`targets.name.${value}`) }))}
        />
        <p className="lk-soft lk-target-why" aria-live="polite">
          {isUsual ? t(`export.targetWhy.${target}`) : t('export.formUnusual', { target: t(`targets.name.${target}`) })}
        </p>
      </div>
      <More label={t('wizards.more')}>
        <Choice
          legend={t('export.form')}
          value={form}
          onChange={(picked) => onChange({ target, form: picked })}
          options={exportForms.map((value) => ({ value, label: t(`export.forms.${value}`), description: t(`export.formsWhy.${value}`) }))}
        />
      </More>
    </>
  );
}
