import { useState } from 'react';
import type { Device, PendingRequest } from '../../../electron/contract/entities.ts';
import { useDevices } from '../../state/devices.ts';
import { usePlace } from '../../state/place.ts';
import { useRequests } from '../../state/requests.ts';
import { useText } from '../../text/text.ts';
import { WizardPage } from '../WizardPage.tsx';
import { AnswerStep } from './AnswerStep.tsx';
import { Attached } from './Attached.tsx';
import { HandOver } from './HandOver.tsx';
import { MadeRequest, WhoForm } from './WhoForm.tsx';

const requestSteps = ['who', 'hand-over', 'answer', 'done'] as const;
type RequestStep = (typeof requestSteps)[number];

/**
 * A certificate from an authority elsewhere: a key and its request, what came back, and both together as a device.
 * It can be left at any step: the request is a record, and becomes the device of the same id.
 *
 * @param requestId null begins a new one
 */
export function RequestPage({ requestId }: { readonly requestId: string | null }) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const request = useRequests((store) => store.items.find(({ id }) => id === requestId)) ?? null;
  const device = useDevices((store) => store.items.find(({ id }) => id === requestId)) ?? null;
  const [chosen, setChosen] = useState<RequestStep>(requestId === null ? 'who' : 'hand-over');
  const step = device === null ? chosen : 'done';
  const at = requestSteps.indexOf(step);
  const name = (device ?? request)?.name;
  const leave = () => go({ place: 'devices' });
  return (
    <WizardPage
      title={name === undefined ? t('request.title') : t('request.titleOf', { name })}
      subtitle={t('request.subtitle')}
      steps={requestSteps.map((id, index) => ({
        id,
        label: t(`request.steps.${id}`),
        state: index < at ? 'done' : index === at ? 'now' : 'todo',
      }))}
      {...(device === null && { onPick: setChosen })}
      onLeave={leave}
    >
      <Step step={step} request={request} device={device} onStep={setChosen} onLeave={leave} />
    </WizardPage>
  );
}

interface StepProps {
  readonly step: RequestStep;
  readonly request: PendingRequest | null;
  readonly device: Device | null;
  readonly onStep: (step: RequestStep) => void;
  readonly onLeave: () => void;
}

function Step({ step, request, device, onStep, onLeave }: StepProps) {
  if (device !== null) return <Attached key="done" device={device} onBack={onLeave} />;
  if (request === null) return <WhoForm key="who" onBack={onLeave} />;
  switch (step) {
    case 'answer':
      return <AnswerStep key={step} requestId={request.id} onBack={() => onStep('hand-over')} />;
    case 'who':
      return <MadeRequest key={step} request={request} onNext={() => onStep('hand-over')} onBack={onLeave} />;
    default:
      return <HandOver key={step} request={request} onNext={() => onStep('answer')} onBack={() => onStep('who')} />;
  }
}
