import type { Device } from '../../../electron/contract/entities.ts';
import { exportDevice } from '../../state/export.ts';
import { useText } from '../../text/text.ts';
import { ExportForm } from '../export/ExportForm.tsx';
import type { HomeStepProps } from './step.ts';

/** Step 9: the device's file and its passphrase. */
export function ExportFile({ device, goOn, goBack }: HomeStepProps & { readonly device: Device }) {
  const t = useText();
  return (
    <ExportForm
      title={t('wizards.export.title', { device: device.name })}
      intro={t('wizards.export.intro')}
      exportAs={exportDevice(device.id)}
      platform={device.platform}
      savedAt={device.lastExport?.at ?? null}
      mayPass
      next={{ onNext: () => goOn() }}
      onBack={goBack}
    />
  );
}
