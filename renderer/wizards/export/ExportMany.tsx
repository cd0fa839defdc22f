import { useEffect, useState } from 'react';
import type { Platform } from '../../../electron/contract/entities.ts';
import { targetOfPlatform } from '../../../electron/contract/export-targets.ts';
import type { FailureFacts } from '../../../electron/contract/failure.ts';
import type { BatchExport } from '../../../electron/contract/ipc.ts';
import { listen } from '../../bridge.ts';
import { useJob } from '../../state/call.ts';
import type { ExportAll } from '../../state/export.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { StepForm } from '../StepForm.tsx';
import { ExportedMany } from './ExportedMany.tsx';
import { type Destination, TargetChoice, usual } from './TargetChoice.tsx';

/** The passphrases are in here and nowhere else: they are gone when the page is left. */
type Exporting =
  | { readonly phase: 'idle' }
  | { readonly phase: 'busy'; readonly jobId: string }
  | { readonly phase: 'failed'; readonly failure: FailureFacts }
  | { readonly phase: 'saved'; readonly batch: BatchExport };

interface ExportManyProps {
  readonly count: number;
  readonly exportAll: ExportAll;
  /** What most of them are for, as far as that is known. */
  readonly platform?: Platform;
  readonly onDone: () => void;
}

/** Saves many files for one kind of device into one folder, and shows each passphrase this once. */
export function ExportMany({ count, exportAll, platform = 'ios', onDone }: ExportManyProps) {
  const t = useText();
  const [destination, setDestination] = useState<Destination>(() => usual(targetOfPlatform[platform]));
  const [exporting, setExporting] = useState<Exporting>({ phase: 'idle' });
  const job = useJob();
  const save = async () => {
    const jobId = job.begin();
    setExporting({ phase: 'busy', jobId });
    const answer = await exportAll(destination.form, jobId);
    if (!answer.ok) setExporting({ phase: 'failed', failure: answer.failure });
    else setExporting(answer.value.phase === 'saved' ? { phase: 'saved', batch: answer.value } : { phase: 'idle' });
  };
  if (exporting.phase === 'saved') return <ExportedMany batch={exporting.batch} onDone={onDone} />;
  const busy = exporting.phase === 'busy';
  return (
    <div className="lk-step-column">
      <StepForm
        title={t('export.many.formTitle')}
        intro={t('export.many.intro')}
        next={{ label: t('export.many.save', { count }), onNext: () => void save(), busy }}
        onBack={onDone}
      >
        <TargetChoice value={destination} onChange={setDestination} />
        {exporting.phase === 'busy' && <ExportProgress jobId={exporting.jobId} total={count} onStop={job.cancel} />}
        {exporting.phase === 'failed' && <FailureNote failure={exporting.failure} />}
      </StepForm>
    </div>
  );
}

interface ExportProgressProps {
  readonly jobId: string;
  readonly total: number;
  readonly onStop: () => void;
}

/** How many files are written; nothing while the folder is still being chosen. */
function ExportProgress({ jobId, total, onStop }: ExportProgressProps) {
  const t = useText();
  const [done, setDone] = useState(0);
  useEffect(() => listen('bundle:progress', (progress) => progress.jobId === jobId && setDone(progress.done)), [jobId]);
  if (done === 0) return null;
  return (
    <Progress label={t('export.many.progress', { done, total })} done={done} total={total}>
      <Button onClick={onStop}>{t('export.many.stop')}</Button>
    </Progress>
  );
}
