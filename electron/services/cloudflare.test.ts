import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fetchFrom, startFakeCloudflare } from '../cloudflare/test-fake.ts';
import { openServices, trialFolder } from './test-foundation.ts';

const token = 'token-of-the-test-0123456789abcdefghijkl';
const url = 'https://ha.example.org';
let fake: Awaited<ReturnType<typeof startFakeCloudflare>>;

beforeAll(async () => {
  fake = await startFakeCloudflare();
  fake.addToken(token);
});
afterAll(() => fake.stop());
beforeEach(() => {
  fake.zones.length = 0;
  fake.decide(() => 'answer');
});

/** Services with a home behind Cloudflare, whose API is the fake. */
async function open(folder?: string) {
  const network = { fetch: fetchFrom(fake.address), sleep: async () => undefined, nameServers: async () => [] };
  const services = await openServices({ folder: folder ?? (await trialFolder()), network });
  const home = await services.homes.create({ name: 'Home', url, road: 'cloudflare' });
  return { ...services, home };
}

const request = { name: 'Anna', platform: 'ios', organization: 'Home', country: 'CH', key: 'rsa2048' } as const;
const rule = { openPaths: [] as const, pin: false };

describe('by hand', () => {
  test('a home remembers its road, its tunnel and its rule', async () => {
    const { homes, cloudflare, home } = await open();
    expect(home).toMatchObject({ road: 'cloudflare', cloudflare: null });
    await cloudflare.confirmTunnel(home.id, 'http://homeassistant:8123');
    await cloudflare.confirmRule({ homeId: home.id, openPaths: ['/api/webhook/abc'], pin: false });
    expect((await homes.get(home.id)).cloudflare).toMatchObject({
      service: 'http://homeassistant:8123',
      rule: { openPaths: ['/api/webhook/abc'], issuer: null },
      applied: null,
    });
  });

  test('a home that moves to another address is not locked there', async () => {
    const { homes, cloudflare, home } = await open();
    await cloudflare.confirmRule({ homeId: home.id, ...rule });
    expect((await homes.rename(home.id, { name: 'House', url })).cloudflare?.rule).not.toBeNull();
    expect((await homes.rename(home.id, { name: 'House', url: 'https://new.example.org' })).cloudflare?.rule).toBeNull();
  });

  test('the rule is pinned to the issuer that a certificate names, and to none before', async () => {
    const { requests, cloudflare, home } = await open();
    const pinned = { homeId: home.id, openPaths: [], pin: true };
    await expect(cloudflare.preview(pinned)).rejects.toMatchObject({ code: 'cloudflare-issuer-unknown' });
    const { id, pem } = await requests.create({ ...request, homeId: home.id });
    const zone = fake.addZone('example.org');
    const signed = await fetchFrom(fake.address)(`https://api.cloudflare.com/client/v4/zones/${zone.id}/client_certificates`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ csr: pem, validity_days: 365 }),
    });
    await requests.attach(id, { text: `Save this:\n${JSON.parse(await signed.text()).result.certificate}` });
    expect((await cloudflare.preview(pinned)).rule.expression).toMatch(/not cf\.tls_client_auth\.cert_issuer_ski eq "[0-9A-F]{40}"/);
  });

  test('a look from outside finds nothing where there is nothing, and says so of each thing', async () => {
    const { homes, cloudflare } = await open();
    const { id } = await homes.create({ name: 'Nowhere', url: 'https://ha.nowhere.invalid', road: 'cloudflare' });
    const checks = await cloudflare.check(id);
    expect(checks.map((check) => `${check.id} ${check.state} ${check.cause}`)).toEqual([
      'nameservers unknown nameservers-not-found',
      'host failed host-not-found',
      'https unknown no-answer',
      'tunnel failed no-answer',
      'home-assistant unknown no-answer',
      'websocket unknown no-answer',
      'door unknown no-answer',
    ]);
  });

  test('a home that Cloudflare cannot stand before is refused', async () => {
    const { homes, cloudflare } = await open();
    const local = await homes.create({ name: 'Local', url: 'https://192.168.1.5', road: 'cloudflare' });
    await expect(cloudflare.preview({ homeId: local.id, ...rule })).rejects.toMatchObject({ code: 'cloudflare-host-unsuitable' });
  });

  test('a certificate that was revoked by hand is noted, and taken back', async () => {
    const { requests, cloudflareAccount, devices, home } = await open();
    const zone = fake.addZone('example.org');
    await cloudflareAccount.connect(token);
    const { id } = await requests.create({ ...request, homeId: home.id });
    const { planId } = await cloudflareAccount.plan({ homeId: home.id, zoneId: zone.id, requestId: id, validityDays: 30, ...rule });
    const { device } = await cloudflareAccount.apply(planId);
    await cloudflareAccount.revoke(device?.id ?? '', 'keyCompromise', 'hand');
    expect((await devices.list())[0]?.revoked?.reason).toBe('keyCompromise');
    await cloudflareAccount.reactivate(device?.id ?? '', 'hand');
    expect((await devices.list())[0]?.revoked).toBeNull();
  });
});

