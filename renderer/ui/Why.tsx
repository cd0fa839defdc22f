import { type ReactNode, useId, useState } from 'react';
import { useText } from '../text/text.ts';
import { Icon } from './Icon.tsx';
import './Why.css';

/** A "?" that opens two sentences of why. */
export function Why({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <div className="lk-why">
      <button
        type="button"
        className="lk-why-mark"
        aria-expanded={open}
        aria-controls={id}
        aria-label={t('ui.why')}
        onClick={() => setOpen(!open)}
      >
        <Icon name="question" size={14} />
      </button>
      <div id={id} className="lk-why-text" hidden={!open}>
        {children}
      </div>
    </div>
  );
}
