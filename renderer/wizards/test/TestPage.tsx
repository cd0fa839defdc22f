import { useDevices } from '../../state/devices.ts';
import { useHomes } from '../../state/homes.ts';
import { HomeTest } from './HomeTest.tsx';

interface TestPageProps {
  readonly homeId: string;
  /** Null tests as the device of the last test, else as the first one. */
  readonly deviceId: string | null;
}

/** Test connection of a home, begun as soon as it opens. */
export function TestPage({ homeId, deviceId }: TestPageProps) {
  const home = useHomes((store) => store.items.find(({ id }) => id === homeId));
  const every = useDevices((store) => store.items);
  const testable = every.filter(({ key }) => key === 'here');
  const devices = testable.filter(({ id, homeId: opens }) => opens === homeId || id === deviceId);
  const good = devices.filter(({ revoked }) => revoked === null);
  const device =
    devices.find(({ id }) => id === deviceId) ??
    good.find(({ certificate }) => certificate.commonName === home?.lastProbe?.device) ??
    good[0] ??
    null;
  if (home === undefined) return null;
  const rivals = testable.filter(({ id }) => id !== device?.id);
  return <HomeTest key={device?.id} home={home} device={device} devices={devices} rivals={rivals} />;
}
