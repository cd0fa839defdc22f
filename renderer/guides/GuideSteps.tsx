import { useText } from '../text/text.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { CopyBlock } from '../ui/CopyBlock.tsx';
import type { CommandFacts, Guide, GuideStep } from './guide.ts';
import './guides.css';

interface GuideStepsProps {
  readonly guide: Guide;
  readonly ticked: readonly string[];
  readonly facts: CommandFacts;
  readonly onTick: (step: GuideStep, ticked: boolean) => void;
}

/** What to do, in order, each with a box to tick. */
export function GuideSteps({ guide: { steps, commands = {} }, ticked, facts, onTick }: GuideStepsProps) {
  const t = useText();
  return (
    <ol className="lk-guide-steps">
      {steps.map((step) => (
        <li key={step}>
          <Checkbox
            label={t(`guides.step.${step}.do`, { ...facts })}
            hint={t(`guides.step.${step}.note`, { ...facts })}
            checked={ticked.includes(step)}
            onChange={(isTicked) => onTick(step, isTicked)}
          />
          {commands[step] && <CopyBlock wrap label={t('guides.commands')} text={commands[step](facts)} />}
        </li>
      ))}
    </ol>
  );
}
