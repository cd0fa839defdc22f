import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from '../text/text.ts';
import './Page.css';

interface PageProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** A place or wizard. Its heading takes the focus when it opens, unless a field of it asked for that. */
export function Page({ title, subtitle, actions, children }: PageProps) {
  const t = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const page = heading.current?.closest('.lk-page');
    if (!page?.contains(document.activeElement)) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="lk-page">
      <title>{t('ui.windowTitle', { title })}</title>
      <header className="lk-page-head">
        <div className="lk-page-words">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {subtitle !== undefined && <div className="lk-soft">{subtitle}</div>}
        </div>
        {actions !== undefined && <div className="lk-row">{actions}</div>}
      </header>
      <div className="lk-stack">{children}</div>
    </div>
  );
}
