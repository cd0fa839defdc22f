import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import './Pill.css';

export type Tone = 'good' | 'warn' | 'bad' | 'neutral';

/** Colour never stands alone: the sign that goes with each tone. */
export const toneIcon: Readonly<Record<Tone, IconName>> = { good: 'check', warn: 'alert', bad: 'cross', neutral: 'minus' };

interface PillProps {
  readonly tone: Tone;
  /** Another sign than the tone's own. */
  readonly icon?: IconName;
  readonly children: ReactNode;
}

/** A state in one word, with its sign. */
export function Pill({ tone, icon = toneIcon[tone], children }: PillProps) {
  return (
    <span className={`lk-pill lk-tone-${tone}`}>
      <Icon name={icon} size={13} />
      {children}
    </span>
  );
}
