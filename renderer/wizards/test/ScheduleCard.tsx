import type { Device, Home } from '../../../electron/contract/entities.ts';
import { type ProbeInterval, probeIntervals } from '../../../electron/contract/probe.ts';
import { useCall } from '../../state/call.ts';
import { useHomes } from '../../state/homes.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Card } from '../../ui/Card.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Select } from '../../ui/Select.tsx';
import { CallFailure } from '../CallFailure.tsx';

interface ScheduleCardProps {
  readonly home: Home;
  /** Those that should be let in. */
  readonly devices: readonly Device[];
  /** The one that is tested now. */
  readonly device: Device | null;
}

/** Chooses whether, and as whom, a home is tested by itself. */
export function ScheduleCard({ home, devices, device }: ScheduleCardProps) {
  const t = useText();
  const putHome = useHomes((store) => store.put);
  const { call, send } = useCall('probe:schedule');
  const { schedule } = home;
  const suggested = devices.find(({ id }) => id === device?.id) ?? devices[0];
  if (schedule === null && suggested === undefined) return null;
  const save = async (wanted: Home['schedule']) => {
    const changed = await send({ homeId: home.id, schedule: wanted });
    if (changed !== null) putHome(changed);
  };
  const choose = (every: ProbeInterval | 'off') => {
    const deviceId = schedule?.deviceId ?? suggested?.id;
    void save(every === 'off' || deviceId === undefined ? null : { every, deviceId });
  };
  const isGone = schedule !== null && devices.every(({ id }) => id !== schedule.deviceId);
  return (
    <Card title={t('test.schedule.title')}>
      <div className="lk-stack">
        <p className="lk-soft">{t('test.schedule.text')}</p>
        <Choice
          legend={t('test.schedule.every')}
          layout="chips"
          value={schedule?.every ?? 'off'}
          onChange={choose}
          options={(['off', ...probeIntervals] as const).map((value) => ({ value, label: t(`test.schedule.${value}`) }))}
        />
        {isGone && <Callout tone="warn" title={t('test.schedule.deviceGone')} />}
        {schedule !== null && (devices.length > 1 || isGone) && (
          <Select
            label={t('test.schedule.device')}
            value={isGone ? '' : schedule.deviceId}
            onChange={(deviceId) => deviceId !== '' && void save({ ...schedule, deviceId })}
            options={[
              ...(isGone ? [{ value: '', label: t('test.schedule.none') }] : []),
              ...devices.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        <CallFailure call={call} />
      </div>
    </Card>
  );
}
