import { type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react';
import { useText } from '../text/text.ts';
import { Icon } from './Icon.tsx';
import './TextField.css';

type Control = HTMLInputElement & HTMLTextAreaElement;

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly hint?: ReactNode;
  /** A sentence; it stands beside the field and is read out at once. */
  readonly error?: string | undefined;
  readonly mono?: boolean;
  /** Letters to write down or to read aloud. */
  readonly large?: boolean;
  readonly multiline?: boolean;
  readonly type?: 'text' | 'password' | 'search';
  /** Called before `onChange`: what was said about the old text may be taken back. */
  readonly onEdit?: (() => void) | undefined;
  readonly autoFocus?: boolean;
  readonly inputRef?: Ref<Control>;
  readonly why?: ReactNode;
  readonly placeholder?: string;
  /** Stands at the end inside the field: a unit, a button. */
  readonly suffix?: ReactNode;
}

/** One line, or several, of text with its label, hint and error wired for screen readers. */
export function TextField({
  label,
  value,
  onChange,
  onEdit,
  hint,
  error,
  mono = false,
  large = false,
  multiline,
  type = 'text',
  inputRef,
  why,
  suffix,
  ...rest
}: TextFieldProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error !== undefined && whole.current?.contains(document.activeElement)) whole.current.scrollIntoView({ block: 'nearest' });
  }, [error]);
  const Input = multiline ? 'textarea' : 'input';
  return (
    <div ref={whole} className="lk-field">
      <div className="lk-field-head">
        <label htmlFor={id}>{label}</label>
        {why}
      </div>
      <div className="lk-field-box" data-invalid={error !== undefined}>
        <Input
          {...rest}
          {...(multiline ? { rows: 3 } : { type: shown ? 'text' : type })}
          id={id}
          ref={inputRef}
          className={`lk-input ${mono ? 'lk-mono' : ''} ${large ? 'lk-input-large' : ''}`}
          value={value}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-error ${id}-hint`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => {
            onEdit?.();
            onChange(event.target.value);
          }}
        />
        {type === 'password' && <Reveal shown={shown} onToggle={() => setShown(!shown)} />}
        {suffix !== undefined && <span className="lk-field-suffix">{suffix}</span>}
      </div>
      <div id={`${id}-error`} role="alert">
        {error !== undefined && (
          <p className="lk-field-error">
            <Icon name="alert" size={14} />
            {error}
          </p>
        )}
      </div>
      <div id={`${id}-hint`} className="lk-field-hint">
        {hint}
      </div>
    </div>
  );
}

function Reveal({ shown, onToggle }: { readonly shown: boolean; readonly onToggle: () => void }) {
  const t = useText();
  return (
    <button type="button" className="lk-field-reveal" onClick={onToggle}>
      {shown ? t('ui.hide') : t('ui.show')}
    </button>
  );
}
