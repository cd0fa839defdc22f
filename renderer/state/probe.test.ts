import { afterEach, expect, test, vi } from 'vitest';
import type { ProbeReport, Rung } from '../../electron/contract/entities.ts';
import { afterEvent, useProbe } from './probe.ts';

const target = { homeId: 'home', deviceId: null };
const running = { phase: 'running', target, jobId: 'job', rungs: [] } as const;
const found: Rung = { id: 'name', state: 'passed', ms: 3, evidence: {} };
const report: ProbeReport = {
  url: 'https://ha.example',
  device: null,
  startedAt: '2026-01-01T00:00:00Z',
  durationMs: 5,
  verdict: 'unclear',
  cause: null,
  runnerUp: null,
  homeAssistantVersion: null,
  rungs: [found],
};

afterEach(() => vi.unstubAllGlobals());

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
