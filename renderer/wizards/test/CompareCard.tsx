import { useState } from 'react';
import type { Device, Home } from '../../../electron/contract/entities.ts';
import type { ProbeReport } from '../../../electron/contract/probe.ts';
import { useProbe } from '../../state/probe.ts';
import { useText } from '../../text/text.ts';
import { Card } from '../../ui/Card.tsx';
import { Select } from '../../ui/Select.tsx';
import { Comparison } from './Comparison.tsx';

interface CompareCardProps {
  readonly home: Home;
  readonly device: Device;
  /** How that device fared. */
  readonly report: ProbeReport;
  readonly rivals: readonly Device[];
}

/** Tests the home as one more device, and compares. */
export function CompareCard({ home, device, report, rivals }: CompareCardProps) {
  const t = useText();
  const { rival: probe, compare, endComparison } = useProbe();
  const [rivalId, setRivalId] = useState('');
  const rival = rivals.find(({ id }) => id === rivalId);
  const choose = (deviceId: string) => {
    setRivalId(deviceId);
    if (deviceId === '') endComparison();
    else void compare({ homeId: home.id, deviceId });
  };
  const labelOf = ({ name, revoked, homeId }: Device): string => {
    if (revoked !== null) return t('test.compare.revoked', { device: name });
    return homeId === home.id ? name : t('test.compare.elsewhere', { device: name });
  };
  return (
    <Card title={t('test.compare.title')}>
      <Select
        label={t('test.compare.label')}
        value={probe.phase === 'idle' ? '' : rivalId}
        onChange={choose}
        options={[{ value: '', label: t('test.compare.nobody') }, ...rivals.map((each) => ({ value: each.id, label: labelOf(each) }))]}
      />
      {rival !== undefined && <Comparison one={{ name: device.name, report }} other={{ name: rival.name, probe }} />}
    </Card>
  );
}
