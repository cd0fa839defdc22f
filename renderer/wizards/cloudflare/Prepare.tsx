import { useText } from '../../text/text.ts';
import { StepForm } from '../StepForm.tsx';
import { Missed } from './Missed.tsx';
import { Sight } from './Sight.tsx';
import type { HomeStepProps } from './step.ts';
import { Task } from './Task.tsx';
import { useTicks } from './use-ticks.ts';

/** Step 2: what has to be there before anything else: account, domain, WebSockets. */
export function Prepare(props: HomeStepProps) {
  const t = useText();
  const { home, goOn, goBack } = props;
  const { hostname: host } = new URL(home.url);
  const ticks = useTicks(props, ['account', 'domain', 'websockets']);
  return (
    <StepForm
      title={t('cloudflare.prepare.title')}
      intro={t('cloudflare.prepare.intro')}
      onBack={goBack}
      next={{ ...(ticks.missed.length > 0 && { label: t('cloudflare.anyway') }), onNext: () => ticks.pass(goOn) }}
    >
      <Task id="account" ticks={ticks} host={host} link="signUp" />
      <Task id="domain" ticks={ticks} host={host} link="dashboard" />
      <Task id="websockets" ticks={ticks} host={host} link="websockets" />
      <Sight home={home} ids={['nameservers']} />
      <Missed ticks={ticks} host={host} />
    </StepForm>
  );
}
