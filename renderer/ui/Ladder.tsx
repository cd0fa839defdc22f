import { evidenceLabels, type Rung, type RungId, rungIds } from '../../electron/contract/entities.ts';
import { formatMs } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { Spinner } from './Busy.tsx';
import { Icon, type IconName } from './Icon.tsx';
import './Ladder.css';

interface LadderProps {
  readonly rungs: readonly Rung[];
  /** Whether the first rung that failed shows its evidence by itself. */
  readonly openFirstFailed?: boolean;
  /** While a test runs, the rungs that are to come are drawn too. */
  readonly running?: boolean;
}

const sign: Readonly<Record<Rung['state'], IconName>> = { passed: 'check', failed: 'cross', skipped: 'minus' };
const stateText = { passed: 'ui.rungPassed', failed: 'ui.rungFailed', skipped: 'ui.rungSkipped' } as const;

/** A connection from its first step to its last: each rung with its words, its time and the raw evidence. */
export function Ladder({ rungs, openFirstFailed = true, running = false }: LadderProps) {
  const firstFailed = rungs.find((rung) => rung.state === 'failed');
  const coming = running ? rungIds.filter((id) => rungs.every((rung) => rung.id !== id)) : [];
  return (
    <ol className="lk-ladder">
      {rungs.map((rung) => (
        <RungLine key={rung.id} rung={rung} open={openFirstFailed && rung === firstFailed} />
      ))}
      {coming.map((id, index) => (
        <ComingRung key={id} id={id} now={index === 0} />
      ))}
    </ol>
  );
}

function RungLine({ rung, open }: { readonly rung: Rung; readonly open: boolean }) {
  const t = useText();
  const seen = evidenceLabels.filter((label) => rung.evidence[label] !== undefined);
  return (
    <li className={`lk-rung lk-rung-${rung.state}`}>
      <span className="lk-rung-sign">
        <Icon name={sign[rung.state]} size={13} />
      </span>
      <div className="lk-rung-words">
        <strong>{t(`probe.rungs.${rung.id}.name`)}</strong>
        <span className="lk-hidden">{t(stateText[rung.state])}</span>
        <p>{t(`probe.rungs.${rung.id}.${rung.state}`, rung.evidence)}</p>
        {seen.length > 0 && (
          <details open={open}>
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
