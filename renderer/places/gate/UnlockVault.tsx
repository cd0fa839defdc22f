import { type FormEvent, useRef, useState } from 'react';
import { useVault } from '../../state/vault.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Page } from '../../ui/Page.tsx';
import { TextField } from '../../ui/TextField.tsx';

/** A passphrase vault that waits for its passphrase. */
export function UnlockVault() {
  const t = useText();
  const { unlock, failure } = useVault();
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const isWrong = failure?.code === 'vault-passphrase-wrong';

  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    await unlock(passphrase);
    setBusy(false);
    field.current?.select();
  };
  return (
    <Page title={t('frame.gate.locked.title')} subtitle={t('frame.gate.locked.subtitle')}>
      <Card>
        <form className="lk-stack" noValidate onSubmit={confirm}>
          <TextField
            type="password"
            label={t('frame.gate.passphrase')}
            value={passphrase}
            onChange={setPassphrase}
            inputRef={field}
            autoFocus
            error={isWrong ? t('failures.vault-passphrase-wrong.what') : undefined}
            hint={isWrong ? t('failures.vault-passphrase-wrong.fix') : undefined}
          />
          {failure && !isWrong && <FailureNote failure={failure} />}
          <div className="lk-row">
            <Button type="submit" variant="primary" busy={busy}>
              {t('frame.gate.locked.unlock')}
            </Button>
          </div>
        </form>
      </Card>
    </Page>
  );
}
