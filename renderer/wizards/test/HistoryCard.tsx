import { useEffect, useState } from 'react';
import type { Home } from '../../../electron/contract/entities.ts';
import type { PastProbe } from '../../../electron/contract/probe.ts';
import { useProbeHistory } from '../../state/probe-history.ts';
import { formatMoment } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Pill } from '../../ui/Pill.tsx';
import { toneOfReport } from '../../ui/verdict.ts';
import { More } from '../More.tsx';
import { changeIcon, useChangeWords } from './change-words.ts';
import { factsOf } from './words.ts';
import './HistoryCard.css';

interface HistoryCardProps {
  readonly home: Home;
  readonly onOpen: (past: PastProbe) => void;
  /** Tests again as the device of an earlier test. */
  readonly onTest: (past: PastProbe) => void;
}

/** How many are shown before one asks for more. */
const shownAtFirst = 5;

/** The earlier tests of a home, each with what changed. */
export function HistoryCard({ home, ...acts }: HistoryCardProps) {
  const t = useText();
  const { items, failure, load } = useProbeHistory();
  const [clearing, setClearing] = useState(false);
  useEffect(() => void load(home.id), [load, home.id]);
  if (failure !== null) return <FailureNote failure={failure} />;
  if (items.length === 0) return null;
  const older = items.slice(shownAtFirst);
  const clear = (
    <Button variant="quiet" icon="remove" onClick={() => setClearing(true)}>
      {t('test.history.clear')}
    </Button>
  );
  return (
    <Card title={t('test.history.title')} aside={clear}>
      <Rows items={items.slice(0, shownAtFirst)} {...acts} />
      {older.length > 0 && (
        <div className="lk-history-older">
          <More label={t('test.history.older', { count: older.length })}>
            <Rows items={older} {...acts} />
          </More>
        </div>
      )}
      {clearing && <Clear home={home} onDone={() => setClearing(false)} />}
    </Card>
  );
}

type Acts = Omit<HistoryCardProps, 'home'>;

function Rows({ items, ...acts }: Acts & { readonly items: readonly PastProbe[] }) {
  return (
    <ul className="lk-history">
      {items.map((past) => (
        <Row key={past.id} past={past} {...acts} />
      ))}
    </ul>
  );
}

function Row({ past, onOpen, onTest }: Acts & { readonly past: PastProbe }) {
  const t = useText();
  const { report } = past;
  const when = formatMoment(report.startedAt);
  const title = report.device === null ? t('test.history.whenStranger', { when }) : t('test.history.when', { when, device: report.device });
  return (
    <li>
      <Pill tone={toneOfReport(report)}>{t(`probe.verdicts.${report.verdict}.word`, factsOf(report))}</Pill>
      <div className="lk-history-words">
        <strong>{title}</strong>
        <Changes past={past} />
      </div>
      <div className="lk-row lk-history-acts">
        <Button variant="quiet" onClick={() => onOpen(past)}>
          {t('test.history.open')}
          <span className="lk-hidden">{title}</span>
        </Button>
        <Button variant="quiet" onClick={() => onTest(past)}>
          {t('test.again')}
          <span className="lk-hidden">{title}</span>
        </Button>
      </div>
    </li>
  );
}

function Changes({ past: { changes, report } }: { readonly past: PastProbe }) {
  const t = useText();
  const say = useChangeWords(report);
  if (changes === null) {
    return <p className="lk-soft">{t(report.device === null ? 'test.history.firstStranger' : 'test.history.first')}</p>;
  }
  if (changes.length === 0) return <p className="lk-soft">{t('test.history.same')}</p>;
  return (
    <ul>
      {changes.map((change) => (
        <li key={JSON.stringify(change)} className={`lk-change lk-change-${change.kind}`}>
          <Icon name={changeIcon(change)} size={13} />
          {say(change)}
        </li>
      ))}
    </ul>
  );
}

function Clear({ home, onDone }: { readonly home: Home; readonly onDone: () => void }) {
  const t = useText();
  const forget = useProbeHistory((store) => store.forget);
  return (
    <Confirm
      title={t('test.history.clearTitle', { home: home.name })}
      confirm={t('test.history.clearConfirm')}
      onConfirm={() => void forget().then(onDone)}
      onCancel={onDone}
    >
      {t('test.history.clearText')}
    </Confirm>
  );
}
