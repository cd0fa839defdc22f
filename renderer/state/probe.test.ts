import { expect, test } from 'vitest';
import type { ProbeReport, Rung } from '../../electron/contract/entities.ts';
import { afterEvent } from './probe.ts';

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
