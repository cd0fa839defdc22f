import { type ReactNode, useId } from 'react';
import { useText } from '../../text/text.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Icon } from '../../ui/Icon.tsx';
import './Drawing.css';

/** A drawing of somebody else's form, by our own hand; its numbers are those of the steps beside it. */
export function Drawing({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const t = useText();
  const id = useId();
  return (
    <figure className="lk-drawing" aria-labelledby={id}>
      <div className="lk-drawing-sheet">
        <div className="lk-drawing-head lk-small">{title}</div>
        <div className="lk-drawing-body">{children}</div>
      </div>
      <figcaption id={id} className="lk-soft lk-small">
        {t('cloudflare.drawing')}
      </figcaption>
    </figure>
  );
}

interface MarkedProps {
  /** The step that is about it. */
  readonly mark?: number;
}

function Mark({ mark }: MarkedProps) {
  return mark === undefined ? null : <span className="lk-drawn-mark">{mark}</span>;
}

interface DrawnFieldProps extends MarkedProps {
  readonly label: string;
  readonly value: string;
  /** What stands in it is to be copied; its name for screen readers. */
  readonly copyAs?: string;
  /** The whole text, where only its beginning is drawn. */
  readonly text?: string;
  /** A list that opens. */
  readonly menu?: boolean;
  readonly mono?: boolean;
}

/** A field with what belongs into it. */
export function DrawnField({ label, value, copyAs, text = value, menu = false, mono = false, mark }: DrawnFieldProps) {
  return (
    <div className="lk-drawn-field">
      <span className="lk-drawn-label">
        <Mark {...(mark !== undefined && { mark })} />
        {label}
      </span>
      <div className="lk-drawn-box">
        <span className={mono ? 'lk-mono' : undefined}>{value}</span>
        {menu && <Icon name="chevron" size={14} />}
        {copyAs !== undefined && <CopyButton text={text} of={copyAs} />}
      </div>
    </div>
  );
}

/** Two ways, the second of which is to be picked; the words of the other do not matter. */
export function DrawnPick({ label, picked, mark }: MarkedProps & { readonly label: string; readonly picked: string }) {
  return (
    <div className="lk-drawn-field">
      <span className="lk-drawn-label">
        <Mark {...(mark !== undefined && { mark })} />
        {label}
      </span>
      <div className="lk-drawn-pick" aria-hidden="true">
        <span className="lk-drawn-radio" />
        <span className="lk-drawn-words" />
      </div>
      <div className="lk-drawn-pick">
        <span className="lk-drawn-radio lk-drawn-radio-on" aria-hidden="true" />
        {picked}
      </div>
    </div>
  );
}

/** A button to press. */
export function DrawnButton({ label, mark }: MarkedProps & { readonly label: string }) {
  return (
    <div className="lk-drawn-press">
      <Mark {...(mark !== undefined && { mark })} />
      <span className="lk-drawn-button">{label}</span>
    </div>
  );
}
