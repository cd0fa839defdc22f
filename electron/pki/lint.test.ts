import { describe, expect, test } from 'vitest';
import { findingsEn } from '../contract/text/en/findings.ts';
import { type DevicePlan, lintDevicePlan, lintServerPlan, type ServerPlan } from './lint.ts';
import { named } from './test-people.ts';

const now = new Date('2026-03-01T12:00:00Z');
const inDays = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const server: ServerPlan = { names: named('ha.example'), homeHost: 'ha.example', validityDays: 820, key: 'p256', now };
const device: DevicePlan = { name: 'Jörg – iPhone 📱', validityDays: 730, key: 'p256', now };

describe('a server plan', () => {
  test.each<[string, Partial<ServerPlan>]>([
    ['as the wizard makes it', {}],
    ['of 824 days', { validityDays: 824 }],
    ['whose wildcard covers the home', { names: named('*.example.org'), homeHost: 'ha.example.org' }],
    ['on an IPv6 address, however it is written', { names: named('fd00:0:0::20'), homeHost: '[fd00::20]' }],
    ['within its authority', { authorityNotAfter: inDays(820), bounds: named('example'), names: named('ha.example', '*.ha.example') }],
    ['below a wildcard bound', { bounds: named('*.ha.example', 'ha.example') }],
  ])('%s is fine', (_, change) => {
    expect(lintServerPlan({ ...server, ...change })).toEqual([]);
  });

  test.each<[string, Partial<ServerPlan>, ReturnType<typeof lintServerPlan>[number]]>([
    ['without names', { names: [] }, { code: 'san-missing', severity: 'error', facts: {} }],
    ['for another host', { names: named('www.example') }, { code: 'san-lacks-home', severity: 'error', facts: { host: 'ha.example' } }],
    [
      'whose wildcard is one label short',
      { homeHost: 'a.ha.example', names: named('*.example', 'x.ha.example') },
      { code: 'san-lacks-home', severity: 'error', facts: { host: 'a.ha.example' } },
    ],
    [
      'with a wildcard below the top',
      { names: named('ha.example', '*.local') },
      { code: 'san-wildcard-shape', severity: 'error', facts: { name: '*.local' } },
    ],
    [
      'beyond its bounds',
      { bounds: named('a.example'), names: named('ha.example') },
      { code: 'san-outside-authority', severity: 'error', facts: { name: 'ha.example' } },
    ],
    ['of 825 days', { validityDays: 825 }, { code: 'validity-too-long', severity: 'error', facts: { validityDays: 825, max: 824 } }],
    [
      'longer than its authority',
      { authorityNotAfter: inDays(100.5) },
      { code: 'validity-beyond-authority', severity: 'warning', facts: { validityDays: 820, days: 100 } },
    ],
    ['below an ended authority', { authorityNotAfter: inDays(0) }, { code: 'authority-ended', severity: 'error', facts: {} }],
    ['on P-384', { key: 'p384' }, { code: 'curve-unproved-on-phones', severity: 'warning', facts: { curve: 'P-384' } }],
  ])('%s is found out', (_, change, finding) => {
    expect(lintServerPlan({ ...server, ...change })).toContainEqual(finding);
  });
});

describe('a device plan', () => {
  test('as the wizard makes it is fine', () => {
    expect(lintDevicePlan(device)).toEqual([]);
  });

  test('whose name looks like a host says what the certificate will say', () => {
    const facts = { name: 'anna.phone', commonName: 'anna·phone' };
    expect(lintDevicePlan({ ...device, name: 'anna.phone' })).toEqual([
      { code: 'common-name-looks-like-host', severity: 'warning', facts },
    ]);
  });

  test('is not held against the rules of servers', () => {
    expect(lintDevicePlan({ ...device, validityDays: 3650 })).toEqual([]);
  });
});

test('every fact that a sentence names is there', () => {
  const worst = lintServerPlan({
    ...server,
    key: 'p384',
    names: named('*.local'),
    bounds: named('ha.example'),
    validityDays: 900,
    authorityNotAfter: inDays(10),
  });
  const ended = lintServerPlan({ ...server, names: [], authorityNotAfter: now });
  const findings = [...worst, ...ended, ...lintDevicePlan({ ...device, name: 'a.b' })];
  expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(Object.keys(findingsEn)));
  for (const { code, facts } of findings) {
    const { what, fix } = findingsEn[code];
    for (const [, fact = ''] of `${what} ${fix}`.matchAll(/{{(\w+)}}/g)) expect(facts).toHaveProperty(fact);
  }
});
