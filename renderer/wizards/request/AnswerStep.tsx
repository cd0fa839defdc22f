import { useText } from '../../text/text.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { News } from '../News.tsx';
import { StepForm } from '../StepForm.tsx';
import { AnswerInput } from './AnswerInput.tsx';
import { useAttach, useReading } from './use-answer.ts';
import { sourceOf, useGiven } from './use-given.ts';

interface AnswerStepProps {
  readonly requestId: string;
  readonly onBack: () => void;
}

/** Step 3: takes back what the authority gave, says whose it is while it is pasted, and attaches it. */
export function AnswerStep({ requestId, onBack }: AnswerStepProps) {
  const t = useText();
  const { call, reset, attach } = useAttach();
  const [given, paste] = useGiven(reset);
  const source = sourceOf(given);
  const reading = useReading(source);
  const owner = reading.phase === 'read' ? reading.returned.owner : null;
  const other = owner?.kind === 'request' && owner.requestId !== requestId ? owner : null;
  const isRefused = given.phase === 'refused' || reading.phase === 'failed';
  const confirm = () => void attach(other?.requestId ?? requestId, source ?? { text: '' });
  return (
    <StepForm
      title={t('request.answer.title')}
      intro={t('request.answer.intro')}
      next={{
        label: other ? t('request.answer.attachTo', { name: other.name }) : t('request.answer.attach'),
        onNext: confirm,
        busy: call.phase === 'busy',
      }}
      onBack={onBack}
    >
      <AnswerInput label={t('request.answer.text')} given={given} paste={paste} reading={reading} />
      <News>{!isRefused && call.phase === 'failed' && <FailureNote failure={call.failure} />}</News>
    </StepForm>
  );
}
