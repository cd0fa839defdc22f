import { useEffect, useState } from 'react';
import type { FailureFacts } from '../../../electron/contract/failure.ts';
import type { ImportOffer } from '../../../electron/contract/inspection.ts';
import { invoke } from '../../bridge.ts';
import { chooseImport, showOffer, takeOffers } from '../../state/imports.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { News } from '../News.tsx';
import { StepForm } from '../StepForm.tsx';
import { AnswerNote } from './AnswerNote.tsx';
import { type AnswerSource, useAttach, useReading } from './use-answer.ts';

/** What was pasted, dropped or chosen last. */
type Given =
  | { readonly phase: 'text'; readonly text: string }
  | { readonly phase: 'file'; readonly importId: string; readonly fileName: string }
  | { readonly phase: 'refused'; readonly failure: FailureFacts };

interface AnswerStepProps {
  readonly requestId: string;
  readonly onBack: () => void;
}

/** Step 3: takes back what the authority gave, says whose it is while it is pasted, and attaches it. */
export function AnswerStep({ requestId, onBack }: AnswerStepProps) {
  const t = useText();
  const { call, reset, attach } = useAttach();
  const [given, give] = useGiven(reset);
  const source = sourceOf(given);
  const reading = useReading(source);
  const returned = reading.phase === 'read' ? reading.returned : null;
  const other = returned?.owner.kind === 'request' && returned.owner.requestId !== requestId ? returned.owner : null;
  const confirm = () => void attach(other?.requestId ?? requestId, source ?? { text: '' });
  const trouble = given.phase === 'refused' ? given.failure : reading.phase === 'failed' ? reading.failure : null;
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
      <TextField
        label={t('request.answer.text')}
        placeholder={t('request.answer.placeholder')}
        hint={given.phase === 'file' && t('request.answer.file', { file: given.fileName })}
        mono
        multiline
        value={given.phase === 'text' ? given.text : ''}
        onChange={(text) => give({ phase: 'text', text })}
      />
      <div>
        <Button icon="file" onClick={() => void chooseImport()}>
          {t('request.answer.choose')}
        </Button>
      </div>
      <News>{returned && <AnswerNote returned={returned} />}</News>
      {trouble && <FailureNote failure={trouble} />}
      <News>{trouble === null && call.phase === 'failed' && <FailureNote failure={call.failure} />}</News>
    </StepForm>
  );
}

function sourceOf(given: Given): AnswerSource | null {
  if (given.phase === 'file') return { importId: given.importId };
  return given.phase === 'text' && given.text.trim() !== '' ? { text: given.text } : null;
}

/** Takes files that are dropped or chosen meanwhile; one that holds a key, or wants a passphrase, has a page of its own. */
function useGiven(onGive: () => void): readonly [Given, (given: Given) => void] {
  const [given, setGiven] = useState<Given>({ phase: 'text', text: '' });
  const give = (next: Given) => {
    onGive();
    setGiven(next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever listens listens until the step is left.
  useEffect(
    () =>
      takeOffers((offered) => {
        if (!offered.ok) give({ phase: 'refused', failure: offered.failure });
        else if (holdsKey(offered.value)) showOffer(offered);
        else give({ phase: 'file', importId: offered.value.importId, fileName: offered.value.fileName });
      }),
    [],
  );
  const importId = given.phase === 'file' ? given.importId : null;
  useEffect(() => () => void (importId !== null && invoke('import:discard', { importId })), [importId]);
  return [given, give];
}

const holdsKey = ({ state }: ImportOffer): boolean => state.phase === 'needs-passphrase' || state.inspection.facts.keys.length > 0;
