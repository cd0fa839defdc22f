import type { ReactNode } from 'react';
import './wizard.css';

/** A label and what it stands for. */
export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  readonly mono?: boolean;
}

/** Labels and values, one a line. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="lk-facts">
      {facts.map(({ label, value, mono }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={mono ? 'lk-mono' : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
