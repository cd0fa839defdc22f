import { z } from 'zod';
import { upstreamField } from '../../../electron/contract/fields.ts';
import { useCall } from '../../state/call.ts';
import { useHomes } from '../../state/homes.ts';
import { useText } from '../../text/text.ts';
import { TextField } from '../../ui/TextField.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { StepForm } from '../StepForm.tsx';
import { useFields } from '../use-fields.ts';
import { Missed } from './Missed.tsx';
import { RouteDrawing } from './RouteDrawing.tsx';
import { Sight } from './Sight.tsx';
import type { HomeStepProps } from './step.ts';
import { Task } from './Task.tsx';
import { useTicks } from './use-ticks.ts';

const tunnelForm = z.object({ service: upstreamField });

/** Step 3: the tunnel and where it leads, and encryption for the whole domain. */
export function Tunnel(props: HomeStepProps) {
  const t = useText();
  const { draft, home, change, goOn, goBack } = props;
  const { hostname: host } = new URL(home.url);
  const ticks = useTicks(props, ['tunnel-made', 'hostname-routed', 'ssl-strict', 'always-https']);
  const { check, field } = useFields(tunnelForm);
  const { call, send } = useCall('cloudflare:confirm-tunnel');
  const confirm = async () => {
    const form = check({ service: draft.service });
    if (form === null) return;
    const saved = await send({ homeId: home.id, ...form });
    if (saved === null) return;
    useHomes.getState().put(saved);
    goOn();
  };
  return (
    <StepForm
      title={t('cloudflare.tunnel.title')}
      intro={t('cloudflare.tunnel.intro')}
      onBack={goBack}
      next={{
        ...(ticks.missed.length > 0 && { label: t('cloudflare.anyway') }),
        onNext: () => ticks.pass(() => void confirm()),
        busy: call.phase === 'busy',
      }}
    >
      <TextField
        label={t('cloudflare.tunnel.service')}
        hint={t('cloudflare.tunnel.serviceHint')}
        mono
        value={draft.service}
        onChange={(service) => change({ service })}
        {...field('service')}
      />
      <Task id="tunnel-made" ticks={ticks} host={host} link="tunnels" />
      <Task id="hostname-routed" ticks={ticks} host={host}>
        <RouteDrawing host={host} homeId={home.id} service={draft.service} />
      </Task>
      <Task id="ssl-strict" ticks={ticks} host={host} link="encryption" />
      <Task id="always-https" ticks={ticks} host={host} link="alwaysHttps" />
      <Sight home={home} ids={['host', 'https']} />
      <Missed ticks={ticks} host={host} />
      <CallFailure call={call} />
    </StepForm>
  );
}
