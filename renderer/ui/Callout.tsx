import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import { type Tone, toneIcon } from './Pill.tsx';
import './Callout.css';

interface CalloutProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

const icon: Readonly<Record<Tone, IconName>> = { ...toneIcon, neutral: 'info' };

/** Something to know before going on. */
export function Callout({ tone, title, children, actions }: CalloutProps) {
  return (
    <div className={`lk-callout lk-callout-${tone}`}>
      <span className={`lk-callout-sign lk-tone-${tone}`}>
        <Icon name={icon[tone]} size={14} />
      </span>
      <div className="lk-callout-body">
        <strong>{title}</strong>
        {children !== undefined && <div className="lk-callout-text">{children}</div>}
        {actions !== undefined && <div className="lk-row lk-callout-actions">{actions}</div>}
      </div>
    </div>
  );
}
