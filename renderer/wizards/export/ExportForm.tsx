import { type ReactNode, useState } from 'react';
import { type BundleProfile, bundleProfiles } from '../../../electron/contract/entities.ts';
import type { FailureFacts } from '../../../electron/contract/failure.ts';
import type { ExportedBundle } from '../../../electron/contract/ipc.ts';
import type { ExportAs } from '../../state/export.ts';
import { formatWhen } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { More } from '../More.tsx';
import { News } from '../News.tsx';
import { StepForm } from '../StepForm.tsx';
import { SavedBundle } from './SavedBundle.tsx';

/** The passphrase is in here and nowhere else: it is gone when the page is left. */
type Exporting =
  | { readonly phase: 'idle' }
  | { readonly phase: 'busy' }
  | { readonly phase: 'failed'; readonly failure: FailureFacts }
  | { readonly phase: 'saved'; readonly saved: ExportedBundle };

interface ExportFormProps {
  readonly title: string;
  readonly intro: ReactNode;
  readonly exportAs: ExportAs;
  /** When the same was exported before; null where it never was. */
  readonly savedAt: string | null;
  /** Whether saving it before is enough to go on. */
  readonly mayPass?: boolean;
  readonly next: { readonly label?: string; readonly onNext: () => void };
  readonly onBack?: () => void;
}

/** Saves a bundle and shows its passphrase this once. */
export function ExportForm({ title, intro, exportAs, savedAt, mayPass = false, next, onBack }: ExportFormProps) {
  const t = useText();
  const [profile, setProfile] = useState<BundleProfile>('compatible');
  const [exporting, setExporting] = useState<Exporting>({ phase: 'idle' });
  const save = async () => {
    const before = exporting;
    setExporting({ phase: 'busy' });
    const answer = await exportAs(profile);
    if (!answer.ok) setExporting({ phase: 'failed', failure: answer.failure });
    else setExporting(answer.value.phase === 'saved' ? { phase: 'saved', saved: answer.value } : before);
  };
  const busy = exporting.phase === 'busy';
  const isSaved = exporting.phase === 'saved';
  const done = isSaved || (mayPass && savedAt !== null);
  return (
    <StepForm
      title={title}
      intro={intro}
      onBack={onBack}
      next={done ? next : { label: t('export.save'), onNext: save, busy }}
      aside={
        done && (
          <Button busy={busy} onClick={save}>
            {t('export.again')}
          </Button>
        )
      }
    >
      <News>{isSaved && <SavedBundle saved={exporting.saved} />}</News>
      {!isSaved && <BeforeExport savedAt={savedAt} profile={profile} onProfile={setProfile} />}
      {exporting.phase === 'failed' && <FailureNote failure={exporting.failure} />}
    </StepForm>
  );
}

interface BeforeExportProps {
  readonly savedAt: string | null;
  readonly profile: BundleProfile;
  readonly onProfile: (profile: BundleProfile) => void;
}

function BeforeExport({ savedAt, profile, onProfile }: BeforeExportProps) {
  const t = useText();
  return (
    <>
      {savedAt === null ? (
        <p className="lk-soft">{t('export.whyPassphrase')}</p>
      ) : (
        <Callout tone="neutral" title={t('export.savedBefore', { when: formatWhen(savedAt) })}>
          {t('export.savedBeforeText')}
        </Callout>
      )}
      <More label={t('wizards.more')}>
        <Choice
          legend={t('export.profile')}
          value={profile}
          onChange={onProfile}
          options={bundleProfiles.map((value) => ({
            value,
            label: t(`export.${value}`),
            description: t(`export.${value}Why`),
            ...(value === 'compatible' && { badge: t('export.compatibleBadge') }),
          }))}
        />
      </More>
    </>
  );
}
