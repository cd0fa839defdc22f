import { chooseImport } from '../../state/imports.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { News } from '../News.tsx';
import { AnswerNote } from './AnswerNote.tsx';
import type { Reading } from './use-answer.ts';
import type { Given } from './use-given.ts';

interface AnswerInputProps {
  readonly label: string;
  readonly hint?: string;
  readonly given: Given;
  readonly paste: (text: string) => void;
  readonly reading: Reading;
}

/** Takes back what an authority gave, and says whose it is while it is pasted. */
export function AnswerInput({ label, hint, given, paste, reading }: AnswerInputProps) {
  const t = useText();
  const trouble = given.phase === 'refused' ? given.failure : reading.phase === 'failed' ? reading.failure : null;
  return (
    <>
      <TextField
        label={label}
        placeholder={t('request.answer.placeholder')}
        hint={given.phase === 'file' ? t('request.answer.file', { file: given.fileName }) : hint}
        mono
        multiline
        value={given.phase === 'text' ? given.text : ''}
        onChange={paste}
      />
      <div>
        <Button icon="file" onClick={() => void chooseImport()}>
          {t('request.answer.choose')}
        </Button>
      </div>
      <News>{reading.phase === 'read' && <AnswerNote returned={reading.returned} />}</News>
      <News>
        {given.phase === 'key' && (
          <Callout tone="bad" title={t('request.answer.key')}>
            {t('request.answer.keyText')}
          </Callout>
        )}
      </News>
      {trouble && <FailureNote failure={trouble} />}
    </>
  );
}
