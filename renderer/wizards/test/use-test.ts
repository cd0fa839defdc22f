import type { Device, Home } from '../../../electron/contract/entities.ts';
import type { ProbeReport } from '../../../electron/contract/probe.ts';
import { type Probe, type ProbeTarget, useProbe } from '../../state/probe.ts';

/** The test of one target: the one under way, else its last known report. */
export function useTest(target: ProbeTarget, last: ProbeReport | null): Probe {
  const probe = useProbe((store) => store.probe);
  if (probe.phase !== 'idle' && sameSubject(probe.target, target)) return probe;
  return last === null ? { phase: 'idle' } : { phase: 'done', target, report: last };
}

/** The home's last report, where it is about this device; no report of a revoked one is kept, though another may bear its name. */
export function lastReport({ lastProbe }: Home, device: Device | null): ProbeReport | null {
  if (device?.revoked) return null;
  return lastProbe !== null && lastProbe.device === (device?.certificate.commonName ?? null) ? lastProbe : null;
}

function sameSubject(one: ProbeTarget, other: ProbeTarget): boolean {
  if ('importId' in one) return 'importId' in other && one.importId === other.importId;
  return 'homeId' in other && one.homeId === other.homeId && one.deviceId === other.deviceId;
}
