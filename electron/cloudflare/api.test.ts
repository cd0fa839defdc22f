import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { cloudflareApi } from './api.ts';
import { fetchFrom, startFakeCloudflare } from './test-fake.ts';
import type { Permission } from './test-protocol.ts';
import { makeRequest } from './test-request.ts';
import type { FakeZone } from './test-routes.ts';

const token = 'token-of-the-test-0123456789abcdefghijkl';
let fake: Awaited<ReturnType<typeof startFakeCloudflare>>;
let zone: FakeZone;

beforeAll(async () => {
  fake = await startFakeCloudflare();
});
afterAll(() => fake.stop());
beforeEach(() => {
  fake.zones.length = 0;
  fake.log.length = 0;
  fake.decide(() => 'answer');
  fake.addToken(token);
  zone = fake.addZone('example.org');
});

const api = (with_ = token) => cloudflareApi(fetchFrom(fake.address), with_);
const allow = (...permissions: readonly Permission[]) => fake.addToken(token, permissions);

/** The failure of a call, as it would cross the bridge. */
async function failureOf(call: Promise<unknown>): Promise<unknown> {
  const trouble = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(trouble instanceof Failure)) throw trouble ?? new Error('it succeeded');
  expect(JSON.stringify([trouble.facts, trouble.message, trouble.stack, trouble.cause])).not.toContain(token);
  return { code: trouble.code, ...trouble.facts };
}

describe('reading', () => {
  test('gives zones of all pages', async () => {
    for (let at = 0; at < 60; at += 1) fake.addZone(`zone-${at}.test`);
    const zones = await api().zones();
    expect(zones).toHaveLength(61);
    expect(zones[0]).toEqual({ id: zone.id, name: 'example.org', account: 'Home', plan: 'Free Website' });
  });

  test('gives certificates of all pages, revoked ones too', async () => {
    const certificate = { csr: '', certificate: '', common_name: 'Anna', expires_on: '2030-01-01T00:00:00Z', wait: 0 };
    zone.certificates = Array.from({ length: 101 }, (_, at) => ({
      ...certificate,
      id: String(at).padStart(32, '0'),
      status: 'revoked' as const,
    }));
    expect(await api().certificates(zone.id)).toHaveLength(101);
  });

  test('tells a zone without custom rules from one that is not there', async () => {
    expect(await api().entryPoint(zone.id)).toBeNull();
    expect(await failureOf(api().entryPoint('0'.repeat(32)))).toEqual({ code: 'cloudflare-zone-missing' });
  });

  test('knows when a token ends, and lives with one that belongs to an account', async () => {
    expect(await api().tokenEnd()).toBeNull();
    fake.addToken(token, ['zone'], { expiresOn: '2031-02-03T04:05:06Z' });
    expect(await api().tokenEnd()).toBe('2031-02-03T04:05:06.000Z');
    fake.addToken(token, ['zone'], { isAccountOwned: true });
    expect(await api().tokenEnd()).toBeNull();
  });
});

describe('writing', () => {
  test('signs a request and keeps its subject', async () => {
    const { pem } = makeRequest('Jörg – iPhone');
    const signed = await api().signRequest(zone.id, pem, 365);
    expect(signed).toMatchObject({ status: 'active', common_name: 'Jörg – iPhone' });
    expect(signed.certificate).toContain('BEGIN CERTIFICATE');
  });

  test('adds the rule behind all others', async () => {
    const rule = { name: 'ours', expression: 'http.host eq "a"' };
    const first = await api().createEntryPoint(zone.id, { ...rule, name: 'theirs' });
    const { rules } = await api().addRule(zone.id, first.id, rule);
    expect(rules.map(({ name, action, enabled }) => [name, action, enabled])).toEqual([
      ['theirs', 'block', true],
      ['ours', 'block', true],
    ]);
    expect(fake.log.filter((line) => line.startsWith('PUT'))).toEqual([]);
  });

  test('takes a revocation back only while it is pending', async () => {
    const { id } = await api().signRequest(zone.id, makeRequest('Anna').pem, 365);
    expect(await api().revoke(zone.id, id)).toBe('pending_revocation');
    expect(await api().reactivate(zone.id, id)).toBe('pending_reactivation');
    fake.settle();
    await api().revoke(zone.id, id);
    fake.settle();
    expect(await failureOf(api().reactivate(zone.id, id))).toMatchObject({ code: 'cloudflare-refused', status: 400 });
  });
});

