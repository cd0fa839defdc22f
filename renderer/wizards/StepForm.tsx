import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useText } from '../text/text.ts';
import { Button } from '../ui/Button.tsx';
import './wizard.css';

interface StepFormProps {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly children?: ReactNode;
  /** The one next action; Enter does the same. */
  readonly next: { readonly label?: string; readonly busy?: boolean; readonly onNext: () => void };
  readonly onBack?: (() => void) | undefined;
  /** Another word for Back, where it leaves instead. */
  readonly backLabel?: string;
  /** A quiet way past this step, beside Next. */
  readonly aside?: ReactNode;
}

/**
 * One step: its heading, the one decision, and Back and Next. The first text field takes the focus, else the heading: a step
 * opens at its beginning, so a field further down waits.
 */
export function StepForm({ title, intro, children, next, onBack, backLabel, aside }: StepFormProps) {
  const t = useText();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const step = form.current;
    step?.closest('.lk-page')?.scrollIntoView();
    const fields = step?.querySelectorAll<HTMLElement>('input:not([type=radio], [type=checkbox]), textarea') ?? [];
    const isInSight = (field: HTMLElement) => field.checkVisibility() && field.getBoundingClientRect().bottom < window.innerHeight;
    const target = [...fields].find(isInSight) ?? step?.querySelector('h2');
    target?.focus();
  }, []);
  return (
    <form
      ref={form}
      className="lk-step-form"
      aria-labelledby={id}
      noValidate
      onKeyDown={confirmByEnter}
      onSubmit={(event) => {
        event.preventDefault();
        if (!next.busy) next.onNext();
      }}
    >
      <header>
        <h2 id={id} tabIndex={-1}>
          {title}
        </h2>
        {intro !== undefined && <p className="lk-soft">{intro}</p>}
      </header>
      {children}
      <footer className="lk-row lk-step-foot">
        {onBack && <Button onClick={onBack}>{backLabel ?? t('wizards.back')}</Button>}
        <div className="lk-row lk-push">
          {aside}
          <Button type="submit" variant="primary" busy={next.busy ?? false}>
            {next.label ?? t('wizards.next')}
          </Button>
        </div>
      </footer>
    </form>
  );
}

/** Inputs confirm by themselves; the heading, which holds the focus of a step without fields, does not. */
function confirmByEnter(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key === 'Enter' && event.target instanceof HTMLHeadingElement) event.currentTarget.requestSubmit();
}
