import { type FormEvent, useRef, useState } from 'react';
import { vaultPassphraseField } from '../../../electron/contract/fields.ts';
import { useVault } from '../../state/vault.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Why } from '../../ui/Why.tsx';

const minLength = 12;

type Trouble = { readonly field: 'passphrase' | 'repeat'; readonly text: string };

/** Two fields that make a passphrase vault. */
export function NewPassphrase() {
  const t = useText();
  const { create, failure } = useVault();
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const second = useRef<HTMLInputElement & HTMLTextAreaElement>(null);

  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (!vaultPassphraseField.safeParse(passphrase).success) {
      setTrouble({ field: 'passphrase', text: t('fields.passphrase-too-short') });
      return first.current?.focus();
    }
    if (passphrase !== repeat) {
      setTrouble({ field: 'repeat', text: t('frame.gate.differ') });
      return second.current?.focus();
    }
    setTrouble(null);
    setBusy(true);
    await create(passphrase);
    setBusy(false);
  };
  const errorOf = (field: Trouble['field']) => (trouble?.field === field ? trouble.text : undefined);
  return (
    <form className="lk-stack" noValidate onSubmit={confirm}>
      <p className="lk-soft">{t('frame.gate.noKeychain.ownText')}</p>
      <TextField
        type="password"
        label={t('frame.gate.passphrase')}
        value={passphrase}
        onChange={setPassphrase}
        inputRef={first}
        error={errorOf('passphrase')}
        hint={<Length of={passphrase} />}
        why={<Why>{t('frame.gate.noKeychain.whyLength')}</Why>}
      />
      <TextField
        type="password"
        label={t('frame.gate.repeat')}
        value={repeat}
        onChange={setRepeat}
        inputRef={second}
        error={errorOf('repeat')}
      />
      {failure && <FailureNote failure={failure} />}
      <div className="lk-row">
        <Button type="submit" variant="primary" busy={busy}>
          {t('frame.gate.noKeychain.create')}
        </Button>
      </div>
    </form>
  );
}

/** Whether a passphrase is long enough yet, in words. */
function Length({ of: passphrase }: { readonly of: string }) {
  const t = useText();
  const missing = minLength - passphrase.length;
  if (passphrase === '') return t('frame.gate.longEnoughHint');
  if (missing > 0) return t('frame.gate.tooShort', { count: missing });
  return (
    <span className="lk-gate-good">
      <Icon name="check" size={13} />
      {t('frame.gate.longEnough')}
    </span>
  );
}
