import { type ReactNode, type Ref, useId, useState } from 'react';
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
  readonly multiline?: boolean;
  readonly type?: 'text' | 'password' | 'search';
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
  hint,
  error,
  mono,
  multiline,
  type = 'text',
  inputRef,
  why,
  suffix,
  ...rest
}: TextFieldProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const Input = multiline ? 'textarea' : 'input';
  return (
    <div className="lk-field">
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
          className={mono ? 'lk-input lk-mono' : 'lk-input'}
          value={value}
          aria-invalid={error !== undefined}
          aria-describedby={`${id}-error ${id}-hint`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
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
