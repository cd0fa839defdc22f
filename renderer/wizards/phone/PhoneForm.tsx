import type { Device, Home } from '../../../electron/contract/entities.ts';
import { useText } from '../../text/text.ts';
import { StepForm } from '../StepForm.tsx';
import { PhoneGuide } from './PhoneGuide.tsx';

interface PhoneFormProps {
  readonly home: Home;
  readonly device: Device;
  readonly onFinish: () => void;
  readonly onBack: () => void;
}

/** The last step of a wizard: what to tap on the device. */
export function PhoneForm({ home, device, onFinish, onBack }: PhoneFormProps) {
  const t = useText();
  return (
    <StepForm
      title={t('wizards.phone.title', { device: device.name })}
      intro={t('wizards.phone.intro')}
      onBack={onBack}
      next={{ label: t('wizards.finish'), onNext: onFinish }}
    >
      <PhoneGuide home={home} device={device} />
    </StepForm>
  );
}
