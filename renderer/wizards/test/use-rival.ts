import { useState } from 'react';
import type { Device, Home } from '../../../electron/contract/entities.ts';
import { type Probe, useProbe } from '../../state/probe.ts';
import { sameSubject } from './use-test.ts';

/** The device that is compared with, and its test. Choosing one begins that test; null ends the comparison. */
export function useRival(home: Home, rivals: readonly Device[]) {
  const { rival: probe, compare, endComparison } = useProbe();
  const [deviceId, setDeviceId] = useState<string | null>(null);
  const choose = (chosen: string | null) => {
    setDeviceId(chosen);
    if (chosen === null) endComparison();
    else void compare({ homeId: home.id, deviceId: chosen });
  };
  const device = rivals.find(({ id }) => id === deviceId);
  if (device === undefined) return [null, choose] as const;
  const isIts = probe.phase !== 'idle' && sameSubject(probe.target, { homeId: home.id, deviceId: device.id });
  return [{ device, probe: isIts ? probe : ({ phase: 'idle' } satisfies Probe) }, choose] as const;
}
