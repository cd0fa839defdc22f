import { describe, expect, test } from 'vitest';
import type { CloudflareCheckId } from '../contract/cloudflare.ts';
import type { EvidenceLabel, ProbeReport, Rung, RungId } from '../contract/probe.ts';
import { judgeCloudflare, type Sight } from './checks.ts';
import { findDomain, knockPlain } from './look.ts';
import { type Network, systemNetwork } from './network.ts';
import { isCloudflareAddress } from './ranges.ts';

type Evidence = Partial<Record<EvidenceLabel, string>>;
const rung = (id: RungId, state: Rung['state'], evidence: Evidence = {}): Rung => ({ id, state, ms: 1, evidence });

/** A home that works, before the rule is in place. */
const open: readonly Rung[] = [
  rung('name', 'passed', { addresses: '104.21.1.1, 2606:4700::1' }),
  rung('reached', 'passed'),
  rung('server-certificate', 'passed'),
  rung('stranger-refused', 'failed'),
  rung('home-assistant', 'passed', { status: '200', server: 'cloudflare' }),
  rung('websocket', 'passed'),
];

const report: Omit<ProbeReport, 'rungs'> = {
  url: 'https://ha.example.org',
  device: null,
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  connections: 1,
  verdict: 'unclear',
  cause: null,
  runnerUp: null,
  homeAssistantVersion: null,
};

function sightOf(changes: readonly Rung[], more: Partial<Sight> = {}): Sight {
  const rungs = open.map((each) => changes.find(({ id }) => id === each.id) ?? each);
  return {
    host: 'ha.example.org',
    domain: { zone: 'example.org', nameServers: ['ada.ns.cloudflare.com', 'bob.ns.cloudflare.com'] },
    plain: { status: 301, location: 'https://ha.example.org/manifest.json' },
    report: { ...report, rungs },
    ...more,
  };
}

/** `state cause` of each check. */
const judged = (sight: Sight) =>
  Object.fromEntries(judgeCloudflare(sight).map(({ id, state, cause }) => [id, cause === null ? state : `${state} ${cause}`]));
const answers = (status: string, more: Evidence = {}) => [
  rung('home-assistant', 'failed', { status, server: 'cloudflare', ...more }),
  rung('websocket', 'skipped'),
];

test('a home that works and is not locked yet', () => {
  expect(judged(sightOf([]))).toEqual({
    nameservers: 'passed',
    host: 'passed',
    https: 'passed',
    tunnel: 'passed',
    'home-assistant': 'passed',
    websocket: 'passed',
    door: 'failed door-open',
  });
});

test('a home that is locked', () => {
  expect(judged(sightOf(answers('403', { body: 'error code: 1020' })))).toMatchObject({
    tunnel: 'unknown door-locked',
    'home-assistant': 'unknown door-locked',
    websocket: 'unknown door-locked',
    door: 'passed',
  });
});

test('a ban by Home Assistant itself, which comes through Cloudflare with the same status, is no lock', () => {
  expect(judged(sightOf(answers('403', { body: '403: Forbidden' })))).toMatchObject({ door: 'unknown other-answer' });
});

