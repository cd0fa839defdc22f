import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import './Pill.css';

export type Tone = 'good' | 'warn' | 'bad' | 'neutral';

/** Colour never stands alone: the sign that goes with each tone. */
export const toneIcon: Readonly<Record<Tone, IconName>> = { good: 'check', warn: 'alert', bad: 'cross', neutral: 'minus' };

/** A state in one word, with its sign. */
export function Pill({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={`lk-pill lk-tone-${tone}`}>
      <Icon name={toneIcon[tone]} size={13} />
      {children}
    </span>
  );
}
