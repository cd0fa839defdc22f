import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ProxyTarget, proxyTargets, type Todo, targetAbilities } from '../contract/deploy.ts';
import type { CertificateFacts, Device, Home } from '../contract/entities.ts';
import type { ProbeReport, Rung, RungId } from '../contract/probe.ts';
import { openServices, trialFolder } from './test-foundation.ts';
import { isProved, type Proof } from './todo.ts';

const certificate: CertificateFacts = {
  commonName: 'Anna – iPhone',
  subject: 'CN=Anna – iPhone',
  issuer: 'CN=Lindenweg devices',
  serial: '40',
  fingerprint: 'ab',
  notBefore: '2026-11-01T00:00:00Z',
  notAfter: '2028-11-01T00:00:00Z',
  san: [],
  eku: ['clientAuth'],
  isCa: false,
  key: 'P-256',
};
const good: Device = {
  id: 'anna',
  name: 'Anna – iPhone',
  platform: 'ios',
  homeId: 'home',
  authorityId: 'new authority',
  key: 'here',
  certificate,
  createdAt: '2026-11-01T00:00:00Z',
  exports: [],
  lastExport: null,
  revoked: null,
  guide: null,
};
const revoked: Device = { ...good, revoked: { at: '2026-11-21T00:00:00Z', reason: 'keyCompromise' } };

/** A report with the states of the rungs that decide. */
const report = (states: Partial<Record<RungId, Rung['state']>>, fingerprint = 'the new leaf'): ProbeReport => ({
  url: 'https://ha.example',
  device: 'Anna – iPhone',
  startedAt: '2026-11-21T12:00:00Z',
  durationMs: 60,
  connections: 9,
  verdict: 'unclear',
  cause: null,
  runnerUp: null,
  homeAssistantVersion: null,
  rungs: Object.entries(states).map(([id, state]) => ({ id: id as RungId, state, ms: 1, evidence: { fingerprint } })),
});
const asItShouldBe = { 'server-certificate': 'passed', 'stranger-refused': 'passed', 'device-let-in': 'passed' } as const;

const home = { deviceAuthorityId: 'new authority' } as Home;
const proof = (change: Partial<Proof>): Proof => ({ report: report(asItShouldBe), home, device: good, leaf: 'the new leaf', ...change });
const todo = (kind: Todo['kind'], deviceId: string | null = null): Todo => ({
  id: 'todo',
  kind,
  since: '2026-11-21T00:00:00Z',
  about: 'it',
  deviceId,
});

describe('that a proxy knows of a revocation', () => {
  const revocation = todo('revocation', 'anna');
  const shows = (change: Partial<Proof>) => isProved(revocation, proof({ device: revoked, ...change }));

  test('shows when this device is refused as strangers are', () => expect(shows({})).toBe(true));

  test('shows when TLS 1.2 hid the server’s certificate', () =>
    expect(shows({ report: report({ ...asItShouldBe, 'server-certificate': 'skipped' }) })).toBe(true));

  test.each([
    ['it is still let in', { report: report({ ...asItShouldBe, 'device-let-in': 'failed' }) }],
    ['it is not settled', { report: report({ ...asItShouldBe, 'device-let-in': 'skipped' }) }],
    ['strangers get in', { report: report({ ...asItShouldBe, 'stranger-refused': 'failed' }) }],
    ['strangers are perhaps refused', { report: report({ ...asItShouldBe, 'stranger-refused': 'skipped' }) }],
    ['another server answers', { report: report({ ...asItShouldBe, 'server-certificate': 'failed' }) }],
    ['nothing answers', { report: report({}) }],
    ['another device was tested', { device: { ...revoked, id: 'bob' } }],
    ['only a stranger knocked', { device: null }],
    ['it was not revoked yet when it was tested', { device: good }],
  ])('does not show when %s', (_, change) => expect(shows(change)).toBe(false));
});

describe('that a proxy knows a new device authority', () => {
  const shows = (change: Partial<Proof>) => isProved(todo('device-authority'), proof(change));

  test('shows when one of its devices gets in', () => expect(shows({})).toBe(true));

  test.each([
    ['a device of the old one gets in', { device: { ...good, authorityId: 'old authority' } }],
    ['its device is refused', { report: report({ ...asItShouldBe, 'device-let-in': 'failed' }) }],
    ['a revoked device is refused', { device: revoked }],
    ['everybody gets in', { report: report({ ...asItShouldBe, 'stranger-refused': 'failed' }) }],
    ['only a stranger knocked', { device: null }],
  ])('does not show when %s', (_, change) => expect(shows(change)).toBe(false));
});

describe('that a proxy shows a new server certificate', () => {
  const shows = (change: Partial<Proof>) => isProved(todo('server-certificate'), proof(change));

  test('shows when it was seen, whoever knocked', () => {
    expect(shows({})).toBe(true);
    expect(shows({ device: null, report: report({ 'server-certificate': 'passed' }) })).toBe(true);
  });

  test('is of no concern once a public one is in use', () => expect(shows({ leaf: null })).toBe(true));

  test.each([
    ['the old one was seen', { report: report(asItShouldBe, 'the old leaf') }],
    ['none was seen', { report: report({}) }],
  ])('does not show when %s', (_, change) => expect(shows(change)).toBe(false));
});

