import { useState } from 'react';
import { z } from 'zod';
import { type Platform, platforms } from '../../../electron/contract/entities.ts';
import { nameField } from '../../../electron/contract/fields.ts';
import { useCall } from '../../state/call.ts';
import { useDevices } from '../../state/devices.ts';
import { useHomes } from '../../state/homes.ts';
import { useImports } from '../../state/imports.ts';
import { useText } from '../../text/text.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { StepForm } from '../StepForm.tsx';
import { useEscape } from '../use-escape.ts';
import { useFields } from '../use-fields.ts';

const keepForm = z.object({ name: nameField });
const noHome = 'none';

interface KeepFormProps {
  readonly importId: string;
  readonly suggestedName: string;
  readonly onDone: () => void;
}

/** Keeps the key and certificate of an offered file as a device: whose it is and which address it opens. */
export function KeepForm({ importId, suggestedName, onDone }: KeepFormProps) {
  const t = useText();
  const homes = useHomes((store) => store.items);
  const [name, setName] = useState(suggestedName);
  const [platform, setPlatform] = useState<Platform>('ios');
  const [homeId, setHomeId] = useState<string>(homes[0]?.id ?? noHome);
  const { check, field } = useFields(keepForm);
  const { call, send } = useCall('import:keep');
  useEscape(onDone);
  const keep = async () => {
    const form = check({ name });
    if (form === null) return;
    const device = await send({ importId, platform, homeId: homeId === noHome ? null : homeId, ...form });
    if (device === null) return;
    useDevices.getState().put(device);
    await useImports.getState().load();
    onDone();
  };
  return (
    <div className="lk-step-column">
      <StepForm
        title={t('import.keep.title')}
        intro={t('import.keep.text')}
        next={{ label: t('import.keep.save'), onNext: keep, busy: call.phase === 'busy' }}
        onBack={onDone}
      >
        <TextField label={t('import.keep.name')} hint={t('import.keep.nameHint')} value={name} onChange={setName} {...field('name')} />
        <Select
          label={t('wizards.device.platform')}
          value={platform}
          onChange={setPlatform}
          options={platforms.map((value) => ({ value, label: t(`wizards.platforms.${value}`) }))}
        />
        <Select
          label={t('import.keep.home')}
          value={homeId}
          onChange={setHomeId}
          options={[...homes.map((home) => ({ value: home.id, label: home.name })), { value: noHome, label: t('import.keep.noHome') }]}
        />
        <CallFailure call={call} />
      </StepForm>
    </div>
  );
}
