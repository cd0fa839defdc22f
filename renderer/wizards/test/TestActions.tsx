import { type Probe, useProbe } from '../../state/probe.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { reportMarkdown } from './report.ts';

/** Copies a report for a forum or an issue. */
export function CopyReport({ probe }: { readonly probe: Probe }) {
  const t = useText();
  if (probe.phase !== 'done') return null;
  return <CopyButton variant="plain" text={reportMarkdown(probe.report, t)} of={t('test.report.name')} label={t('test.copyReport')} />;
}

/** Starts a test or stops the one that runs: one button, so that the focus stays on it. */
export function TestButton({ probe, onTest }: { readonly probe: Probe; readonly onTest: () => void }) {
  const t = useText();
  const cancel = useProbe((store) => store.cancel);
  const running = probe.phase === 'running';
  return (
    <Button variant={running ? 'plain' : 'primary'} onClick={running ? cancel : onTest}>
      {running && t('test.cancel')}
      {probe.phase === 'idle' && t('test.start')}
      {!running && probe.phase !== 'idle' && t('test.again')}
    </Button>
  );
}
