import { type ReactNode, useState } from 'react';
import type { Platform } from '../../../electron/contract/entities.ts';
import { targetOfPlatform } from '../../../electron/contract/export-targets.ts';
import type { FailureFacts } from '../../../electron/contract/failure.ts';
import type { ExportedBundle } from '../../../electron/contract/ipc.ts';
import type { ExportAs } from '../../state/export.ts';
import { formatWhen } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { News } from '../News.tsx';
import { StepForm } from '../StepForm.tsx';
import { SavedBundle } from './SavedBundle.tsx';
import { SendToPhone } from './SendToPhone.tsx';
import { type Destination, TargetChoice, usual } from './TargetChoice.tsx';

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
  /** What the device is, as far as that is known. */
  readonly platform?: Platform;
  /** When the same was exported before; null where it never was. */
  readonly savedAt: string | null;
  /** Whether saving it before is enough to go on. */
  readonly mayPass?: boolean;
  readonly next: { readonly label?: string; readonly onNext: () => void };
  readonly onBack?: () => void;
}

/** Saves key and certificates for a device and shows the passphrase this once. */
export function ExportForm({ title, intro, exportAs, platform = 'ios', savedAt, mayPass = false, next, onBack }: ExportFormProps) {
  const t = useText();
  const [destination, setDestination] = useState<Destination>(() => usual(targetOfPlatform[platform]));
  const [exporting, setExporting] = useState<Exporting>({ phase: 'idle' });
  const save = async () => {
    const before = exporting;
    setExporting({ phase: 'busy' });
    const answer = await exportAs(destination.form);
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
      {isSaved && <SendToPhone key={exporting.saved.exportId} saved={exporting.saved} />}
      {!isSaved && <BeforeExport savedAt={savedAt} destination={destination} onChange={setDestination} />}
      {exporting.phase === 'failed' && <FailureNote failure={exporting.failure} />}
    </StepForm>
  );
}

interface BeforeExportProps {
  readonly savedAt: string | null;
  readonly destination: Destination;
  readonly onChange: (destination: Destination) => void;
}

function BeforeExport({ savedAt, destination, onChange }: BeforeExportProps) {
  const t = useText();
  return (
    <>
      <TargetChoice value={destination} onChange={onChange} />
      {savedAt === null ? (
        <p className="lk-soft">{t('export.whyPassphrase')}</p>
      ) : (
        <Callout tone="neutral" title={t('export.savedBefore', { when: formatWhen(savedAt) })}>
          {t('export.savedBeforeText')}
        </Callout>
      )}
    </>
  );
}