describe('trouble', () => {
  test('a token that Cloudflare does not know', async () => {
    expect(await failureOf(api('another-token-0123456789abcdefghijklmnop').zones())).toEqual({ code: 'cloudflare-token-wrong' });
  });

  test('a token that was copied with a space in it', async () => {
    expect(await failureOf(api('a b').zones())).toEqual({ code: 'cloudflare-token-wrong' });
  });

  test.each([
    [['certificates', 'waf'], 'zone-read', () => api().zones()],
    [['zone', 'waf'], 'certificates-edit', () => api().certificates(zone.id)],
    [['zone', 'waf'], 'certificates-edit', () => api().hosts(zone.id)],
    [['zone', 'waf', 'certificates:read'], 'certificates-edit', () => api().replaceHosts(zone.id, [])],
    [['zone', 'certificates'], 'waf-edit', () => api().entryPoint(zone.id)],
    [
      ['zone', 'certificates', 'waf:read'],
      'waf-edit',
      () => api().createEntryPoint(zone.id, { name: 'a', expression: 'http.host eq "a"' }),
    ],
  ] as const)('a token with only %j lacks %s', async (permissions, scope, call) => {
    allow(...permissions);
    expect(await failureOf(call())).toEqual({ code: 'cloudflare-permission-missing', scope });
  });

  test('too many requests, with and without a time to wait', async () => {
    fake.decide(() => ({ status: 429, headers: { 'retry-after': '42' }, body: '' }));
    expect(await failureOf(api().zones())).toEqual({ code: 'cloudflare-rate-limited', seconds: 42 });
    fake.decide(() => ({ status: 429, body: '{}' }));
    expect(await failureOf(api().zones())).toEqual({ code: 'cloudflare-rate-limited', seconds: 300 });
  });

  test('quotas that fill up between plan and change', async () => {
    const certificate = {
      csr: '',
      certificate: '',
      common_name: '',
      expires_on: '2030-01-01T00:00:00Z',
      status: 'active' as const,
      wait: 0,
    };
    zone.certificates = Array.from({ length: 100 }, (_, at) => ({ ...certificate, id: String(at).padStart(32, '0') }));
    expect(await failureOf(api().signRequest(zone.id, makeRequest('Anna').pem, 30))).toEqual({
      code: 'cloudflare-certificates-full',
      limit: 100,
    });

    const rule = { name: 'a', expression: 'http.host eq "a"' };
    const { id } = await api().createEntryPoint(zone.id, rule);
    for (let at = 0; at < 4; at += 1) await api().addRule(zone.id, id, rule);
    expect(await failureOf(api().addRule(zone.id, id, rule))).toEqual({ code: 'cloudflare-rules-full' });
  });

  test('a refusal is told in Cloudflare’s words, short and printable', async () => {
    const message = `no\u0000\u202e${'x'.repeat(999)}`;
    fake.decide(() => ({ status: 400, body: JSON.stringify({ success: false, errors: [{ code: 1, message }], result: null }) }));
    const failure = await failureOf(api().zones());
    expect(failure).toEqual({ code: 'cloudflare-refused', status: 400, reason: `no ${'x'.repeat(197)}` });
  });

  test('a refusal that repeats the token is told without it', async () => {
    const body = JSON.stringify({ success: false, errors: [{ code: 1, message: `bad header: Bearer ${token}` }], result: null });
    fake.decide(() => ({ status: 400, body }));
    expect(await failureOf(api().zones())).toEqual({ code: 'cloudflare-refused', status: 400, reason: 'bad header: Bearer ***' });
  });

  test.each([
    ['a page of a hotel', { status: 200, body: '<html>Welcome</html>' }],
    ['success without a result', { status: 200, body: '{"success":true,"errors":[],"messages":[]}' }],
    [
      'a result of another shape',
      { status: 200, body: '{"success":true,"errors":[],"messages":[],"result":[{"id":"../../evil","name":"x"}]}' },
    ],
    ['success: false with status 200', { status: 200, body: '{"success":false,"errors":[],"messages":[],"result":[]}' }],
  ])('%s is no answer', async (_what, answer) => {
    fake.decide(() => answer);
    expect(await failureOf(api().zones())).toMatchObject({ code: 'cloudflare-answer-strange' });
  });

  test.each([
    ['breaks off', 'lose-request' as const],
    ['has trouble', { status: 503, body: '<html>' }],
    ['leads elsewhere', { status: 302, headers: { location: 'https://elsewhere.test/' }, body: '' }],
  ])('Cloudflare %s', async (_what, end) => {
    fake.decide(() => end);
    expect(await failureOf(api().zones())).toEqual({ code: 'cloudflare-unreachable' });
  });
});
