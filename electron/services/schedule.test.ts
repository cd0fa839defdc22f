import { beforeEach, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import type { ProbeReport, ProbeSchedule, Verdict } from '../contract/probe.ts';
import { RecordStore } from '../vault/store.ts';
import type { VerdictNews } from './foundation.ts';
import { homeService } from './home.ts';
import { probeHistoryService } from './probe-history.ts';
import { type DeviceRecord, type RecordTable, recordSchemas } from './records.ts';
import { lookMs, scheduleService } from './schedule.ts';
import { trialFolder } from './test-foundation.ts';

const deviceId = '00000000-0000-4000-8000-000000000001';
const hour = 3_600_000;
const daily: ProbeSchedule = { every: 'daily', deviceId };

const device: DeviceRecord = {
  id: deviceId,
  name: 'Anna – iPhone',
  platform: 'ios',
  homeId: null,
  authorityId: null,
  chain: ['AAAA'],
  key: null,
  createdAt: '2026-11-01T00:00:00.000Z',
  exports: [],
  revoked: null,
  guide: null,
};

let time = 0;
beforeEach(() => {
  time = Date.parse('2026-11-21T18:42:00.000Z');
});

/** A home that is tested by itself, in front of a door that does as it is told; `pass` lets time go by, a look a minute. */
async function scheduled(schedule: ProbeSchedule) {
  const records = new RecordStore<RecordTable>({ folder: await trialFolder(), readers: recordSchemas });
  await records.open();
  await records.put('device', deviceId, device);
  const now = () => new Date(time);
  const door = { verdict: 'locked' as Verdict, isOnline: true, failure: null as Failure | null };
  const tests: string[] = [];
  const news: VerdictNews[] = [];
  const homes = homeService({ records, now });
  const history = probeHistoryService({ records, emit: () => undefined });
  const { id, url } = await homes.create({ name: 'Lindenweg', url: 'https://ha.example' });
  const probes = {
    async run(_: unknown, signal: AbortSignal): Promise<ProbeReport> {
      tests.push(now().toISOString());
      if (door.failure) throw door.failure;
      const report = reportOf(url, now(), door.verdict);
      if (signal.aborted) throw new Failure('job-cancelled');
      await history.keep(id, deviceId, report);
      return report;
    },
  };
  const desktop = { isOnline: () => door.isOnline, tellVerdict: (told: VerdictNews) => void news.push(told) };
  const service = scheduleService({ records, now, desktop }, { homes, probes, history });
  await service.set(id, schedule);
  const pass = async (ms: number) => {
    for (const end = time + ms; time < end; ) {
      time += lookMs;
      await service.look();
    }
  };
  return { records, homes, history, service, id, door, probes, tests, news, pass };
}

const reportOf = (url: string, startedAt: Date, verdict: Verdict): ProbeReport => ({
  url,
  device: 'Anna – iPhone',
  startedAt: startedAt.toISOString(),
  durationMs: 61,
  connections: 7,
  verdict,
  cause: null,
  runnerUp: null,
  homeAssistantVersion: null,
  rungs: [],
});

test('a home is tested once a day, the first time at once', async () => {
  const { tests, pass } = await scheduled(daily);
  await pass(49 * hour);
  expect(tests).toEqual(['2026-11-21T18:43:00.000Z', '2026-11-22T18:43:00.000Z', '2026-11-23T18:43:00.000Z']);
});

test('or once a week', async () => {
  const { tests, pass, history, id } = await scheduled({ every: 'weekly', deviceId });
  await history.keep(id, deviceId, reportOf('https://ha.example', new Date(time - 167 * hour), 'locked'));
  await pass(hour - lookMs);
  expect(tests).toEqual([]);
  await pass(lookMs);
  expect(tests).toHaveLength(1);
});

test('a test that the user began counts as well', async () => {
  const { tests, pass, history, id } = await scheduled(daily);
  await history.keep(id, deviceId, reportOf('https://ha.example', new Date(time), 'locked'));
  await pass(23 * hour);
  expect(tests).toEqual([]);
  await pass(2 * hour);
  expect(tests).toHaveLength(1);
});

test('a test as another device, or of an address that the home had before, does not count', async () => {
  const { tests, pass, history, id } = await scheduled(daily);
  await history.keep(id, null, reportOf('https://ha.example', new Date(time), 'open'));
  await history.keep(id, deviceId, reportOf('https://old.example', new Date(time), 'open'));
  await pass(lookMs);
  expect(tests).toHaveLength(1);
});

test('the user is told of a verdict only where it has changed', async () => {
  const { door, news, pass, id } = await scheduled(daily);
  await pass(25 * hour);
  expect(news).toEqual([]);
  door.verdict = 'not-home-assistant';
  await pass(48 * hour);
  expect(news).toMatchObject([{ home: 'Lindenweg', homeId: id, deviceId, report: { verdict: 'not-home-assistant' } }]);
  door.verdict = 'locked';
  await pass(24 * hour);
  expect(news.map(({ report }) => report.verdict)).toEqual(['not-home-assistant', 'locked']);
});

test('nothing is tested where that was switched off, without a network, or as a device that is revoked or gone', async () => {
  const { records, service, id, door, tests, pass } = await scheduled(daily);
  await service.set(id, null);
  await pass(hour);
  await service.set(id, daily);
  door.isOnline = false;
  await pass(hour);
  door.isOnline = true;
  await records.put('device', deviceId, { ...device, revoked: { at: '2026-11-20T00:00:00.000Z', reason: 'unspecified' } });
  await pass(hour);
  await records.remove('device', deviceId);
  await pass(hour);
  expect(tests).toEqual([]);
});

test('what could not be tested, as while the vault is locked, is tried again and told to nobody', async () => {
  const { door, tests, news, pass } = await scheduled(daily);
  door.failure = new Failure('vault-locked');
  await pass(3 * lookMs);
  expect(tests).toHaveLength(3);
  door.failure = null;
  await pass(3 * lookMs);
  expect({ tests: tests.length, news }).toEqual({ tests: 4, news: [] });
});

test('a computer that slept gets time to find its network', async () => {
  const { tests, pass } = await scheduled(daily);
  await pass(lookMs);
  time += 30 * hour;
  await pass(2 * lookMs);
  expect(tests).toHaveLength(1);
  await pass(lookMs);
  expect(tests).toHaveLength(2);
});

test('a test under way ends when the computer is about to sleep, and comes later', async () => {
  const { service, probes, tests, news, pass } = await scheduled(daily);
  const { run } = probes;
  probes.run = (target, signal) => {
    service.rest();
    probes.run = run;
    return run(target, signal);
  };
  await pass(2 * lookMs);
  expect({ tests: tests.length, news }).toEqual({ tests: 1, news: [] });
  await pass(lookMs);
  expect(tests).toHaveLength(2);
});

test('a clock that was put back does not end the tests', async () => {
  const { tests, pass } = await scheduled(daily);
  await pass(lookMs);
  time -= 300 * 24 * hour;
  await pass(3 * lookMs);
  expect(tests).toHaveLength(2);
});
