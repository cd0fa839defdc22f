import type { ProbeReport } from '../../../electron/contract/probe.ts';
import { probeJson } from '../../../electron/contract/probe-json.ts';
import { useProbe } from '../../state/probe.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { More } from '../More.tsx';
import { reportMarkdown } from './report.ts';
import { causeWords } from './words.ts';

/** Copies a report for a forum or an issue. */
export function CopyReport({ report }: { readonly report: ProbeReport }) {
  const t = useText();
  return <CopyButton variant="plain" text={reportMarkdown(report, t)} of={t('test.report.name')} label={t('test.copyReport')} />;
}

/** What only programs read. */
export function MoreOfReport({ report }: { readonly report: ProbeReport }) {
  const t = useText();
  return (
    <div className="lk-report-more">
      <More label={t('test.more')}>
        <div>
          <CopyButton
            variant="plain"
            text={probeJson(report, causeWords(report, t))}
            of={t('test.report.jsonName')}
            label={t('test.copyJson')}
          />
        </div>
      </More>
    </div>
  );
}

/** Starts a test or stops the one that runs: one button, so that the focus stays on it. */
export function TestButton({
  running,
  tested,
  onTest,
}: {
  readonly running: boolean;
  readonly tested: boolean;
  readonly onTest: () => void;
}) {
  const t = useText();
  const cancel = useProbe((store) => store.cancel);
  const label = t(tested ? 'test.again' : 'test.start');
  return (
    <Button variant={running ? 'plain' : 'primary'} onClick={running ? cancel : onTest}>
      {running ? t('test.cancel') : label}
    </Button>
  );
}
