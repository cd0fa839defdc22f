import { type ReactNode, useState } from 'react';
import './wizard.css';

interface MoreProps {
  readonly label: string;
  /** Keeps it open, as when a field inside has to be mended. */
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** What most people need not see, behind one word. */
export function More({ label, open = false, children }: MoreProps) {
  const [opened, setOpened] = useState(false);
  return (
    <details className="lk-more" open={open || opened} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{label}</summary>
      <div className="lk-stack">{children}</div>
    </details>
  );
}