describe('how a change gets to a proxy', () => {
  /** A home whose proxy is set up, with a server certificate of its own and one device. */
  async function home(target: ProxyTarget) {
    const folder = await trialFolder();
    const services = await openServices({ folder, desktop: { askFolder: async () => folder } });
    const { id } = await services.homes.create({ name: 'Küche', url: 'https://ha.example' });
    const authority = await services.authorities.create({ homeId: id, name: 'Küche', key: 'p256' });
    await services.certificates.issueServer({ homeId: id, names: [{ kind: 'dns', value: 'ha.example' }], validityDays: 820 });
    await services.homes.change(id, {
      proxy: {
        target,
        upstream: 'http://127.0.0.1:8123',
        folder: '/srv/latchkey',
        ipv6: false,
        openPaths: [],
        insidePort: null,
        savedAt: '2026-11-21T12:00:00.000Z',
      },
    });
    const device = await services.devices.issue({ homeId: id, name: 'Anna', platform: 'ios' });
    const plans = async () => {
      const { todo: list } = await services.homes.get(id);
      return Promise.all(list.map(async ({ id: todoId, kind }) => ({ kind, ...(await services.todos.plan(id, todoId)) })));
    };
    return { folder, services, id, authority, device, plans };
  }

  test.each(proxyTargets)('%s: a revocation changes what it reads the revoked from, and nothing else', async (target) => {
    const { services, device, plans } = await home(target);
    await services.devices.revoke(device.id, 'keyCompromise');
    const [plan] = await plans();
    const expected = { crl: ['revocation-list'], configuration: ['configuration'], none: [] }[targetAbilities[target].revocation];
    expect(plan?.files.map(({ purpose }) => purpose)).toEqual(expected);
    const [file] = plan?.files ?? [];
    if (file === undefined) return expect(plan?.commands).toEqual([]);
    expect(plan?.commands[0]).toContain(file.name);
    expect(plan?.commands.at(-1)).toMatch(/reload|restart|nginx/);
    expect(plan?.commands.join('\n')).not.toMatch(/server\.(crt|key)|mkdir/);
  });

  test('a new server certificate changes its chain, its key and the configuration that names them, and only the key is secret', async () => {
    const { folder, services, id, plans } = await home('nginx');
    await services.certificates.issueServer({ homeId: id, names: [{ kind: 'dns', value: 'ha.example' }], validityDays: 90 });
    const [plan] = await plans();
    expect(plan?.files.map(({ name, text }) => [name, text === null])).toEqual([
      ['latchkey.conf', false],
      ['server.crt', false],
      ['server.key', true],
    ]);
    const [todoId = ''] = (await services.homes.get(id)).todo.map((each) => each.id);
    expect(await services.todos.save(id, todoId)).toMatchObject({ phase: 'saved', fileName: 'latchkey-ha.example-changes' });
    const modeOf = async (name: string) => (await stat(path.join(folder, 'latchkey-ha.example-changes', name))).mode & 0o777;
    expect([await modeOf('server.crt'), await modeOf('server.key')]).toEqual([0o644, 0o600]);
  });

  test('a list never goes without the authority that it belongs to', async () => {
    const { services, id, authority, device, plans } = await home('nginx');
    await services.authorities.replace(authority.id, 'Küche 2');
    await services.devices.revoke(device.id, 'keyCompromise');
    for (const { files } of await plans()) expect(files.map(({ name }) => name)).toEqual(['ca.crt', 'ca.crl']);
    expect((await services.homes.get(id)).deviceAuthorityId).not.toBe(authority.id);
  });

  test('is noted once a kind, in place of the older, and may be taken off by hand', async () => {
    const { services, id, authority } = await home('traefik');
    const second = await services.authorities.replace(authority.id, 'Küche 2');
    await services.authorities.replace(second.id, 'Küche 3');
    const [first, ...more] = (await services.homes.get(id)).todo;
    expect([first?.about, more]).toEqual(['Küche 3', []]);
    expect(await services.todos.finish(id, first?.id ?? '')).toMatchObject({ todo: [] });
    await expect(services.todos.plan(id, first?.id ?? '')).rejects.toMatchObject({ code: 'record-missing' });
  });

  test('an authority that was replaced already is not replaced once more', async () => {
    const { services, authority } = await home('nginx');
    const [one, other] = await Promise.all(['Küche 2', 'Küche 2'].map((name) => services.authorities.replace(authority.id, name)));
    expect(one).toEqual(other);
    expect((await services.authorities.list()).filter(({ job }) => job === 'device')).toHaveLength(2);
  });

  test('a server certificate that the proxy would never hear of is not kept', async () => {
    const { folder, services, id } = await home('nginx');
    const file = path.join(folder, 'records', 'home', `${id}.json`);
    await services.homes.get(id);
    await rm(file);
    await mkdir(file);
    await expect(
      services.certificates.issueServer({ homeId: id, names: [{ kind: 'dns', value: 'ha.example' }], validityDays: 90 }),
    ).rejects.toMatchObject({ code: 'file-write-failed' });
    expect(await services.certificates.list()).toHaveLength(1);
  });

  test('before the proxy was set up, there is nothing to note', async () => {
    const { services, id, device } = await home('nginx');
    await services.homes.change(id, { proxy: null });
    await services.devices.revoke(device.id, 'unspecified');
    expect(await services.homes.get(id)).toMatchObject({ todo: [] });
  });
});
