import type { ReactNode } from 'react';
import './Card.css';

/** A raised sheet; named by its heading where there is one. */
export function Card({
  title,
  aside,
  children,
}: {
  readonly title?: ReactNode;
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <section className="lk-card">
      {title !== undefined && (
        <div className="lk-card-head">
          <h2>{title}</h2>
          {aside && <div className="lk-push lk-soft">{aside}</div>}
        </div>
      )}
      {children}
    </section>
  );
}
