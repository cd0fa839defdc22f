import { expect, test } from 'vitest';
import type { EvidenceLabel, ProbeReport, ReportChange, Rung, RungId } from '../contract/probe.ts';
import { changesBetween } from './changes.ts';

const rung = (id: RungId, state: Rung['state'] = 'passed', evidence: Rung['evidence'] = {}): Rung => ({ id, state, ms: 5, evidence });

const healthy: ProbeReport = {
  url: 'https://ha.example',
  device: 'Anna – iPhone',
  startedAt: '2026-11-21T18:42:00.000Z',
  durationMs: 61,
  connections: 7,
  verdict: 'locked',
  cause: null,
  runnerUp: null,
  homeAssistantVersion: '2026.11.1',
  rungs: [
    rung('name', 'passed', { addresses: '203.0.113.20, 2001:db8::20' }),
    rung('server-certificate', 'passed', { fingerprint: 'aa', issuer: 'CN=R10', notAfter: '2026-12-01T00:00:00.000Z' }),
    rung('stranger-refused'),
    rung('device-let-in'),
    rung('home-assistant'),
    rung('websocket'),
  ],
};

const withRung = (id: RungId, state: Rung['state'], evidence: Partial<Record<EvidenceLabel, string>> = {}): ProbeReport => ({
  ...healthy,
  rungs: healthy.rungs.map((each) => (each.id === id ? rung(id, state, evidence) : each)),
});
const because = (report: ProbeReport, code: 'home-assistant-down' | 'ip-banned'): ProbeReport => ({
  ...report,
  cause: { code, confidence: 'certain', facts: {} },
});

const renewed = { fingerprint: 'bb', issuer: 'CN=R11', notAfter: '2027-02-01T00:00:00.000Z' };
const down = withRung('home-assistant', 'failed');

const rows: readonly (readonly [string, ProbeReport, ProbeReport, readonly ReportChange[]])[] = [
  ['the same twice', healthy, { ...healthy, startedAt: '2026-11-22T18:42:00.000Z', durationMs: 900, connections: 9 }, []],
  ['a rung breaks', healthy, withRung('websocket', 'failed'), [{ kind: 'broken', rung: 'websocket' }]],
  ['a rung works again', withRung('websocket', 'failed'), healthy, [{ kind: 'mended', rung: 'websocket' }]],
  ['a rung was not tried before', withRung('websocket', 'skipped'), healthy, []],
  ['a rung is not tried now', healthy, withRung('websocket', 'skipped'), []],
  ['a rung that is new to the ladder', { ...healthy, rungs: [] }, healthy, []],
  [
    'the device is revoked, and still gets in',
    healthy,
    withRung('device-let-in', 'failed', { revoked: '2026-11-22T00:00:00.000Z' }),
    [{ kind: 'revoked' }],
  ],
  ['another cause for the same', because(down, 'home-assistant-down'), because(down, 'ip-banned'), [{ kind: 'other-cause' }]],
  ['the first cause', healthy, because(healthy, 'ip-banned'), []],
  [
    'another cause, with another rung',
    because(down, 'home-assistant-down'),
    because(withRung('websocket', 'failed'), 'ip-banned'),
    [
      { kind: 'mended', rung: 'home-assistant' },
      { kind: 'broken', rung: 'websocket' },
    ],
  ],
  [
    'the server certificate is renewed',
    healthy,
    withRung('server-certificate', 'passed', renewed),
    [{ kind: 'server-certificate', issuer: 'CN=R11', notAfter: '2027-02-01T00:00:00.000Z' }],
  ],
  ['the server certificate was not seen', withRung('server-certificate', 'skipped'), healthy, []],
  [
    'the name leads elsewhere',
    healthy,
    withRung('name', 'passed', { addresses: '203.0.113.21' }),
    [{ kind: 'addresses', addresses: '203.0.113.21' }],
  ],
  ['the same addresses in another order', healthy, withRung('name', 'passed', { addresses: '2001:db8::20, 203.0.113.20' }), []],
  [
    'Home Assistant is updated',
    healthy,
    { ...healthy, homeAssistantVersion: '2026.12.0' },
    [{ kind: 'home-assistant', from: '2026.11.1', to: '2026.12.0' }],
  ],
  ['Home Assistant says no version now', healthy, { ...healthy, homeAssistantVersion: null }, []],
];

test.each(rows)('what changed: %s', (_, before, after, changes) => {
  expect(changesBetween(before, after)).toEqual(changes);
});
