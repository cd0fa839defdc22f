import { type Device, keyAlgorithms, platforms } from '../../electron/contract/entities.ts';
import type { DeviceDraft } from '../../electron/contract/fields.ts';
import { formatDate } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { Callout } from '../ui/Callout.tsx';
import { Choice } from '../ui/Choice.tsx';
import { TextField } from '../ui/TextField.tsx';
import { CallFailure } from './CallFailure.tsx';
import { FindingsNote } from './FindingsNote.tsx';
import { keyOptions } from './key-options.ts';
import { MakingKey } from './MakingKey.tsx';
import { More } from './More.tsx';
import { StepForm } from './StepForm.tsx';
import { useIssueDevice } from './use-issue-device.ts';

interface DeviceFormProps {
  readonly title: string;
  /** The device that this step has made already. */
  readonly device: Device | null;
  readonly draft: DeviceDraft;
  readonly change: (draft: DeviceDraft) => void;
  readonly onNext: (device: Device) => void;
  readonly onBack?: () => void;
}

/** Names a device and makes its certificate, once. */
export function DeviceForm({ device, ...props }: DeviceFormProps) {
  return device === null ? <NewDevice {...props} /> : <MadeDevice {...props} device={device} />;
}

function MadeDevice({ title, device, onNext, onBack }: Omit<DeviceFormProps, 'device'> & { readonly device: Device }) {
  const t = useText();
  const platform = t(`wizards.platforms.${device.platform}`);
  return (
    <StepForm title={title} intro={t('wizards.device.intro')} onBack={onBack} next={{ onNext: () => onNext(device) }}>
      <Callout tone="good" title={t('wizards.device.made', { name: device.name })}>
        {t('wizards.device.madeText', { platform, end: formatDate(device.certificate.notAfter) })}
      </Callout>
    </StepForm>
  );
}

function NewDevice({ title, draft, change, onNext, onBack }: Omit<DeviceFormProps, 'device'>) {
  const t = useText();
  const { issue, cancel, name, days, findings, forget, isWarned, call, isMakingRsa } = useIssueDevice(draft);
  const type = (typed: Partial<DeviceDraft>) => {
    forget();
    change({ ...draft, ...typed });
  };
  const make = async () => {
    const issued = await issue();
    if (issued !== null) onNext(issued);
  };
  return (
    <StepForm
      title={title}
      intro={t('wizards.device.intro')}
      onBack={onBack}
      next={{
        label: t(isWarned ? 'wizards.device.issueAnyway' : 'wizards.device.issue'),
        onNext: make,
        busy: call.phase === 'busy',
      }}
    >
      <TextField
        label={t('wizards.device.name')}
        hint={t('wizards.device.nameHint')}
        placeholder={t('wizards.device.namePlaceholder')}
        value={draft.name}
        onChange={(text) => type({ name: text })}
        {...name}
      />
      <Choice
        legend={t('wizards.device.platform')}
        value={draft.platform}
        onChange={(platform) => type({ platform })}
        options={platforms.map((value) => ({ value, label: t(`wizards.platforms.${value}`) }))}
      />
      <More label={t('wizards.more')} open={days.error !== undefined}>
        <TextField
          label={t('wizards.device.days')}
          hint={t('wizards.device.daysHint')}
          suffix={t('wizards.device.daysSuffix')}
          value={draft.days}
          onChange={(text) => type({ days: text })}
          {...days}
        />
        <Choice
          legend={t('wizards.device.key')}
          value={draft.key}
          onChange={(key) => type({ key })}
          options={keyOptions(t, keyAlgorithms)}
        />
      </More>
      <FindingsNote findings={findings} />
      {isMakingRsa && <MakingKey onCancel={cancel} />}
      <CallFailure call={call} />
    </StepForm>
  );
}
