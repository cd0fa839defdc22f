import type { Device } from '../../../electron/contract/entities.ts';
import { formatList } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Card } from '../../ui/Card.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { StepForm } from '../StepForm.tsx';
import { Doing } from './Doing.tsx';
import { type SavedDevice, savedOf } from './saved-device.ts';
import { useSaveFiles } from './use-save-files.ts';

interface FilesStepProps {
  readonly devices: readonly Device[];
  readonly onBack: () => void;
  readonly onSaved: (saved: readonly SavedDevice[], folderName: string) => void;
}

/** Saves a file for each device into one folder. */
export function FilesStep({ devices, onBack, onSaved }: FilesStepProps) {
  const t = useText();
  const { call, done, save, stop } = useSaveFiles();
  const isBusy = call.phase === 'busy';
  const total = devices.length;
  const saveAll = async () => {
    const batch = await save(devices);
    if (batch !== null) onSaved(savedOf(devices, batch), batch.folderName);
  };
  return (
    <StepForm
      title={t('household.files.title')}
      intro={t('household.files.intro', { count: total })}
      onBack={onBack}
      next={{ label: t('household.files.save'), onNext: saveAll, busy: isBusy }}
    >
      <Card title={formatList(devices.map(({ name }) => name))}>
        <p className="lk-soft">{t('household.files.form')}</p>
      </Card>
      {isBusy && <Doing label={t('household.files.saving', { done, total })} done={done} total={total} onStop={stop} />}
      <CallFailure call={call} />
    </StepForm>
  );
}
