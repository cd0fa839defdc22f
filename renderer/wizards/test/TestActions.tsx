import { type Probe, useProbe } from '../../state/probe.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { reportMarkdown } from './report.ts';

/** What can be done with a test: stop it while it runs, then copy its report or run it again. */
export function TestActions({ probe, onTest }: { readonly probe: Probe; readonly onTest: () => void }) {
  const t = useText();
  const cancel = useProbe((store) => store.cancel);
  if (probe.phase === 'running') return <Button onClick={cancel}>{t('test.cancel')}</Button>;
  return (
    <>
      {probe.phase === 'done' && (
        <CopyButton variant="plain" text={reportMarkdown(probe.report, t)} of={t('test.report.name')} label={t('test.copyReport')} />
      )}
      <Button variant="primary" onClick={onTest}>
        {t(probe.phase === 'idle' ? 'test.start' : 'test.again')}
      </Button>
    </>
  );
}
