import { type ReactNode, useEffect, useRef } from 'react';
import './wizard.css';

/** What has just happened in a step: read out, and brought into sight when it appears. */
export function News({ children }: { readonly children: ReactNode }) {
  const region = useRef<HTMLDivElement>(null);
  const has = Boolean(children);
  useEffect(() => {
    if (has) region.current?.scrollIntoView({ block: 'nearest' });
  }, [has]);
  return (
    <div ref={region} role="status" className="lk-news">
      {children}
    </div>
  );
}
