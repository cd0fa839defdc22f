import { useText } from '../text/text.ts';
import { Icon } from './Icon.tsx';
import './Steps.css';

interface Step<T extends string> {
  readonly id: T;
  readonly label: string;
  readonly state: 'done' | 'now' | 'todo';
}

interface StepsProps<T extends string> {
  readonly steps: readonly Step<T>[];
  /** Makes the steps that are done pressable. */
  readonly onPick?: (id: T) => void;
}

/** The rail of a wizard: what is done, where one is, what comes. */
export function Steps<T extends string>({ steps, onPick }: StepsProps<T>) {
  const t = useText();
  return (
    <nav className="lk-steps" aria-label={t('ui.steps')}>
      <ol>
        {steps.map((step, index) => {
          const content = (
            <>
              <span className="lk-steps-dot" aria-hidden="true">
                {step.state === 'done' ? <Icon name="check" size={13} /> : index + 1}
              </span>
              <span className="lk-step-label">{step.label}</span>
              {step.state === 'done' && <span className="lk-hidden">{t('ui.stepDone')}</span>}
            </>
          );
          return (
            <li key={step.id} className={`lk-step lk-step-${step.state}`} aria-current={step.state === 'now' ? 'step' : undefined}>
              {step.state === 'done' && onPick ? (
                <button type="button" className="lk-step-line" onClick={() => onPick(step.id)}>
                  {content}
                </button>
              ) : (
                <span className="lk-step-line">{content}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
