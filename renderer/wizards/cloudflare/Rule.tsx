import { RuleForm } from './RuleForm.tsx';
import type { HomeStepProps } from './step.ts';
import { TokenWay } from './token/TokenWay.tsx';
import { withTick } from './use-ticks.ts';
import { WayChoice } from './WayChoice.tsx';

/** Step 8: the rule that locks the door. */
export function Rule(props: HomeStepProps) {
  const { draft, made, home, change, goOn, goBack } = props;
  if (draft.way === 'token') return <TokenWay {...props} />;
  return (
    <RuleForm
      home={home}
      device={made.device}
      input={draft}
      isChange={home.cloudflare?.rule !== null && home.cloudflare?.rule !== undefined}
      change={change}
      onDone={() => goOn({ ticks: withTick(draft.ticks, 'rule-deployed') })}
      onBack={goBack}
    >
      <WayChoice draft={draft} change={change} />
    </RuleForm>
  );
}
