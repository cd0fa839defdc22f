import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInForce, planChanges, sameHosts, withHost, withoutHost } from './plan.ts';
import type { Zone } from './zone.ts';
import { zoneOfHost } from './zone.ts';

const host = 'ha.example.org';
const rule = { name: 'Latchkey: ha.example.org', expression: 'a and b' };
const zone = { id: 'f'.repeat(32), name: 'example.org', account: 'Home', plan: 'Free Website' };
const empty: Zone = { zone, certificates: [], hosts: [], ruleset: null };
const wanted = { host, rule, ownRule: null, request: null };
const other = (id: string, expression = 'other') => ({ id, name: id, expression, action: 'block', enabled: true });

const hosts = fc.uniqueArray(fc.domain(), { maxLength: 8 });

describe('the list of hosts', () => {
  test('never loses one when ours is added, and is as it was when ours is taken away again', () => {
    fc.assert(
      fc.property(hosts, (before) => {
        const after = withHost(before, host);
        expect(before.every((each) => after.includes(each))).toBe(true);
        expect(after.filter((each) => each === host)).toEqual([host]);
        expect(withoutHost(after, host)).toEqual(before.filter((each) => each !== host));
      }),
    );
  });

  test('is the same in any order, and not with another host', () => {
    fc.assert(
      fc.property(hosts, (before) => {
        expect(sameHosts(before, [...before].reverse())).toBe(true);
        expect(sameHosts(before, [...before, host])).toBe(false);
      }),
    );
  });
});

describe('a plan', () => {
  test('shows what stands there and what will', () => {
    const state: Zone = { ...empty, hosts: ['www.example.org'], ruleset: { id: 'r', rules: [other('1')] } };
    expect(planChanges(state, wanted)).toEqual([
      { kind: 'association', phase: 'needed', before: ['www.example.org'], after: ['www.example.org', host] },
      { kind: 'rule', phase: 'needed', before: [other('1')], replaces: null, added: rule },
    ]);
  });

  test('has nothing to do where all is so already', () => {
    const state: Zone = { ...empty, hosts: [host], ruleset: { id: 'r', rules: [other('1', 'a  and b')] } };
    expect(planChanges(state, wanted).map(({ phase }) => phase)).toEqual(['there', 'there']);
  });

  test.each([
    ['is switched off', { ...other('1', 'a and b'), enabled: false }],
    ['only challenges', { ...other('1', 'a and b'), action: 'managed_challenge' }],
  ])('does not trust an equal rule that %s', (_what, known) => {
    expect(isInForce(known, rule)).toBe(false);
    expect(planChanges({ ...empty, ruleset: { id: 'r', rules: [known] } }, wanted)[1]).toMatchObject({ phase: 'needed', replaces: null });
  });

  test('rewrites our own rule in its place, if nobody changed it', () => {
    const own = { id: '1', name: rule.name, expression: 'old' };
    const state: Zone = { ...empty, ruleset: { id: 'r', rules: [other('1', 'old'), other('2'), other('3'), other('4'), other('5')] } };
    expect(planChanges(state, { ...wanted, ownRule: own })[1]).toMatchObject({ phase: 'needed', replaces: other('1', 'old') });
    expect(() => planChanges(state, { ...wanted, ownRule: { ...own, expression: 'older' } })).toThrow('cloudflare-rules-full');
  });

  test('is refused where the free plan holds no rule more, and is not on other plans', () => {
    const rules = ['1', '2', '3', '4', '5'].map((id) => other(id));
    expect(() => planChanges({ ...empty, ruleset: { id: 'r', rules } }, wanted)).toThrow('cloudflare-rules-full');
    const pro = { ...empty, zone: { ...zone, plan: 'Pro Website' }, ruleset: { id: 'r', rules } };
    expect(planChanges(pro, wanted)[1]).toMatchObject({ phase: 'needed' });
  });

  test('is refused where a hundred certificates are in use; revoked ones make room', () => {
    const request = { name: 'Anna', pem: '', digest: 'd', validityDays: 365 };
    const certificates = Array.from({ length: 100 }, (_, at) => ({ id: String(at), status: 'active' as const }));
    expect(() => planChanges({ ...empty, certificates }, { ...wanted, request })).toThrow('cloudflare-certificates-full');
    const one = certificates.map((each, at) => (at === 0 ? { ...each, status: 'revoked' as const } : each));
    expect(planChanges({ ...empty, certificates: one }, { ...wanted, request })[0]).toMatchObject({
      phase: 'needed',
      before: 99,
      after: 100,
    });
  });

  test('is refused for a host of another domain', () => {
    for (const name of ['ha.example.com', 'haexample.org', 'example.org.evil.test']) {
      expect(() => planChanges(empty, { ...wanted, host: name })).toThrow('cloudflare-host-outside-zone');
    }
  });
});

test('a host lies in the nearest of the zones around it', () => {
  const zones = [zone, { ...zone, id: 'e'.repeat(32), name: 'home.example.org' }];
  expect(zoneOfHost(zones, 'ha.home.example.org')?.name).toBe('home.example.org');
  expect(zoneOfHost(zones, 'example.org')?.name).toBe('example.org');
  expect(zoneOfHost(zones, 'notexample.org')).toBeUndefined();
});
