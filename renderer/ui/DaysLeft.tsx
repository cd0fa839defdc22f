import { formatDate } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { daysLeft, lifeLeft, toneOfDays } from './days.ts';
import { Icon } from './Icon.tsx';
import { type Tone, toneIcon } from './Pill.tsx';
import './DaysLeft.css';

interface DaysLeftProps {
  readonly notBefore: string; // ISO 8601
  readonly notAfter: string; // ISO 8601
}

/** How much of a certificate's life is left: a bar, and the same in words. */
export function DaysLeft({ notBefore, notAfter }: DaysLeftProps) {
  const t = useText();
  const now = Date.now();
  const days = daysLeft(notAfter, now);
  const tone = toneOfDays(days);
  return (
    <div className={`lk-days lk-days-${tone}`}>
      <span className="lk-days-bar" aria-hidden="true">
        <span style={{ width: `${Math.round(lifeLeft(notBefore, notAfter, now) * 100)}%` }} />
      </span>
      <span className="lk-days-words">
        {tone !== 'good' && <Icon name={toneIcon[tone satisfies Tone]} size={13} />}
        {days < 0 && t('ui.ended', { date: formatDate(notAfter) })}
        {days >= 0 && tone === 'warn' && t('ui.daysLeft', { count: days })}
        {tone === 'good' && t('ui.ends', { date: formatDate(notAfter) })}
      </span>
    </div>
  );
}