test.each<[CloudflareCheckId, string, Sight]>([
  ['nameservers', 'unknown nameservers-not-found', sightOf([], { domain: null })],
  ['nameservers', 'unknown nameservers-elsewhere', sightOf([], { domain: { zone: 'example.org', nameServers: ['ns1.example.org'] } })],
  [
    'nameservers',
    'failed nameservers-elsewhere',
    sightOf([rung('name', 'passed', { addresses: '192.0.2.1' }), ...answers('200', { server: 'nginx' })], {
      domain: { zone: 'example.org', nameServers: ['ns1.example.org', 'evilcloudflare.com'] },
    }),
  ],
  ['host', 'failed host-not-found', sightOf([rung('name', 'failed', { error: 'ENOTFOUND' })])],
  [
    'host',
    'failed host-elsewhere',
    sightOf([rung('name', 'passed', { addresses: '192.168.1.5' }), ...answers('200', { server: 'nginx' })]),
  ],
  ['host', 'passed', sightOf([rung('name', 'passed', { addresses: '198.51.100.1' })])],
  ['https', 'failed https-not-forced', sightOf([], { plain: { status: 200, location: '' } })],
  ['https', 'failed https-not-forced', sightOf([], { plain: { status: 301, location: 'http://ha.example.org/' } })],
  ['https', 'failed https-not-forced', sightOf([], { plain: { status: 301, location: 'https://ha.example.org.evil.test/' } })],
  ['https', 'unknown no-answer', sightOf([], { plain: null })],
  ['https', 'unknown door-locked', sightOf([], { plain: { status: 403, location: '' } })],
  ['https', 'failed edge-certificate-missing', sightOf([rung('server-certificate', 'failed', { alert: '40' })], { plain: null })],
  ['tunnel', 'failed tunnel-down', sightOf(answers('530', { body: 'error code: 1033' }))],
  ['tunnel', 'failed service-unreachable', sightOf(answers('502'))],
  ['tunnel', 'failed service-tls', sightOf(answers('526'))],
  ['tunnel', 'failed no-answer', sightOf([rung('reached', 'failed', { error: 'ECONNREFUSED' }), rung('home-assistant', 'skipped')])],
  ['home-assistant', 'failed forwarded-headers-refused', sightOf(answers('400', { body: '400: Bad Request' }))],
  ['door', 'failed door-open', sightOf(answers('400', { body: '400: Bad Request' }))],
  [
    'home-assistant',
    'failed access-login',
    sightOf(answers('302', { location: 'https://home.cloudflareaccess.com/cdn-cgi/access/login' })),
  ],
  ['home-assistant', 'failed other-answer', sightOf(answers('404'))],
  ['home-assistant', 'unknown tunnel-down', sightOf(answers('530'))],
  ['websocket', 'failed websocket-refused', sightOf([rung('websocket', 'failed', { status: '400' })])],
  ['websocket', 'unknown tunnel-down', sightOf(answers('530'))],
  ['door', 'unknown other-answer', sightOf(answers('403', { server: 'nginx' }))],
  ['door', 'unknown other-answer', sightOf(answers('403', { body: '<title>Just a moment...</title>' }))],
  ['door', 'unknown tunnel-down', sightOf(answers('530'))],
])('%s: %s', (id, verdict, sight) => expect(judged(sight)[id]).toBe(verdict));

test('the facts name what was seen', () => {
  const [nameservers, host] = judgeCloudflare(sightOf([]));
  expect(nameservers?.facts).toEqual({ zone: 'example.org', nameservers: 'ada.ns.cloudflare.com, bob.ns.cloudflare.com' });
  expect(host?.facts).toEqual({ addresses: '104.21.1.1, 2606:4700::1' });
});

describe('looking', () => {
  const network = (changes: Partial<Network>): Network => ({ ...systemNetwork, sleep: () => new Promise(() => undefined), ...changes });

  test('finds the domain by asking upward, and never asks for a top-level domain', async () => {
    const asked: string[] = [];
    const nameServers = async (name: string) => {
      asked.push(name);
      if (name !== 'example.co.uk') throw new Error('ENODATA');
      return ['ada.ns.cloudflare.com'];
    };
    expect(await findDomain(network({ nameServers }), 'ha.home.example.co.uk')).toEqual({
      zone: 'example.co.uk',
      nameServers: ['ada.ns.cloudflare.com'],
    });
    expect(await findDomain(network({ nameServers }), 'ha.example.org')).toBeNull();
    expect(asked).not.toContain('org');
  });

  test('does not wait for a resolver that never answers', async () => {
    const silent = network({ nameServers: () => new Promise(() => undefined), sleep: async () => undefined });
    expect(await findDomain(silent, 'ha.example.org')).toBeNull();
  });

  test('knocks over plain http and follows nothing', async () => {
    const asked: unknown[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      asked.push([String(input), init?.redirect]);
      return new Response(null, { status: 301, headers: { location: 'https://ha.example.org/manifest.json' } });
    };
    expect(await knockPlain(network({ fetch }), 'ha.example.org')).toEqual({
      status: 301,
      location: 'https://ha.example.org/manifest.json',
    });
    expect(asked).toEqual([['http://ha.example.org/manifest.json', 'manual']]);
    expect(await knockPlain(network({ fetch: () => Promise.reject(new TypeError('fetch failed')) }), 'ha.example.org')).toBeNull();
  });

  test.each([
    ['104.16.0.1', true],
    ['172.67.1.1', true],
    ['2606:4700:3030::1', true],
    ['2a06:98c7::1', true],
    ['192.168.1.5', false],
    ['104.32.0.1', false],
    ['2606:4701::1', false],
    ['', false],
  ])('the address %s is Cloudflare’s: %s', (address, is) => expect(isCloudflareAddress(address)).toBe(is));
});
