import { afterEach, expect, test, vi } from 'vitest';
import type { ProbeReport, Rung } from '../../electron/contract/probe.ts';
import { afterEvent, useProbe } from './probe.ts';

const target = { homeId: 'home', deviceId: null };
const running = { phase: 'running', target, jobId: 'job', rungs: [] } as const;
const found: Rung = { id: 'name', state: 'passed', ms: 3, evidence: {} };
const report: ProbeReport = {
  url: 'https://ha.example',
  device: null,
  startedAt: '2026-01-01T00:00:00Z',
  durationMs: 5,
  connections: 1,
  verdict: 'unclear',
  cause: null,
  runnerUp: null,
  homeAssistantVersion: null,
  rungs: [found],
};

afterEach(() => {
  vi.unstubAllGlobals();
  useProbe.setState({ probe: { phase: 'idle' }, rival: { phase: 'idle' } });
});

test('rungs join in the order in which they come', () => {
  const reached: Rung = { id: 'reached', state: 'failed', ms: 9, evidence: {} };
  const first = afterEvent(running, { jobId: 'job', rung: found });
  expect(first.phase === 'running' && afterEvent(first, { jobId: 'job', rung: reached })).toMatchObject({ rungs: [found, reached] });
});

test('a report ends it, whatever its verdict', () => {
  expect(afterEvent(running, { jobId: 'job', outcome: { ok: true, value: report } })).toEqual({ phase: 'done', target, report });
});

test('a cancelled test leaves nothing, another failure is shown', () => {
  const failed = (code: 'job-cancelled' | 'work-stopped') =>
    afterEvent(running, { jobId: 'job', outcome: { ok: false, failure: { code, facts: {} } } });
  expect(failed('job-cancelled')).toEqual({ phase: 'idle' });
  expect(failed('work-stopped')).toMatchObject({ phase: 'failed', failure: { code: 'work-stopped' } });
});

test('what a fast job says before its name is known is not lost', async () => {
  const say = new Map<string, (payload: unknown) => void>();
  const invoke = async (channel: string) => {
    if (channel !== 'probe:start') return { ok: true, value: [] };
    say.get('job:progress')?.({ jobId: 'older', rung: { ...found, ms: 1 } });
    say.get('job:progress')?.({ jobId: 'job', rung: found });
    return { ok: true, value: { jobId: 'job' } };
  };
  const on = (event: string, listener: (payload: unknown) => void) => {
    say.set(event, listener);
    return () => say.delete(event);
  };
  vi.stubGlobal('window', { latchkey: { invoke, on } });
  await useProbe.getState().start(target);
  expect(useProbe.getState().probe).toMatchObject({ phase: 'running', jobId: 'job', rungs: [found] });
  say.get('job:done')?.({ jobId: 'job', outcome: { ok: true, value: report } });
  expect(useProbe.getState().probe).toMatchObject({ phase: 'done', report });
  expect(say.size).toBe(0);
});

/** A main process that answers every test at once, and tells which were asked for and cancelled. */
function stubMain() {
  const asked: unknown[] = [];
  const say = new Map<string, (payload: unknown) => void>();
  const invoke = async (channel: string, request: unknown) => {
    asked.push([channel, request]);
    return { ok: true, value: { jobId: `job-${asked.length}` } };
  };
  const on = (event: string, listener: (payload: unknown) => void) => {
    say.set(event, listener);
    return () => say.delete(event);
  };
  vi.stubGlobal('window', { latchkey: { invoke, on } });
  return { asked, end: (jobId: string) => say.get('job:done')?.({ jobId, outcome: { ok: true, value: report } }) };
}

test('a comparison keeps the first test, and a new test ends it', async () => {
  const { end } = stubMain();
  await useProbe.getState().start(target);
  end('job-1');
  const rival = { homeId: 'home', deviceId: 'other' };
  await useProbe.getState().compare(rival);
  end('job-2');
  expect(useProbe.getState()).toMatchObject({ probe: { phase: 'done', target }, rival: { phase: 'done', target: rival } });
  await useProbe.getState().start(target);
  expect(useProbe.getState()).toMatchObject({ probe: { phase: 'running' }, rival: { phase: 'idle' } });
});

test('cancelling takes back whichever test runs', async () => {
  const { asked, end } = stubMain();
  await useProbe.getState().start(target);
  end('job-1');
  await useProbe.getState().compare({ homeId: 'home', deviceId: 'other' });
  useProbe.getState().cancel();
  expect(asked.at(-1)).toEqual(['job:cancel', { jobId: 'job-2' }]);
  expect(useProbe.getState()).toMatchObject({ probe: { phase: 'done' }, rival: { phase: 'idle' } });
});
