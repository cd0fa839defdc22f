import { useState } from 'react';
import type { Device, Home } from '../../../electron/contract/entities.ts';
import { emptyDeviceDraft, useDeviceDraft } from '../../state/device-draft.ts';
import { useDevices } from '../../state/devices.ts';
import { exportDevice } from '../../state/export.ts';
import { useHomes } from '../../state/homes.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { DeviceForm } from '../DeviceForm.tsx';
import { ExportForm } from '../export/ExportForm.tsx';
import { PhoneForm } from '../phone/PhoneForm.tsx';
import { TestForm } from '../test/TestForm.tsx';
import { WizardPage } from '../WizardPage.tsx';

const addDeviceSteps = ['device', 'export', 'test', 'phone'] as const;
type AddDeviceStep = (typeof addDeviceSteps)[number];

/** One more device for a home: certificate, file, test, and what to tap. What is typed waits; a device that is made is a record. */
export function AddDevice({ homeId }: { readonly homeId: string }) {
  const t = useText();
  const go = usePlace((place) => place.go);
  const home = useHomes((store) => store.items.find(({ id }) => id === homeId));
  const [step, setStep] = useState<AddDeviceStep>('device');
  const { draft, change, flush, discard } = useDeviceDraft();
  const [deviceId, setDeviceId] = useState<string | null>(null);
  const device = useDevices((store) => store.items.find(({ id }) => id === deviceId)) ?? null;
  if (home === undefined) return null;

  const at = addDeviceSteps.indexOf(step);
  const leave = () => {
    void flush();
    go({ place: 'home' });
  };
  const take = (made: Device) => {
    void discard();
    setDeviceId(made.id);
    setStep('export');
  };
  return (
    <WizardPage
      title={t('wizards.addDevice.title', { home: home.name })}
      subtitle={t('wizards.addDevice.subtitle')}
      steps={addDeviceSteps.map((id, index) => ({
        id,
        label: t(id === 'device' ? 'wizards.steps.newDevice' : `wizards.steps.${id}`),
        state: index < at ? 'done' : index === at ? 'now' : 'todo',
      }))}
      onPick={setStep}
      onLeave={leave}
    >
      {step === 'device' || device === null ? (
        <DeviceForm
          title={t('wizards.device.titleNew')}
          device={device}
          draft={draft?.homeId === homeId ? draft : { ...emptyDeviceDraft, homeId }}
          change={change}
          onNext={take}
        />
      ) : (
        <MadeDevice key={step} step={step} home={home} device={device} onStep={setStep} onFinish={leave} />
      )}
    </WizardPage>
  );
}

interface MadeDeviceProps {
  readonly step: Exclude<AddDeviceStep, 'device'>;
  readonly home: Home;
  readonly device: Device;
  readonly onStep: (step: AddDeviceStep) => void;
  readonly onFinish: () => void;
}

function MadeDevice({ step, home, device, onStep, onFinish }: MadeDeviceProps) {
  const t = useText();
  switch (step) {
    case 'export':
      return (
        <ExportForm
          title={t('wizards.export.title', { device: device.name })}
          intro={t('wizards.export.intro')}
          exportAs={exportDevice(device.id)}
          platform={device.platform}
          savedAt={device.lastExport?.at ?? null}
          mayPass
          next={{ onNext: () => onStep('test') }}
          onBack={() => onStep('device')}
        />
      );
    case 'test':
      return <TestForm home={home} device={device} onNext={() => onStep('phone')} onBack={() => onStep('export')} />;
    case 'phone':
      return <PhoneForm home={home} device={device} onFinish={onFinish} onBack={() => onStep('test')} />;
  }
}
