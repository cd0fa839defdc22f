import type { ProbeReport } from '../../../electron/contract/entities.ts';
import type { Probe } from '../../state/probe.ts';
import { formatMs, formatWhen } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Card } from '../../ui/Card.tsx';
import { CopyBlock } from '../../ui/CopyBlock.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Ladder } from '../../ui/Ladder.tsx';
import { Pill } from '../../ui/Pill.tsx';
import { toneOfVerdict } from '../../ui/verdict.ts';
import './TestOutcome.css';

/** A test as far as it has come: the verdict on top, the ladder below. */
export function TestOutcome({ probe }: { readonly probe: Probe }) {
  const t = useText();
  if (probe.phase === 'idle') return null;
  if (probe.phase === 'failed') return <FailureNote failure={probe.failure} />;
  const running = probe.phase === 'running';
  return (
    <>
      <div role="status">
        {running ? (
          <Card>
            <div className="lk-verdict">
              <Pill tone="neutral">{t('test.running')}</Pill>
              <h2>{t('test.runningText')}</h2>
            </div>
          </Card>
        ) : (
          <VerdictCard report={probe.report} />
        )}
      </div>
      <Card>
        <Ladder rungs={running ? probe.rungs : probe.report.rungs} running={running} openFirstFailed={!running} />
      </Card>
    </>
  );
}

function VerdictCard({ report }: { readonly report: ProbeReport }) {
  const t = useText();
  const { verdict, cause, runnerUp, homeAssistantVersion: version } = report;
  const seen = { when: formatWhen(report.startedAt), duration: formatMs(report.durationMs) };
  const words = { device: report.device ?? '', url: report.url };
  return (
    <Card>
      <div className="lk-verdict">
        <Pill tone={toneOfVerdict[verdict]}>{t(`probe.verdicts.${verdict}.word`)}</Pill>
        <h2>{t(`probe.verdicts.${verdict}.sentence`, words)}</h2>
      </div>
      {cause !== null && (
        <div className="lk-cause">
          <p>
            {cause.confidence !== 'certain' && <strong>{t(`test.${cause.confidence}`)} </strong>}
            {t(`probe.causes.${cause.code}.text`, { ...words, ...cause.facts })}
          </p>
          <Fix text={t(`probe.causes.${cause.code}.fix`, { ...words, ...cause.facts })} />
          {runnerUp !== null && (
            <p className="lk-soft">
              {t('test.orElse', { cause: t(`probe.causes.${runnerUp.code}.text`, { ...words, ...runnerUp.facts }) })}
            </p>
          )}
        </div>
      )}
      <p className="lk-soft lk-verdict-seen">{version === null ? t('test.seen', seen) : t('test.seenWithVersion', { ...seen, version })}</p>
    </Card>
  );
}

/** What to do in words; the lines after them are to be pasted. */
function Fix({ text }: { readonly text: string }) {
  const t = useText();
  const [words = '', ...lines] = text.split('\n');
  return (
    <>
      <p>{words}</p>
      {lines.length > 0 && <CopyBlock label={t('test.fixLabel')} text={lines.join('\n')} />}
    </>
  );
}
