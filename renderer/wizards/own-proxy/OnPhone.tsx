import type { Device, Home } from '../../../electron/contract/entities.ts';
import { useText } from '../../text/text.ts';
import { PhoneGuide } from '../phone/PhoneGuide.tsx';
import { StepForm } from '../StepForm.tsx';
import type { StepProps } from './step.ts';

/** Step 9: what to tap on the device. */
export function OnPhone({ home, device, goOn, goBack }: StepProps & { readonly home: Home; readonly device: Device }) {
  const t = useText();
  return (
    <StepForm
      title={t('wizards.phone.title', { device: device.name })}
      intro={t('wizards.phone.intro')}
      onBack={goBack}
      next={{ label: t('wizards.finish'), onNext: () => goOn() }}
    >
      <PhoneGuide home={home} platform={device.platform} />
    </StepForm>
  );
}
