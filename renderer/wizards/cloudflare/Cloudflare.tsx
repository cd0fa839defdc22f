import { useEffect } from 'react';
import { type CloudflareStep, cloudflareSteps } from '../../../electron/contract/cloudflare.ts';
import { useCloudflareDraft } from '../../state/cloudflare-draft.ts';
import { canVisit, isDone, madeByCloudflare, stepAfter, stepBefore } from '../../state/cloudflare-progress.ts';
import { useDevices } from '../../state/devices.ts';
import { useHomes } from '../../state/homes.ts';
import { usePlace } from '../../state/place.ts';
import { useRequests } from '../../state/requests.ts';
import { useText } from '../../text/text.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { PhoneForm } from '../phone/PhoneForm.tsx';
import { TestForm } from '../test/TestForm.tsx';
import { WizardPage } from '../WizardPage.tsx';
import { Address } from './Address.tsx';
import { Certificate } from './Certificate.tsx';
import { Connector } from './Connector.tsx';
import { ExportFile } from './ExportFile.tsx';
import { Hostname } from './Hostname.tsx';
import { Prepare } from './Prepare.tsx';
import { Rule } from './Rule.tsx';
import type { StepProps } from './step.ts';
import { Tunnel } from './Tunnel.tsx';
import { Who } from './Who.tsx';

/** From nothing to a door that is proved locked, at Cloudflare; later, one device more. */
export function Cloudflare() {
  const t = useText();
  const homes = useHomes((store) => store.items);
  const requests = useRequests((store) => store.items);
  const devices = useDevices((store) => store.items);
  const { draft, failure, begin, change, goTo, flush, discard } = useCloudflareDraft();
  const go = usePlace((place) => place.go);
  const records = { homes, requests, devices };
  // The records are read before any place shows; resuming looks at them once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens.
  useEffect(() => begin(records), []);
  if (draft === null) return null;

  const leave = () => {
    void flush();
    go({ place: 'home' });
  };
  const finish = () => {
    go({ place: 'home' });
    void discard();
  };
  const made = madeByCloudflare(draft, records);
  const stateOf = (step: CloudflareStep) => (step === draft.step ? 'now' : isDone(draft, records, step) ? 'done' : 'todo');
  return (
    <WizardPage
      title={made.home === null ? t('cloudflare.titleNew') : t('cloudflare.title', { home: made.home.name })}
      subtitle={t('wizards.ownProxy.subtitle')}
      steps={cloudflareSteps.map((id) => ({ id, label: t(`cloudflare.steps.${id}`), state: stateOf(id) }))}
      onPick={(step) => canVisit(draft, records, step) && void goTo(step)}
      onLeave={leave}
    >
      <div className="lk-stack">
        {failure !== null && <FailureNote failure={failure} />}
        <CurrentStep
          key={draft.step}
          draft={draft}
          made={made}
          change={change}
          goOn={(confirmed) => (draft.step === 'phone' ? finish() : void goTo(stepAfter(draft, currentRecords()), confirmed))}
          goBack={() => void goTo(stepBefore(draft))}
        />
      </div>
    </WizardPage>
  );
}

/** As they stand after a step has changed them, before they are drawn. */
const currentRecords = () => ({
  homes: useHomes.getState().items,
  requests: useRequests.getState().items,
  devices: useDevices.getState().items,
});

/** A step shows once everything before it is made; what is missing comes first. */
function CurrentStep(props: StepProps) {
  const { draft, made, goOn, goBack } = props;
  const { home, request, device } = made;
  if (draft.step === 'address' || home === null) return <Address {...props} />;
  const step = { ...props, home };
  if (draft.step === 'prepare') return <Prepare {...step} />;
  if (draft.step === 'tunnel') return <Tunnel {...step} />;
  if (draft.step === 'connector') return <Connector {...step} />;
  if (draft.step === 'device' || (request === null && device === null)) return <Who {...step} />;
  if (draft.step === 'certificate' || device === null) return <Certificate {...step} />;
  if (draft.step === 'hostname') return <Hostname {...step} />;
  if (draft.step === 'rule') return <Rule {...step} />;
  if (draft.step === 'export') return <ExportFile {...step} device={device} />;
  if (draft.step === 'test') return <TestForm home={home} device={device} onNext={() => goOn()} onBack={goBack} />;
  return <PhoneForm home={home} device={device} onFinish={() => goOn()} onBack={goBack} />;
}
