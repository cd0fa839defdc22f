import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import './EmptyState.css';

interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** A place with nothing in it yet: what will stand here and how it gets there. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="lk-empty">
      <span className="lk-empty-sign">
        <Icon name={icon} size={26} />
      </span>
      <h2>{title}</h2>
      {children !== undefined && <div className="lk-soft">{children}</div>}
      {actions !== undefined && <div className="lk-row">{actions}</div>}
    </div>
  );
}
