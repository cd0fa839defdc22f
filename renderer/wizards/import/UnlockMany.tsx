import { type FormEvent, useState } from 'react';
import { useCall, useJob } from '../../state/call.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CallFailure } from '../CallFailure.tsx';

interface UnlockManyProps {
  /** How many files want one. */
  readonly count: number;
  /** Is told how many a passphrase has opened. */
  readonly onOpened: (opened: number) => void;
}

/** Asks once for the passphrase of many files. It is tried on each, and kept nowhere. */
export function UnlockMany({ count, onOpened }: UnlockManyProps) {
  const t = useText();
  const [passphrase, setPassphrase] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const { call, send } = useCall('import:unlock');
  const job = useJob();
  const busy = call.phase === 'busy';
  const unlock = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    onOpened(0);
    const answer = await send({ passphrase, jobId: job.begin() });
    if (answer === null) return;
    onOpened(answer.opened);
    setIsWrong(answer.opened === 0);
    if (answer.opened > 0) setPassphrase('');
  };
  return (
    <Card title={t('import.unlock.title', { count })}>
      <form className="lk-unlock" noValidate onSubmit={unlock}>
        <TextField
          label={t('import.passphrase.label')}
          hint={t('import.unlock.hint')}
          type="password"
          value={passphrase}
          onChange={(typed) => {
            setPassphrase(typed);
            setIsWrong(false);
          }}
          error={isWrong ? t('import.unlock.nothing') : undefined}
        />
        {busy ? (
          <Button onClick={job.cancel}>{t('import.many.stop')}</Button>
        ) : (
          <Button type="submit">{t('import.unlock.action', { count })}</Button>
        )}
      </form>
      <CallFailure call={call} />
    </Card>
  );
}
