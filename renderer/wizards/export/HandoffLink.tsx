import { type Handoff, type HandoffState, handoffLifeMs } from '../../../electron/contract/handoff.ts';
import { useText } from '../../text/text.ts';
import { CopyBlock } from '../../ui/CopyBlock.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { useNow } from '../use-now.ts';
import { HandoffTrouble } from './HandoffTrouble.tsx';
import './SendToPhone.css';

/** Somebody who scans needs less; after that something is in the way. */
const patienceMs = 30_000;

/** A link that is open: to scan, to type, and how long it is good. */
export function HandoffLink({ handoff, state }: { readonly handoff: Handoff; readonly state: HandoffState }) {
  const t = useText();
  const leftMs = Math.max(0, Date.parse(handoff.expiresAt) - useNow(true));
  return (
    <>
      <div className="lk-handoff">
        <QrCode text={handoff.url} label={t('handoff.qr')} />
        <div className="lk-stack">
          <p>{t('handoff.scan')}</p>
          <CopyBlock text={handoff.url} label={t('handoff.link')} wrap />
          <p className="lk-soft" role="timer">
            {t('handoff.left', { time: clock(leftMs) })}
          </p>
        </div>
      </div>
      {state.phase === 'waiting' && handoffLifeMs - leftMs >= patienceMs && <HandoffTrouble handoff={handoff} />}
    </>
  );
}

/** `4:07` */
const clock = (ms: number): string => {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
