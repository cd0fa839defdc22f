import { platforms } from '../../../electron/contract/entities.ts';
import { useText } from '../../text/text.ts';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { FindingsNote } from '../FindingsNote.tsx';
import { More } from '../More.tsx';
import type { useSignDevice } from './use-sign.ts';

/** What a device's certificate will say, and what lint says to it. */
export function DeviceFields({ input, change, findings, name, days }: ReturnType<typeof useSignDevice>['fields']) {
  const t = useText();
  return (
    <>
      <TextField
        label={t('wizards.device.name')}
        hint={t('wizards.device.nameHint')}
        value={input.name}
        onChange={(text) => change({ name: text })}
        {...name}
      />
      <Select
        label={t('wizards.device.platform')}
        value={input.platform}
        onChange={(platform) => change({ platform })}
        options={platforms.map((value) => ({ value, label: t(`wizards.platforms.${value}`) }))}
      />
      <More label={t('wizards.more')} open={days.error !== undefined}>
        <TextField
          label={t('wizards.device.days')}
          hint={t('wizards.device.daysHint')}
          suffix={t('wizards.device.daysSuffix')}
          value={input.days}
          onChange={(text) => change({ days: text })}
          {...days}
        />
      </More>
      <FindingsNote findings={findings} />
    </>
  );
}
