import type { ReactNode } from 'react';
import { evidenceLabels, type Rung, type RungId, rungIds } from '../../electron/contract/probe.ts';
import { formatMs } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { Spinner } from './Busy.tsx';
import { Icon, type IconName } from './Icon.tsx';
import { wordsFor } from './verdict.ts';
import './Ladder.css';

interface LadderProps {
  readonly rungs: readonly Rung[];
  /** The rung that broke the connection; it opens by itself, and says what to do. */
  readonly broken?: RungId;
  readonly remedy?: ReactNode;
  /** While a test runs, the rungs that are to come are drawn too. */
  readonly running?: boolean;
}

const rungSign: Readonly<Record<Rung['state'], IconName>> = { passed: 'check', failed: 'cross', skipped: 'minus' };
/** How the state of a rung is called. */
export const rungStateText = { passed: 'ui.rungPassed', failed: 'ui.rungFailed', skipped: 'ui.rungSkipped' } as const;

/** A connection from its first step to its last: each rung with its words, its time and the raw evidence. */
export function Ladder({ rungs, broken, remedy, running = false }: LadderProps) {
  const coming = running ? rungIds.filter((id) => rungs.every((rung) => rung.id !== id)) : [];
  return (
    <ol className="lk-ladder">
      {rungs.map((rung) => (
        <RungLine key={rung.id} rung={rung} remedy={rung.id === broken && remedy} />
      ))}
      {coming.map((id, index) => (
        <ComingRung key={id} id={id} now={index === 0} />
      ))}
    </ol>
  );
}

/** The state of a rung as a drawing; its word stands beside it. */
export function RungSign({ state }: { readonly state: Rung['state'] }) {
  return (
    <span className={`lk-rung-sign lk-rung-sign-${state}`}>
      <Icon name={rungSign[state]} size={13} />
    </span>
  );
}

function RungLine({ rung, remedy }: { readonly rung: Rung; readonly remedy: ReactNode }) {
  const t = useText();
  const words = { ...rung.evidence, ...wordsFor(rung.evidence.revoked !== undefined) };
  const seen = evidenceLabels.filter((label) => rung.evidence[label] !== undefined);
  return (
    <li className={`lk-rung lk-rung-${rung.state}`}>
      <RungSign state={rung.state} />
      <div className="lk-rung-words">
        <strong>{t(`probe.rungs.${rung.id}.name`, words)}</strong>
        <span className="lk-hidden">{t(rungStateText[rung.state])}</span>
        <p>{t(`probe.rungs.${rung.id}.${rung.state}`, words)}</p>
        {remedy}
        {seen.length > 0 && (
          <details open={Boolean(remedy)}>
            <summary>{t('ui.evidence')}</summary>
            <dl className="lk-mono">
              {seen.map((label) => (
                <div key={label}>
                  <dt>{t(`probe.evidence.${label}`)}</dt>
                  <dd>{rung.evidence[label]}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </div>
      {rung.ms !== null && <span className="lk-rung-ms lk-mono">{formatMs(rung.ms)}</span>}
    </li>
  );
}

function ComingRung({ id, now }: { readonly id: RungId; readonly now: boolean }) {
  const t = useText();
  return (
    <li className="lk-rung lk-rung-coming">
      <span className="lk-rung-sign">{now && <Spinner />}</span>
      <div className="lk-rung-words">
        <strong>{t(`probe.rungs.${id}.name`)}</strong>
        <p>{t('ui.rungWaiting')}</p>
      </div>
    </li>
  );
}
