import { useRef, useState } from 'react';
import type { Call } from '../../state/call.ts';
import { openImport } from '../../state/imports.ts';
import { useText } from '../../text/text.ts';
import { TextField } from '../../ui/TextField.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { StepForm } from '../StepForm.tsx';

interface OpenProtectedProps {
  readonly importId: string;
  readonly onClose: () => void;
}

/** Asks for a file’s passphrase. A wrong one is said beside the field; any other trouble is not blamed on it. */
export function OpenProtected({ importId, onClose }: OpenProtectedProps) {
  const t = useText();
  const [passphrase, setPassphrase] = useState('');
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [call, setCall] = useState<Call>({ phase: 'idle' });
  const open = async () => {
    setCall({ phase: 'busy' });
    const failure = await openImport(importId, passphrase);
    if (failure === null) return;
    setCall({ phase: 'failed', failure });
    input.current?.focus();
  };
  const isWrong = call.phase === 'failed' && call.failure.code === 'bundle-passphrase-wrong';
  return (
    <div className="lk-step-column">
      <StepForm
        title={t('import.passphrase.title')}
        intro={t('import.passphrase.intro')}
        next={{ label: t('import.passphrase.open'), onNext: open, busy: call.phase === 'busy' }}
        onBack={onClose}
        backLabel={t('import.close')}
      >
        <TextField
          label={t('import.passphrase.label')}
          hint={t('import.passphrase.hint')}
          type="password"
          inputRef={input}
          value={passphrase}
          onChange={(typed) => {
            setPassphrase(typed);
            setCall({ phase: 'idle' });
          }}
          error={isWrong ? `${t('failures.bundle-passphrase-wrong.what')} ${t('failures.bundle-passphrase-wrong.fix')}` : undefined}
        />
        {!isWrong && <CallFailure call={call} />}
      </StepForm>
    </div>
  );
}
