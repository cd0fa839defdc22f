import { useEffect } from 'react';
import { type OwnProxyStep, ownProxySteps } from '../../../electron/contract/entities.ts';
import { useAuthorities } from '../../state/authorities.ts';
import { useDevices } from '../../state/devices.ts';
import { useDraft } from '../../state/draft.ts';
import { canVisit, isDone, madeBy, stepAfter, stepBefore } from '../../state/draft-progress.ts';
import { useHomes } from '../../state/homes.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { PhoneForm } from '../phone/PhoneForm.tsx';
import { TestForm } from '../test/TestForm.tsx';
import { WizardPage } from '../WizardPage.tsx';
import { Address } from './Address.tsx';
import { BackUp } from './BackUp.tsx';
import { ChooseTarget } from './ChooseTarget.tsx';
import { ExportBundle } from './ExportBundle.tsx';
import { FirstDevice } from './FirstDevice.tsx';
import { NameAuthority } from './NameAuthority.tsx';
import { ServerCertificate } from './ServerCertificate.tsx';
import { SetUpProxy } from './SetUpProxy.tsx';
import type { StepProps } from './step.ts';

/** From nothing to a door that is proved locked, behind the user's own reverse proxy. */
export function OwnProxy() {
  const t = useText();
  const homes = useHomes((store) => store.items);
  const authorities = useAuthorities((store) => store.items);
  const devices = useDevices((store) => store.items);
  const { draft, failure, begin, change, goTo, flush, discard } = useDraft();
  const go = usePlace((place) => place.go);
  const records = { homes, authorities, devices };
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
  const made = madeBy(draft, records);
  const stateOf = (step: OwnProxyStep) => (step === draft.step ? 'now' : isDone(draft, records, step) ? 'done' : 'todo');
  return (
    <WizardPage
      title={made.home === null ? t('wizards.ownProxy.titleNew') : t('wizards.ownProxy.title', { home: made.home.name })}
      subtitle={t('wizards.ownProxy.subtitle')}
      steps={ownProxySteps.map((id) => ({ id, label: t(`wizards.steps.${id}`), state: stateOf(id) }))}
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
          goOn={(confirmed) => (draft.step === 'phone' ? finish() : void goTo(stepAfter(draft.step), confirmed))}
          goBack={() => void goTo(stepBefore(draft.step))}
        />
      </div>
    </WizardPage>
  );
}

/** A step shows once everything before it is made; what is missing comes first. */
function CurrentStep(props: StepProps) {
  const { draft, made, goOn, goBack } = props;
  const { home, authority, device } = made;
  if (draft.step === 'address' || home === null) return <Address {...props} />;
  if (draft.step === 'authority' || authority === null) return <NameAuthority {...props} home={home} />;
  if (draft.step === 'backup') return <BackUp {...props} authority={authority} />;
  if (draft.step === 'server') return <ServerCertificate {...props} home={home} />;
  if (draft.step === 'target') return <ChooseTarget {...props} home={home} />;
  if (draft.step === 'proxy') return <SetUpProxy {...props} home={home} />;
  if (draft.step === 'device' || device === null) return <FirstDevice {...props} home={home} />;
  if (draft.step === 'export') return <ExportBundle {...props} device={device} />;
  if (draft.step === 'test') return <TestForm home={home} device={device} onNext={() => goOn()} onBack={goBack} />;
  return <PhoneForm home={home} device={device} onFinish={() => goOn()} onBack={goBack} />;
}
