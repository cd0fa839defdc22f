import type { Home } from '../../../electron/contract/entities.ts';
import { useText } from '../../text/text.ts';
import { DeviceForm } from '../DeviceForm.tsx';
import type { StepProps } from './step.ts';

/** Step 6: the certificate of the first device. */
export function FirstDevice({ draft, made: { device }, home, change, goOn, goBack }: StepProps & { readonly home: Home }) {
  const t = useText();
  return (
    <DeviceForm
      title={t('wizards.device.title')}
      device={device}
      draft={{ homeId: home.id, name: draft.deviceName, platform: draft.devicePlatform, key: draft.deviceKey, days: draft.deviceDays }}
      change={({ name, platform, key, days }) => change({ deviceName: name, devicePlatform: platform, deviceKey: key, deviceDays: days })}
      onNext={({ id }) => goOn({ deviceId: id })}
      onBack={goBack}
    />
  );
}
