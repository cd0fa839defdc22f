import type { ProbeReport, RungId, Verdict } from '../../../electron/contract/probe.ts';

/** Where on the ladder a verdict's cause may lie. */
const rungsOfVerdict: Readonly<Record<Verdict, readonly RungId[]>> = {
  locked: [],
  open: ['stranger-refused', 'device-let-in'],
  'device-refused': ['device-let-in'],
  'server-untrusted': ['server-certificate'],
  unreachable: ['name', 'reached', 'server-certificate'],
  'not-home-assistant': ['home-assistant'],
  'websocket-blocked': ['websocket', 'webhook'],
  unclear: [],
};

/** The rung that the cause of a report broke; null where it lies beside the ladder, as an open port next to a locked one. */
export function brokenRung({ verdict, cause, rungs }: ProbeReport): RungId | null {
  if (cause === null) return null;
  const broken = (id: RungId) => rungs.some((rung) => rung.id === id && rung.state === 'failed');
  return rungsOfVerdict[verdict].find(broken) ?? null;
}
