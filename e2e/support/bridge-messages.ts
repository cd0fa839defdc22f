import { existsSync, readFileSync } from 'node:fs';
import type { Events } from '../../electron/contract/ipc.ts';
import type { ProbeReport } from '../../electron/contract/probe.ts';

/** One message that crossed the bridge, as bridge-tap.cjs wrote it. */
export interface BridgeMessage {
  readonly to: 'main' | 'page';
  readonly channel: string;
  readonly payload?: unknown;
}

/** @returns every message of the run that wrote the tap, oldest first. */
export function readTap(file: string): readonly BridgeMessage[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as BridgeMessage);
}

/** @returns the newest report of Test connection that the page was given; null where there was none. */
export function lastProbeReport(file: string): ProbeReport | null {
  const events = readTap(file).filter(({ channel }) => channel === 'latchkey:event');
  const done = events.map(({ payload }) => payload as readonly unknown[]).findLast(([name]) => name === 'job:done');
  const { outcome } = (done?.[1] ?? {}) as Partial<Events['job:done']>;
  return outcome?.ok === true ? outcome.value : null;
}
