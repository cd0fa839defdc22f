import { randomUUID } from 'node:crypto';
import type { PastProbe, ProbeReport } from '../contract/probe.ts';
import { changesBetween } from '../probe/changes.ts';
import { inTurn } from '../vault/in-turn.ts';
import type { Foundation } from './foundation.ts';
import { findIntact, type ProbeEntry } from './records.ts';

export type ProbeHistoryService = ReturnType<typeof probeHistoryService>;

/** A weekly test fills a year; each report has a few kilobytes. */
const keptMax = 50;

/** The latest tests of each home. */
export function probeHistoryService({ records, emit }: Pick<Foundation, 'records' | 'emit'>) {
  const keeping = inTurn();

  const entriesOf = async (homeId: string): Promise<readonly ProbeEntry[]> =>
    (await findIntact(records, 'probe-history', homeId))?.entries ?? [];

  return {
    /** Adds a test; the oldest ones make room. */
    keep: (homeId: string, deviceId: string | null, report: ProbeReport): Promise<void> =>
      keeping(async () => {
        const entries = [...(await entriesOf(homeId)), { id: randomUUID(), deviceId, report }];
        await records.put('probe-history', homeId, { entries: entries.slice(-keptMax) });
        emit('probe:kept', { homeId });
      }),

    /** Newest first. */
    async list(homeId: string): Promise<readonly PastProbe[]> {
      const entries = await entriesOf(homeId);
      return entries.map((entry, at) => ({ ...entry, changes: changesSince(entries.slice(0, at), entry) })).reverse();
    },

    /** The latest report of a home as one device, at one address. */
    latest: async (homeId: string, deviceId: string, url: string): Promise<ProbeReport | null> =>
      (await entriesOf(homeId)).findLast((entry) => entry.deviceId === deviceId && entry.report.url === url)?.report ?? null,

    forget: (homeId: string): Promise<void> => keeping(() => records.remove('probe-history', homeId)),
  };
}

function changesSince(earlier: readonly ProbeEntry[], { deviceId, report }: ProbeEntry): PastProbe['changes'] {
  const before = earlier.findLast((entry) => entry.deviceId === deviceId && entry.report.url === report.url);
  return before ? changesBetween(before.report, report) : null;
}
