import { type ReactNode, useId } from 'react';
import './Select.css';

interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly hint?: ReactNode;
}

/** A native list of choices. */
export function Select<T extends string>({ label, value, onChange, options, hint }: SelectProps<T>) {
  const id = useId();
  const pick = (text: string) => {
    const option = options.find((each) => each.value === text);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <div className="lk-field">
      <div className="lk-field-head">
        <label htmlFor={id}>{label}</label>
      </div>
      <select id={id} className="lk-select" value={value} aria-describedby={`${id}-hint`} onChange={(event) => pick(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <div id={`${id}-hint`} className="lk-field-hint">
        {hint}
      </div>
    </div>
  );
}
