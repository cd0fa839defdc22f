import { useText } from '../../text/text.ts';
import { CopyBlock } from '../../ui/CopyBlock.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { StepForm } from '../StepForm.tsx';
import { Missed } from './Missed.tsx';
import { Sight } from './Sight.tsx';
import type { HomeStepProps } from './step.ts';
import { Task } from './Task.tsx';
import { usePreview } from './use-preview.ts';
import { useTicks } from './use-ticks.ts';

/** Step 4: the program that holds the tunnel open, and Home Assistant's trust in it. */
export function Connector(props: HomeStepProps) {
  const t = useText();
  const { home, goOn, goBack } = props;
  const { hostname: host } = new URL(home.url);
  const ticks = useTicks(props, ['connector-running', 'configuration-written']);
  const preview = usePreview({ homeId: home.id, openPaths: '', pin: false });
  return (
    <StepForm
      title={t('cloudflare.connector.title')}
      intro={t('cloudflare.connector.intro')}
      onBack={goBack}
      next={{ ...(ticks.missed.length > 0 && { label: t('cloudflare.anyway') }), onNext: () => ticks.pass(goOn) }}
    >
      <Task id="connector-running" ticks={ticks} host={host} link="connector">
        <p>{t('cloudflare.tasks.connector-running.elsewhere')}</p>
      </Task>
      <Task id="configuration-written" ticks={ticks} host={host}>
        {preview?.ok && <CopyBlock label={t('cloudflare.connector.lines')} text={preview.value.homeAssistant} wrap />}
        {preview?.ok === false && <FailureNote failure={preview.failure} />}
      </Task>
      <Sight home={home} ids={['tunnel', 'home-assistant', 'websocket']} />
      <Missed ticks={ticks} host={host} />
    </StepForm>
  );
}
