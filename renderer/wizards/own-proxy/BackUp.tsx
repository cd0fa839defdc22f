import { useState } from 'react';
import type { Authority } from '../../../electron/contract/entities.ts';
import type { SavedFile } from '../../../electron/contract/ipc.ts';
import { useBackUp } from '../../places/authorities/use-back-up.ts';
import { formatDate } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { News } from '../News.tsx';
import { StepForm } from '../StepForm.tsx';
import type { StepProps } from './step.ts';

/** Step 3: saves the authority and its key, there and then. The passphrase lives on this page only. */
export function BackUp({ draft, authority, goOn, goBack }: StepProps & { readonly authority: Authority }) {
  const t = useText();
  const { call, field, passphrase, setPassphrase, save, saved } = useBackUp(authority);
  const [another, setAnother] = useState(false);
  const isSaved = authority.backup.phase === 'saved';
  const showsForm = !isSaved || saved !== null || another;
  const skip = (
    <Button variant="quiet" onClick={() => goOn({ backupSkipped: true })}>
      {t('wizards.backup.skip')}
    </Button>
  );
  return (
    <StepForm
      title={t('wizards.backup.title')}
      intro={t('wizards.backup.intro')}
      onBack={goBack}
      next={isSaved && !another ? { onNext: () => goOn() } : { label: t('wizards.backup.save'), onNext: save, busy: call.phase === 'busy' }}
      aside={!isSaved && skip}
    >
      {showsForm && (
        <TextField
          label={t('wizards.backup.passphrase')}
          hint={t('wizards.backup.passphraseHint')}
          mono
          large
          value={passphrase}
          onChange={setPassphrase}
          suffix={<CopyButton text={passphrase} of={t('wizards.backup.passphrase')} secret />}
          {...field}
        />
      )}
      <News>
        <BackupState authority={authority} savedNow={saved} skipped={draft.backupSkipped} />
      </News>
      {!showsForm && (
        <div>
          <Button onClick={() => setAnother(true)}>{t('wizards.backup.again')}</Button>
        </div>
      )}
      <CallFailure call={call} />
    </StepForm>
  );
}

interface BackupStateProps {
  readonly authority: Authority;
  readonly savedNow: SavedFile | null;
  readonly skipped: boolean;
}

function BackupState({ authority: { backup }, savedNow, skipped }: BackupStateProps) {
  const t = useText();
  if (savedNow !== null)
    return (
      <Callout tone="good" title={t('wizards.backup.saved', { file: savedNow.fileName, folder: savedNow.folderName })}>
        {t('wizards.backup.savedText')}
      </Callout>
    );
  if (backup.phase === 'saved')
    return (
      <Callout tone="good" title={t('wizards.backup.savedBefore', { date: formatDate(backup.at), file: backup.fileName })}>
        {t('wizards.backup.savedBeforeText')}
      </Callout>
    );
  if (skipped)
    return (
      <Callout tone="warn" title={t('wizards.backup.skipped')}>
        {t('wizards.backup.skippedText')}
      </Callout>
    );
  return <p className="lk-soft lk-small">{t('wizards.backup.skipWhy')}</p>;
}
