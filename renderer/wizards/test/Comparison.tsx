import type { ProbeReport, Rung } from '../../../electron/contract/probe.ts';
import type { Probe } from '../../state/probe.ts';
import { formatMs } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Busy, Spinner } from '../../ui/Busy.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { RungSign, rungStateText } from '../../ui/Ladder.tsx';
import { Pill } from '../../ui/Pill.tsx';
import { toneOfReport, wordsFor } from '../../ui/verdict.ts';
import { type ComparedRung, compareRungs } from './comparison.ts';
import { Remedy } from './Remedy.tsx';
import { factsOf } from './words.ts';
import './Comparison.css';

/** A device's name, and its test as far as it has come. */
interface Contender {
  readonly name: string;
  readonly probe: Probe;
}

interface ComparisonProps {
  readonly one: { readonly name: string; readonly report: ProbeReport };
  readonly other: Contender;
}

/** How two devices fare at the same door, rung by rung. */
export function Comparison({ one, other }: ComparisonProps) {
  const t = useText();
  const { probe } = other;
  if (probe.phase === 'idle') return null;
  if (probe.phase === 'failed') return <FailureNote failure={probe.failure} />;
  const report = probe.phase === 'done' ? probe.report : null;
  const rows = compareRungs(one.report.rungs, probe.phase === 'done' ? probe.report.rungs : probe.rungs);
  return (
    <div className="lk-stack lk-compare-outcome">
      <div role="status">
        {report === null ? <Busy label={t('test.compare.waiting', { other: other.name })} /> : <Summary rows={rows} />}
      </div>
      <table className="lk-compare" aria-label={t('test.compare.table')}>
        <thead>
          <tr>
            <th scope="col">{t('test.compare.rung')}</th>
            <Heading name={one.name} report={one.report} />
            <Heading name={other.name} report={report} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
      {report !== null && report.cause !== null && (
        <div>
          <h3>{t('test.compare.causeOf', { device: other.name })}</h3>
          <Remedy report={report} />
        </div>
      )}
    </div>
  );
}

function Summary({ rows }: { readonly rows: readonly ComparedRung[] }) {
  const t = useText();
  const first = rows.find(({ differs }) => differs);
  return (
    <strong>{first === undefined ? t('test.compare.same') : t('test.compare.differ', { rung: t(`probe.rungs.${first.id}.name`) })}</strong>
  );
}

function Heading({ name, report }: { readonly name: string; readonly report: ProbeReport | null }) {
  const t = useText();
  return (
    <th scope="col">
      {name}
      <div>
        {report === null ? (
          <Spinner />
        ) : (
          <Pill tone={toneOfReport(report)}>{t(`probe.verdicts.${report.verdict}.word`, factsOf(report))}</Pill>
        )}
      </div>
    </th>
  );
}

function Row({ row }: { readonly row: ComparedRung }) {
  const t = useText();
  const look = row.differs ? 'lk-compare-differs' : '';
  return (
    <>
      <tr className={look}>
        <th scope="row">
          {t(`probe.rungs.${row.id}.name`)}
          {row.differs && (
            <span className="lk-compare-word">
              <Icon name="alert" size={12} />
              {t('test.compare.differs')}
            </span>
          )}
        </th>
        <Cell rung={row.one} />
        <Cell rung={row.other} />
      </tr>
      {row.evidence.length > 0 && (
        <tr className={`lk-compare-evidence ${look}`}>
          <td colSpan={3}>
            <Differences evidence={row.evidence} />
          </td>
        </tr>
      )}
    </>
  );
}

function Cell({ rung }: { readonly rung: Rung | null }) {
  const t = useText();
  if (rung === null) return <td className="lk-soft">{t('ui.rungWaiting')}</td>;
  const words = { ...rung.evidence, ...wordsFor(rung.evidence.revoked !== undefined) };
  // whether a device gets in is what is compared: "passed" could mean either
  const isSaid = rung.id === 'device-let-in' && rung.state !== 'skipped';
  return (
    <td>
      <span className="lk-compare-state">
        <RungSign state={rung.state} />
        {isSaid ? t(`probe.rungs.device-let-in.${rung.state}`, words) : t(rungStateText[rung.state])}
      </span>
      {rung.ms !== null && <span className="lk-soft lk-mono lk-compare-ms">{formatMs(rung.ms)}</span>}
    </td>
  );
}

/** What was seen on either side, in the columns of the table. */
function Differences({ evidence }: Pick<ComparedRung, 'evidence'>) {
  const t = useText();
  return (
    <details>
      <summary>{t('test.compare.seen')}</summary>
      <dl className="lk-mono">
        {evidence.map(({ label, one, other }) => (
          <div key={label}>
            <dt>{t(`probe.evidence.${label}`)}</dt>
            <dd>{one ?? t('test.compare.nothing')}</dd>
            <dd>{other ?? t('test.compare.nothing')}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
