import { type ReactNode, useId } from 'react';
import './Progress.css';

interface ProgressProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** A way to stop. */
  readonly children?: ReactNode;
}

/** How far counted work has come. */
export function Progress({ label, done, total, children }: ProgressProps) {
  const id = useId();
  return (
    <div className="lk-progress">
      <div>
        <label htmlFor={id}>{label}</label>
        <progress id={id} value={done} max={total} />
      </div>
      {children}
    </div>
  );
}
