import type { Authority } from '../../../electron/contract/entities.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CallFailure } from '../../wizards/CallFailure.tsx';
import { News } from '../../wizards/News.tsx';
import { useBackUp } from './use-back-up.ts';

/** Saves an authority with its key, and says so once the file was opened again. */
export function BackUpDialog({ authority, onClose }: { readonly authority: Authority; readonly onClose: () => void }) {
  const t = useText();
  const { call, field, passphrase, setPassphrase, save, saved } = useBackUp(authority);
  const label = t('places.backup.passphrase');
  return (
    <Dialog title={t('places.backup.title', { name: authority.name })} onClose={onClose}>
      <form
        className="lk-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (saved) onClose();
          else void save();
        }}
      >
        <p className="lk-soft">{t('places.backup.text')}</p>
        <TextField
          mono
          large
          label={label}
          hint={t('places.backup.passphraseHint')}
          value={passphrase}
          onChange={setPassphrase}
          suffix={<CopyButton text={passphrase} of={label} secret />}
          {...field}
        />
        <News>
          {saved && (
            <Callout tone="good" title={t('places.backup.saved')}>
              {t('places.backup.savedText', { file: saved.fileName, folder: saved.folderName })}
            </Callout>
          )}
        </News>
        <CallFailure call={call} />
        <div className="lk-row lk-dialog-actions">
          {!saved && <Button onClick={onClose}>{t('ui.cancel')}</Button>}
          <Button type="submit" variant="primary" busy={call.phase === 'busy'}>
            {t(saved ? 'places.backup.done' : 'places.backup.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