describe('with a token', () => {
  async function connected(folder?: string) {
    const zone = fake.addZone('example.org');
    zone.hostnames = ['www.example.org'];
    const services = await open(folder);
    expect(await services.cloudflareAccount.connect(token)).toMatchObject({ phase: 'connected', zones: [{ name: 'example.org' }] });
    const { id: requestId } = await services.requests.create({ ...request, homeId: services.home.id });
    const asked = { homeId: services.home.id, zoneId: zone.id, requestId, validityDays: 365, ...rule };
    return { ...services, zone, asked, requestId };
  }

  test('the whole way: plan, apply, device attached, and back', async () => {
    const { cloudflareAccount, devices, requests, zone, asked, home } = await connected();
    const plan = await cloudflareAccount.plan(asked);
    expect(plan).toMatchObject({
      host: 'ha.example.org',
      changes: [{ kind: 'certificate', before: 0, after: 1 }, { kind: 'association' }, { kind: 'rule' }],
    });
    expect([zone.certificates.length, zone.ruleset]).toEqual([0, null]);

    const done = await cloudflareAccount.apply(plan.planId);
    expect(done.device).toMatchObject({ name: 'Anna', homeId: home.id, certificate: { key: 'RSA-2048' } });
    expect(done.device?.certificate.subject).toContain('O=Home');
    expect(done.home.cloudflare).toMatchObject({ rule: { issuer: null }, applied: { zone: 'example.org', associated: 'ha.example.org' } });
    expect(await requests.list()).toEqual([]);
    expect(await cloudflareAccount.zone(zone.id)).toMatchObject({
      certificates: [{ name: 'Anna', status: 'active', deviceId: done.device?.id }],
      certificatesUsed: 1,
      ruleLimit: 5,
      hosts: ['www.example.org', 'ha.example.org'],
    });

    const back = await cloudflareAccount.undo(home.id);
    expect(back).toMatchObject({ left: [], home: { cloudflare: { rule: null, applied: null } } });
    expect(zone).toMatchObject({ hostnames: ['www.example.org'], ruleset: { rules: [] } });
    expect((await devices.list())[0]?.revoked?.reason).toBe('cessationOfOperation');
  });

  test('an undoing that ended before its devices were marked marks them when it is done again', async () => {
    const folder = await trialFolder();
    const { cloudflareAccount, asked, home } = await connected(folder);
    const { device } = await cloudflareAccount.apply((await cloudflareAccount.plan(asked)).planId);
    const file = path.join(folder, 'records', 'device', `${device?.id}.json`);
    const before = await readFile(file);
    await rm(file);
    await mkdir(file);
    await expect(cloudflareAccount.undo(home.id)).rejects.toThrow();
    await rm(file, { recursive: true });
    await writeFile(file, before);
    const again = await open(folder);
    expect(await again.cloudflareAccount.undo(home.id)).toMatchObject({ home: { cloudflare: { applied: null } } });
    expect((await again.devices.list())[0]?.revoked?.reason).toBe('cessationOfOperation');
  });

  test('a plan is carried out once, and is gone after another', async () => {
    const { cloudflareAccount, asked } = await connected();
    const first = await cloudflareAccount.plan(asked);
    const second = await cloudflareAccount.plan(asked);
    await expect(cloudflareAccount.apply(first.planId)).rejects.toMatchObject({ code: 'cloudflare-plan-gone' });
    await cloudflareAccount.apply(second.planId);
    await expect(cloudflareAccount.apply(second.planId)).rejects.toMatchObject({ code: 'cloudflare-plan-gone' });
  });

  test('a run that Cloudflare broke off is gone on with after a new plan', async () => {
    const { cloudflareAccount, requests, zone, asked, requestId } = await connected();
    const plan = await cloudflareAccount.plan(asked);
    fake.decide((method) => (method === 'PUT' ? 'lose-answer' : 'answer'));
    await expect(cloudflareAccount.apply(plan.planId)).rejects.toMatchObject({ code: 'cloudflare-unreachable' });
    expect((await requests.list()).map(({ id }) => id)).toEqual([requestId]);
    fake.decide(() => 'answer');
    const next = await cloudflareAccount.plan(asked);
    expect(next.changes.map(({ phase }) => phase)).toEqual(['there', 'there', 'needed']);
    expect((await cloudflareAccount.apply(next.planId)).device?.id).toBe(requestId);
    expect(zone.certificates).toHaveLength(1);
  });

  test('revokes a device, takes it back while it is pending, and not after', async () => {
    const { cloudflareAccount, asked } = await connected();
    const { device } = await cloudflareAccount.apply((await cloudflareAccount.plan(asked)).planId);
    const id = device?.id ?? '';
    expect(await cloudflareAccount.revoke(id, 'keyCompromise', 'token')).toMatchObject({
      status: 'pending_revocation',
      device: { revoked: { reason: 'keyCompromise' } },
    });
    expect(await cloudflareAccount.reactivate(id, 'token')).toMatchObject({ status: 'pending_reactivation', device: { revoked: null } });
    fake.settle();
    await cloudflareAccount.revoke(id, 'superseded', 'token');
    fake.settle();
    await expect(cloudflareAccount.reactivate(id, 'token')).rejects.toMatchObject({ code: 'cloudflare-refused' });
  });

  test('a device whose certificate is not there cannot be revoked there', async () => {
    const { cloudflareAccount, zone, asked } = await connected();
    const { device } = await cloudflareAccount.apply((await cloudflareAccount.plan(asked)).planId);
    zone.certificates = [];
    await expect(cloudflareAccount.revoke(device?.id ?? '', 'unspecified', 'token')).rejects.toMatchObject({
      code: 'cloudflare-certificate-missing',
    });
  });

  test('without a token nothing is asked', async () => {
    const { cloudflareAccount, asked } = await connected();
    expect(await cloudflareAccount.disconnect()).toEqual({ phase: 'none' });
    await expect(cloudflareAccount.plan(asked)).rejects.toMatchObject({ code: 'cloudflare-not-connected' });
  });

  test('a token that is still being tried is forgotten as well', async () => {
    const { cloudflareAccount } = await connected();
    await Promise.all([cloudflareAccount.connect(token), cloudflareAccount.disconnect()]);
    expect(await cloudflareAccount.access()).toEqual({ phase: 'none' });
  });

  test('a token that sees no domain, or may not read one, is not kept', async () => {
    const { cloudflareAccount } = await open();
    await expect(cloudflareAccount.connect(token)).rejects.toMatchObject({
      code: 'cloudflare-permission-missing',
      facts: { scope: 'zone-read' },
    });
    fake.addZone('example.org');
    fake.addToken('another-token-0123456789abcdefghijklmnop', ['zone', 'certificates']);
    await expect(cloudflareAccount.connect('another-token-0123456789abcdefghijklmnop')).rejects.toMatchObject({
      facts: { scope: 'waf-edit' },
    });
    expect(await cloudflareAccount.access()).toEqual({ phase: 'none' });
  });

  test('the token lies sealed on disk', async () => {
    fake.addZone('example.org');
    const folder = await trialFolder();
    const { cloudflareAccount } = await open(folder);
    await cloudflareAccount.connect(token);
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const texts = await Promise.all(
      files.filter((file) => file.isFile()).map((file) => readFile(path.join(file.parentPath, file.name), 'latin1')),
    );
    expect(texts.length).toBeGreaterThan(1);
    for (const form of [token, Buffer.from(token).toString('base64'), Buffer.from(token).toString('hex')]) {
      expect(texts.join('\n')).not.toContain(form);
    }
  });
});
