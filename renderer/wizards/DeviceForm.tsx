import { z } from 'zod';
import { type Device, type KeyAlgorithm, keyAlgorithms, type Platform, platforms } from '../../electron/contract/entities.ts';
import { nameField } from '../../electron/contract/fields.ts';
import { useCall } from '../state/call.ts';
import { useDevices } from '../state/devices.ts';
import { formatDate } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { Callout } from '../ui/Callout.tsx';
import { Choice } from '../ui/Choice.tsx';
import { TextField } from '../ui/TextField.tsx';
import { CallFailure } from './CallFailure.tsx';
import { keyOptions } from './key-options.ts';
import { More } from './More.tsx';
import { StepForm } from './StepForm.tsx';
import { useFields } from './use-fields.ts';

const deviceForm = z.object({ name: nameField });

/** What is typed before a device is made. */
export interface DeviceInput {
  readonly name: string;
  readonly platform: Platform;
  readonly key: KeyAlgorithm;
}

interface DeviceFormProps {
  readonly title: string;
  readonly homeId: string;
  /** The device that this step has made already. */
  readonly device: Device | null;
  readonly input: DeviceInput;
  readonly change: (input: DeviceInput) => void;
  readonly onNext: (device: Device) => void;
  readonly onBack?: () => void;
}

/** Names a device and makes its certificate, once. */
export function DeviceForm({ title, homeId, device, input, change, onNext, onBack }: DeviceFormProps) {
  const t = useText();
  const { check, field } = useFields(deviceForm);
  const { call, send } = useCall('device:issue');
  const frame = { title, intro: t('wizards.device.intro'), onBack };
  if (device !== null)
    return (
      <StepForm {...frame} next={{ onNext: () => onNext(device) }}>
        <Callout tone="good" title={t('wizards.device.made', { name: device.name })}>
          {t('wizards.device.madeText', {
            platform: t(`wizards.platforms.${device.platform}`),
            end: formatDate(device.certificate.notAfter),
          })}
        </Callout>
      </StepForm>
    );

  const issue = async () => {
    const form = check({ name: input.name });
    if (form === null) return;
    const issued = await send({ homeId, ...input, ...form });
    if (issued === null) return;
    useDevices.getState().put(issued);
    onNext(issued);
  };
  return (
    <StepForm {...frame} next={{ label: t('wizards.device.issue'), onNext: issue, busy: call.phase === 'busy' }}>
      <TextField
        label={t('wizards.device.name')}
        hint={t('wizards.device.nameHint')}
        placeholder={t('wizards.device.namePlaceholder')}
        value={input.name}
        onChange={(name) => change({ ...input, name })}
        {...field('name')}
      />
      <Choice
        legend={t('wizards.device.platform')}
        value={input.platform}
        onChange={(platform) => change({ ...input, platform })}
        options={platforms.map((value) => ({ value, label: t(`wizards.platforms.${value}`) }))}
      />
      <More label={t('wizards.more')}>
        <Choice
          legend={t('wizards.device.key')}
          value={input.key}
          onChange={(key) => change({ ...input, key })}
          options={keyOptions(t, keyAlgorithms)}
        />
      </More>
      <CallFailure call={call} />
    </StepForm>
  );
}
