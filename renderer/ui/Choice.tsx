import { type ReactNode, useId } from 'react';
import './Choice.css';

interface ChoiceOption<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly description?: ReactNode;
  /** A word beside the label, such as "Best". */
  readonly badge?: string;
}

interface ChoiceProps<T extends string> {
  readonly legend: string;
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  readonly options: readonly ChoiceOption<T>[];
  /** Short choices may stand in one row, many in a grid, many of a word or two as chips. */
  readonly layout?: 'column' | 'row' | 'grid' | 'chips';
}

/** One of a few, as cards: native radio buttons, so that arrow keys move between them. */
export function Choice<T extends string>({ legend, value, onChange, options, layout = 'column' }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset className={`lk-choice lk-choice-${layout}`}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <div key={option.value} className="lk-choice-card">
          <input
            type="radio"
            name={name}
            id={`${name}-${option.value}`}
            aria-describedby={`${name}-${option.value}-about`}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <label htmlFor={`${name}-${option.value}`}>{option.label}</label>
          {option.badge !== undefined && <span className="lk-choice-badge">{option.badge}</span>}
          <div id={`${name}-${option.value}-about`} className="lk-choice-about">
            {option.description}
          </div>
        </div>
      ))}
    </fieldset>
  );
}
