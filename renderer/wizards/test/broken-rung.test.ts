import { expect, test } from 'vitest';
import { type ProbeReport, type RungId, rungIds, type Verdict } from '../../../electron/contract/probe.ts';
import { brokenRung } from './broken-rung.ts';

const report = (verdict: Verdict, broken: readonly RungId[], cause: ProbeReport['cause'] = somethingWrong): ProbeReport => ({
  url: 'https://ha.example',
  device: null,
  startedAt: '2026-11-21T18:42:00.000Z',
  durationMs: 61,
  connections: 1,
  verdict,
  cause,
  runnerUp: null,
  homeAssistantVersion: null,
  rungs: rungIds.map((id) => ({ id, state: broken.includes(id) ? 'failed' : 'passed', ms: 1, evidence: {} })),
});
const somethingWrong = { code: 'other-answer', confidence: 'certain', facts: {} } as const;

test.each<readonly [string, Verdict, readonly RungId[], RungId | null]>([
  ['an open door at the stranger', 'open', ['stranger-refused'], 'stranger-refused'],
  [
    'an open door at the stranger, whatever is wrong with the certificate',
    'open',
    ['server-certificate', 'stranger-refused'],
    'stranger-refused',
  ],
  ['a revoked device that gets in at the device', 'open', ['device-let-in'], 'device-let-in'],
  ['an open port beside the ladder', 'open', [], null],
  ['no connection where it ended', 'unreachable', ['reached'], 'reached'],
  ['a live connection that is blocked', 'websocket-blocked', ['websocket'], 'websocket'],
  ['background messages that are blocked', 'websocket-blocked', ['webhook'], 'webhook'],
  ['what was not settled beside the ladder', 'unclear', ['stranger-refused'], null],
])('the cause stands for %s', (_, verdict, broken, rung) => {
  expect(brokenRung(report(verdict, broken))).toBe(rung);
});

test('where all is well nothing is broken', () => {
  expect(brokenRung(report('locked', [], null))).toBeNull();
});
