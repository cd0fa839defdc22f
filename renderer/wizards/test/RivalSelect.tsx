import type { Device, Home } from '../../../electron/contract/entities.ts';
import { useText } from '../../text/text.ts';
import { Select } from '../../ui/Select.tsx';

interface RivalSelectProps {
  readonly home: Home;
  readonly rivals: readonly Device[];
  readonly rival: Device | null;
  readonly onChoose: (deviceId: string | null) => void;
}

/** Chooses with whom to compare. */
export function RivalSelect({ home, rivals, rival, onChoose }: RivalSelectProps) {
  const t = useText();
  const labelOf = ({ name, revoked, homeId }: Device): string => {
    if (revoked !== null) return t('test.compare.revoked', { device: name });
    return homeId === home.id ? name : t('test.compare.elsewhere', { device: name });
  };
  return (
    <Select
      label={t('test.compare.label')}
      value={rival?.id ?? ''}
      onChange={(deviceId) => onChoose(deviceId === '' ? null : deviceId)}
      options={[{ value: '', label: t('test.compare.nobody') }, ...rivals.map((each) => ({ value: each.id, label: labelOf(each) }))]}
    />
  );
}
