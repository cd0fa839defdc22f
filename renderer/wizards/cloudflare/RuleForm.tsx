import type { ReactNode } from 'react';
import { z } from 'zod';
import type { Device, Home } from '../../../electron/contract/entities.ts';
import { openPathsField } from '../../../electron/contract/fields.ts';
import { useCall } from '../../state/call.ts';
import { useHomes } from '../../state/homes.ts';
import { useText } from '../../text/text.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { More } from '../More.tsx';
import { Numbered } from '../phone/Numbered.tsx';
import { StepForm } from '../StepForm.tsx';
import { useFields } from '../use-fields.ts';
import { LinkTo } from './LinkTo.tsx';
import { RuleDrawing } from './RuleDrawing.tsx';
import { openPathsOf, RuleFields, type RuleInput } from './RuleFields.tsx';
import { Sight } from './Sight.tsx';
import { usePreview } from './use-preview.ts';

const ruleForm = z.object({ openPaths: openPathsField });

interface RuleFormProps {
  readonly home: Home;
  /** A device whose authority the rule may name; null while there is none. */
  readonly device: Device | null;
  readonly input: RuleInput;
  readonly change: (patch: Partial<RuleInput>) => void;
  /** Whether the rule is there and only its expression changes. */
  readonly isChange?: boolean;
  readonly onDone: () => void;
  readonly onBack: () => void;
  /** Stands before everything else. */
  readonly children?: ReactNode;
}

/** The rule, to be put in place by hand: what is chosen, what to copy, and the word that it is done. */
export function RuleForm({ home, device, input, change, isChange = false, onDone, onBack, children }: RuleFormProps) {
  const t = useText();
  const { check, field } = useFields(ruleForm);
  const { call, send } = useCall('cloudflare:confirm-rule');
  const asked = { homeId: home.id, openPaths: openPathsOf(input), pin: input.pin };
  const isWritable = ruleForm.safeParse(asked).success;
  const preview = usePreview(isWritable ? asked : { ...asked, openPaths: '' });
  const confirm = async () => {
    if (check(asked) === null) return;
    const saved = await send(asked);
    if (saved === null) return;
    useHomes.getState().put(saved);
    onDone();
  };
  const steps = isChange
    ? t('cloudflare.rule.stepsChange', { returnObjects: true, name: preview?.ok ? preview.value.rule.name : '' })
    : t('cloudflare.rule.steps', { returnObjects: true });
  return (
    <StepForm
      title={t(isChange ? 'cloudflare.rule.change' : 'cloudflare.rule.title')}
      intro={t(isChange ? 'cloudflare.rule.changeIntro' : 'cloudflare.rule.intro')}
      onBack={onBack}
      next={{ label: t('cloudflare.rule.deployed'), onNext: confirm, busy: call.phase === 'busy' }}
    >
      {children}
      <RuleFields input={input} change={change} device={device} field={field('openPaths')} />
      <Numbered lines={steps} />
      <LinkTo place="securityRules" />
      {isWritable && preview?.ok && <RuleDrawing rule={preview.value.rule} />}
      {preview?.ok === false && <FailureNote failure={preview.failure} />}
      <More label={t('cloudflare.rule.whyLabel')}>
        <p className="lk-soft">{t('cloudflare.rule.why')}</p>
      </More>
      <Sight home={home} ids={['door']} />
      <CallFailure call={call} />
    </StepForm>
  );
}
