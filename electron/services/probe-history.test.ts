import { expect, test } from 'vitest';
import type { ProbeReport } from '../contract/probe.ts';
import { RecordStore } from '../vault/store.ts';
import { probeHistoryService } from './probe-history.ts';
import { type RecordTable, recordSchemas } from './records.ts';
import { trialFolder } from './test-foundation.ts';

const [home, anna, jorg] = [1, 2, 3].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`) as [string, string, string];

const report = (at: number, more: Partial<ProbeReport> = {}): ProbeReport => ({
  url: 'https://ha.example',
  device: 'Anna – iPhone',
  startedAt: new Date(at).toISOString(),
  durationMs: 61,
  connections: 7,
  verdict: 'locked',
  cause: null,
  runnerUp: null,
  homeAssistantVersion: '2026.11.1',
  rungs: [{ id: 'websocket', state: 'passed', ms: 5, evidence: {} }],
  ...more,
});
const broken = (at: number) => report(at, { rungs: [{ id: 'websocket', state: 'failed', ms: 5, evidence: {} }] });

async function openHistory() {
  const folder = await trialFolder();
  const told: unknown[] = [];
  const open = async () => {
    const records = new RecordStore<RecordTable>({ folder, readers: recordSchemas });
    await records.open();
    return probeHistoryService({ records, emit: (event, payload) => void told.push([event, payload]) });
  };
  return { open, told };
}

test('tests are listed newest first, each against the one before as the same device, also after a restart', async () => {
  const { open, told } = await openHistory();
  const { keep } = await open();
  await keep(home, anna, report(1));
  await keep(home, jorg, broken(2));
  await keep(home, anna, broken(3));
  await keep(home, anna, report(4, { url: 'https://moved.example' }));
  const { list } = await open();
  expect(await list(home)).toMatchObject([
    { deviceId: anna, report: { url: 'https://moved.example' }, changes: null },
    { deviceId: anna, changes: [{ kind: 'broken', rung: 'websocket' }] },
    { deviceId: jorg, changes: null },
    { deviceId: anna, changes: null },
  ]);
  expect(told).toHaveLength(4);
  expect(told[0]).toEqual(['probe:kept', { homeId: home }]);
});

test('only the latest fifty are kept, also where several end at once', async () => {
  const { keep, list } = await (await openHistory()).open();
  await Promise.all(Array.from({ length: 60 }, (_, at) => keep(home, anna, report(at))));
  const kept = await list(home);
  expect(kept).toHaveLength(50);
  expect(kept[0]?.report.startedAt).toBe(new Date(59).toISOString());
});

test('a home without tests has none, and so has one whose tests were forgotten', async () => {
  const { keep, list, latest, forget } = await (await openHistory()).open();
  expect(await list(home)).toEqual([]);
  await keep(home, anna, report(1));
  expect((await latest(home, anna, 'https://ha.example'))?.startedAt).toBe(new Date(1).toISOString());
  expect(await latest(home, jorg, 'https://ha.example')).toBeNull();
  await forget(home);
  expect(await list(home)).toEqual([]);
});
