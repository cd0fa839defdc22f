import { type ProbeReport, probeLimits } from '../../../electron/contract/probe.ts';
import type { Probe } from '../../state/probe.ts';
import { formatMoment, formatMs, formatSeconds } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Card } from '../../ui/Card.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Ladder } from '../../ui/Ladder.tsx';
import { Pill } from '../../ui/Pill.tsx';
import { toneOfReport } from '../../ui/verdict.ts';
import { useSeconds } from '../use-seconds.ts';
import { brokenRung } from './broken-rung.ts';
import { Remedy } from './Remedy.tsx';
import { MoreOfReport } from './TestActions.tsx';
import { factsOf } from './words.ts';
import './TestOutcome.css';

/** A test as far as it has come: the verdict on top, the ladder below. */
export function TestOutcome({ probe }: { readonly probe: Probe }) {
  const t = useText();
  if (probe.phase === 'idle') return null;
  if (probe.phase === 'failed') return <FailureNote failure={probe.failure} />;
  const isAlone = 'deviceId' in probe.target && probe.target.deviceId === null;
  return (
    <>
      <div role="status">
        {probe.phase === 'running' ? (
          <RunningCard text={t(isAlone ? 'test.runningTextStranger' : 'test.runningText')} />
        ) : (
          <VerdictCard report={probe.report} />
        )}
      </div>
      <Card>{probe.phase === 'running' ? <Ladder rungs={probe.rungs} running /> : <ReportLadder report={probe.report} />}</Card>
    </>
  );
}

/** Says how much a test may take of the user's time and of the server's. */
function RunningCard({ text }: { readonly text: string }) {
  const t = useText();
  const time = formatSeconds(useSeconds());
  const limit = formatSeconds(probeLimits.totalMs / 1000);
  return (
    <Card>
      <div className="lk-verdict">
        <Pill tone="neutral">{t('test.running')}</Pill>
        <h2>{text}</h2>
      </div>
      <p className="lk-soft lk-verdict-seen" aria-live="off">
        {t('test.runningFor', { time, limit, connections: probeLimits.connections })}
      </p>
    </Card>
  );
}

/** The one sentence, with the cause where no rung of the ladder bears it. */
function VerdictCard({ report }: { readonly report: ProbeReport }) {
  const t = useText();
  const { verdict, startedAt, durationMs, connections, homeAssistantVersion: version } = report;
  const words = factsOf(report);
  return (
    <Card>
      <div className="lk-verdict">
        <Pill tone={toneOfReport(report)}>{t(`probe.verdicts.${verdict}.word`, words)}</Pill>
        <h2>{t(`probe.verdicts.${verdict}.sentence`, words)}</h2>
      </div>
      {brokenRung(report) === null && <Remedy report={report} />}
      <p className="lk-soft lk-verdict-seen">
        {t('test.seen', { when: formatMoment(startedAt), duration: formatMs(durationMs), count: connections })}
        {version !== null && ` ${t('test.version', { version })}`}
      </p>
    </Card>
  );
}

/** A test that was over long ago: nothing is read out. */
export function PastOutcome({ report }: { readonly report: ProbeReport }) {
  return (
    <>
      <VerdictCard report={report} />
      <Card>
        <ReportLadder report={report} />
      </Card>
    </>
  );
}

function ReportLadder({ report }: { readonly report: ProbeReport }) {
  const broken = brokenRung(report);
  return (
    <>
      <Ladder rungs={report.rungs} {...(broken !== null && { broken, remedy: <Remedy report={report} /> })} />
      <MoreOfReport report={report} />
    </>
  );
}
