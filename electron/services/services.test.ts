import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { Failure } from '../contract/failure.ts';
import type { DeviceService } from './device.ts';
import type { Services } from './services.ts';
import { openServices, trialFolder } from './test-foundation.ts';

const setup = {
  target: 'nginx',
  upstream: 'http://127.0.0.1:8123',
  folder: '/etc/nginx/latchkey',
  ipv6: true,
  openPaths: [],
  insidePort: null,
} as const;
const names = [{ kind: 'dns', value: 'ha.example' } as const];

/** A home with its device authority and a server certificate of its own. */
async function lockedHome(services: Services) {
  const home = await services.homes.create({ name: 'Küche', url: 'https://ha.example' });
  const authority = await services.authorities.create({ homeId: home.id, name: 'Küche & Söhne CA', key: 'p256' });
  await services.certificates.issueServer({ homeId: home.id, names, validityDays: 820 });
  return { home, authority };
}

const anna = (homeId: string): Parameters<DeviceService['issue']>[0] => ({ homeId, name: 'Anna – iPhone 📱', platform: 'ios' });

test('what was made is there again after a restart, and its keys still sign', async () => {
  const folder = await trialFolder();
  const { home } = await lockedHome(await openServices({ folder }));
  const reopened = await openServices({ folder });
  expect(await reopened.homes.list()).toMatchObject([{ id: home.id, name: 'Küche', server: { source: 'own' } }]);
  const device = await reopened.devices.issue(anna(home.id));
  expect(device.certificate).toMatchObject({ commonName: 'Anna – iPhone 📱', eku: ['clientAuth'] });
  expect(device.certificate.issuer).toContain('Küche & Söhne CA');
});

test('two homes cannot have one address, and what was proved at an old address is not shown at the new one', async () => {
  const { homes, probes } = await openServices({ folder: await trialFolder() });
  const first = await homes.create({ name: 'Küche', url: 'https://ha.example' });
  const second = await homes.create({ name: 'Lindenweg', url: 'https://127.0.0.1:9' });
  await expect(homes.rename(second.id, { name: 'Lindenweg', url: first.url })).rejects.toMatchObject({
    code: 'home-address-taken',
    facts: { name: 'Küche' },
  });
  probes.start({ homeId: second.id, deviceId: null });
  await expect.poll(async () => (await homes.get(second.id)).lastProbe?.verdict).toBe('unreachable');
  expect(await homes.rename(second.id, { name: 'Weg', url: 'https://127.0.0.1:10' })).toMatchObject({ name: 'Weg', lastProbe: null });
  expect(await homes.rename(first.id, { name: 'Haus', url: first.url })).toMatchObject({ name: 'Haus' });
});

test('a step that is repeated makes nothing twice', async () => {
  const services = await openServices({ folder: await trialFolder() });
  const { home, authority } = await lockedHome(services);
  expect((await services.homes.create({ name: 'Lindenweg', url: 'https://ha.example' })).id).toBe(home.id);
  expect((await services.authorities.create({ homeId: home.id, name: 'other', key: 'p256' })).id).toBe(authority.id);
  const device = await services.devices.issue(anna(home.id));
  expect((await services.devices.issue(anna(home.id))).id).toBe(device.id);
  await services.certificates.issueServer({ homeId: home.id, names, validityDays: 90 });
  expect(await services.authorities.list()).toHaveLength(2);
});

test('a step that is taken twice at once makes nothing twice', async () => {
  const services = await openServices({ folder: await trialFolder() });
  const twice = async <T>(step: () => Promise<T>) => (await Promise.all([step(), step()]))[0];
  const { id } = await twice(() => services.homes.create({ name: 'Küche', url: 'https://ha.example' }));
  await twice(() => services.authorities.create({ homeId: id, name: 'Küche & Söhne CA', key: 'p256' }));
  await twice(() => services.certificates.issueServer({ homeId: id, names, validityDays: 820 }));
  await twice(() => services.devices.issue(anna(id)));
  expect(await services.homes.list()).toHaveLength(1);
  expect((await services.authorities.list()).map(({ job }) => job).sort()).toEqual(['device', 'server']);
  expect(await services.devices.list()).toHaveLength(1);
});

test('two changes of a home at once are both kept', async () => {
  const { homes } = await openServices({ folder: await trialFolder() });
  const { id } = await homes.create({ name: 'Küche', url: 'https://ha.example' });
  await Promise.all([homes.change(id, { name: 'Lindenweg' }), homes.change(id, { publicCertificate: true })]);
  expect(await homes.get(id)).toMatchObject({ name: 'Lindenweg', server: { source: 'public' } });
});

test('another key than that of the waiting device is another device', async () => {
  const services = await openServices({ folder: await trialFolder() });
  const { home } = await lockedHome(services);
  await services.devices.issue(anna(home.id));
  expect(await services.devices.issue({ ...anna(home.id), key: 'rsa2048' })).toMatchObject({ certificate: { key: 'RSA-2048' } });
});

test('another life than that of the waiting device is another device, and so is one whose life is over', async () => {
  let at = new Date('2026-01-01T00:00:00.500Z');
  const services = await openServices({ folder: await trialFolder(), now: () => at });
  const { home } = await lockedHome(services);
  const asked = { ...anna(home.id), validityDays: 30 };
  const first = await services.devices.issue(asked);
  expect(await services.devices.issue(asked)).toEqual(first);
  expect((await services.devices.issue({ ...asked, validityDays: 90 })).certificate.notAfter).toBe('2026-04-01T00:00:00.000Z');
  at = new Date('2026-02-01T00:00:00.000Z');
  expect((await services.devices.issue(asked)).certificate.notAfter).toBe('2026-03-03T00:00:00.000Z');
  const beyond = { ...asked, validityDays: 3650 };
  expect(await services.devices.issue(beyond)).toEqual(await services.devices.issue(beyond));
});

test('a server certificate that could not be made leaves the public one in use', async () => {
  const generateKey = () => Promise.reject(new Failure('work-stopped'));
  const services = await openServices({ folder: await trialFolder(), work: { generateKey } });
  const { id } = await services.homes.create({ name: 'Küche', url: 'https://ha.example' });
  await services.homes.change(id, { publicCertificate: true });
  await expect(services.certificates.issueServer({ homeId: id, names, validityDays: 820 })).rejects.toMatchObject({ code: 'work-stopped' });
  expect(await services.homes.get(id)).toMatchObject({ server: { source: 'public' } });
});

test('damaged settings and drafts count as never written, so that the app opens', async () => {
  const folder = await trialFolder();
  const { settings } = await openServices({ folder });
  for (const kind of ['settings', 'draft']) await writeFile(path.join(folder, 'records', kind, 'only.json'), '\0\0\0');
  expect(await settings.read()).toEqual({ appearance: 'system', language: 'system' });
  expect(await settings.readDraft()).toBeNull();
});

test('a damaged report of the last test does not hide its home', async () => {
  const folder = await trialFolder();
  const { homes } = await openServices({ folder });
  const { id } = await homes.create({ name: 'Küche', url: 'https://ha.example' });
  await writeFile(path.join(folder, 'records', 'probe', `${id}.json`), '{"kind":"probe","id":');
  expect(await homes.list()).toMatchObject([{ id, lastProbe: null }]);
});

test('a server authority is made anew when a name lies outside its bounds', async () => {
  const services = await openServices({ folder: await trialFolder() });
  const { home } = await lockedHome(services);
  await services.certificates.issueServer({ homeId: home.id, names: [...names, { kind: 'ip', value: '192.168.1.20' }], validityDays: 90 });
  expect((await services.authorities.list()).filter(({ job }) => job === 'server').map(({ bounds }) => bounds)).toEqual([
    ['ha.example'],
    ['ha.example', '192.168.1.20'],
  ]);
});

test('a certificate that an iPhone would refuse is not issued', async () => {
  const services = await openServices({ folder: await trialFolder() });
  const home = await services.homes.create({ name: 'Küche', url: 'https://ha.example' });
  await expect(services.certificates.issueServer({ homeId: home.id, names: [], validityDays: 820 })).rejects.toMatchObject({
    code: 'lint-refused',
  });
  expect(await services.certificates.list()).toEqual([]);
});

test('an exported bundle is owner-only, opens in OpenSSL and is noted on the device', async () => {
  const folder = await trialFolder();
  const file = path.join(folder, 'anna.p12');
  const services = await openServices({ folder, desktop: { askSaveFile: async () => file } });
  const { home } = await lockedHome(services);
  const { id } = await services.devices.issue(anna(home.id));
  const saved = await services.bundles.export(id, 'compatible');
  if (saved.phase !== 'saved') throw new Error('the dialog was answered');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(saved).toMatchObject({
    fileName: 'anna.p12',
    bundle: { profile: 'compatible', keyCount: 1 },
    device: { lastExport: { form: 'compatible' } },
  });
  const pem = execFileSync('openssl', ['pkcs12', '-in', file, '-passin', `pass:${saved.passphrase}`, '-nodes'], { encoding: 'utf8' });
  expect(pem.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  expect(pem).toContain('PRIVATE KEY');
});

test('a passphrase is drawn anew for every export and found nowhere on the disk', async () => {
  const folder = await trialFolder();
  const services = await openServices({ folder, desktop: { askSaveFile: async () => path.join(folder, 'anna.p12') } });
  const { home } = await lockedHome(services);
  const { id } = await services.devices.issue(anna(home.id));
  const passphrases = [await services.bundles.export(id, 'compatible'), await services.bundles.export(id, 'modern')].map((saved) =>
    saved.phase === 'saved' ? saved.passphrase : '',
  );
  expect(new Set(passphrases).size).toBe(2);
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const content = await readFile(path.join(file.parentPath, file.name), 'latin1');
    for (const passphrase of passphrases) expect(content).not.toContain(passphrase);
    expect(content).not.toContain('PRIVATE KEY');
  }
});

test('a bundle that reads back otherwise is not called exported, and what stood there stays', async () => {
  const folder = await trialFolder();
  const file = path.join(folder, 'anna.p12');
  await writeFile(file, 'the old one');
  const services = await openServices({
    folder,
    desktop: { askSaveFile: async () => file },
    work: {
      readBundle: async () => ({ key: Buffer.from('x'), chain: [], certificates: [], keyCount: 1, encryption: '', mac: '', profile: null }),
    },
  });
  const { home } = await lockedHome(services);
  const { id } = await services.devices.issue(anna(home.id));
  await expect(services.bundles.export(id, 'compatible')).rejects.toMatchObject({ code: 'bundle-verify-failed' });
  expect(await readFile(file, 'utf8')).toBe('the old one');
  expect((await services.devices.list())[0]?.lastExport).toBeNull();
});

test("an authority's backup opens with its passphrase and turns it to backed up", async () => {
  const folder = await trialFolder();
  const file = path.join(folder, 'backup.p12');
  const services = await openServices({ folder, desktop: { askSaveFile: async () => file } });
  const { authority } = await lockedHome(services);
  expect(authority.backup).toEqual({ phase: 'none' });
  await services.authorities.backUp(authority.id, 'correct horse battery');
  expect(await services.authorities.list()).toMatchObject([{ backup: { phase: 'saved', fileName: 'backup.p12' } }, {}]);
  expect(
    execFileSync('openssl', ['pkcs12', '-in', file, '-passin', 'pass:correct horse battery', '-nodes'], { encoding: 'utf8' }),
  ).toContain('PRIVATE KEY');
});

test('a dialog that is turned away changes nothing', async () => {
  const services = await openServices({ folder: await trialFolder() });
  const { home, authority } = await lockedHome(services);
  const { id } = await services.devices.issue(anna(home.id));
  expect(await services.authorities.backUp(authority.id, 'correct horse battery')).toEqual({ phase: 'cancelled' });
  expect(await services.bundles.export(id, 'compatible')).toEqual({ phase: 'cancelled' });
  expect(await services.deploy.save(home.id, setup)).toEqual({ phase: 'cancelled' });
  expect(await services.homes.get(home.id)).toMatchObject({ proxy: null });
});

test("the proxy's folder is new each time, and only its key is secret", async () => {
  const folder = await trialFolder();
  const place = path.join(folder, 'out');
  await mkdir(place);
  const services = await openServices({ folder, desktop: { askFolder: async () => place } });
  const { home } = await lockedHome(services);
  expect(await services.deploy.save(home.id, setup)).toMatchObject({ phase: 'saved', fileName: 'latchkey-ha.example', folderName: 'out' });
  expect(await services.deploy.save(home.id, setup)).toMatchObject({ fileName: 'latchkey-ha.example-2', home: { proxy: setup } });
  expect((await readdir(place)).sort()).toEqual(['latchkey-ha.example', 'latchkey-ha.example-2']);
  const modeOf = async (file: string) => ((await stat(path.join(place, 'latchkey-ha.example', file))).mode & 0o777).toString(8);
  expect(await modeOf('server.key')).toBe('600');
  expect(await modeOf('ca.crt')).toBe('644');
  const [leaf, key] = ['server.crt', 'server.key'].map((file) => path.join(place, 'latchkey-ha.example', file));
  const publicOf = (args: string[]) => execFileSync('openssl', args, { encoding: 'utf8' });
  expect(publicOf(['x509', '-in', leaf ?? '', '-noout', '-pubkey'])).toBe(publicOf(['pkey', '-in', key ?? '', '-pubout']));
});

test('with a public certificate on the proxy, no key leaves the vault', async () => {
  const folder = await trialFolder();
  const services = await openServices({ folder, desktop: { askFolder: async () => folder } });
  const { home } = await lockedHome(services);
  await services.homes.change(home.id, { publicCertificate: true });
  const saved = await services.deploy.save(home.id, setup);
  expect(saved).toMatchObject({ phase: 'saved' });
  expect(saved.phase === 'saved' && saved.files).not.toContain('server.key');
});

test.each([
  ['nginx', 'ca.crl'],
  ['caddy', 'latchkey.caddy'],
] as const)('a revoked device changes what %s gets: %s', async (target, changed) => {
  const services = await openServices({ folder: await trialFolder() });
  const { home } = await lockedHome(services);
  const { id } = await services.devices.issue(anna(home.id));
  const textOf = async () => {
    const { files } = await services.deploy.preview(home.id, { ...setup, target });
    return Object.fromEntries(files.filter(({ name }) => name !== 'README.txt').map(({ name, text }) => [name, text]));
  };
  const before = await textOf();
  expect(await textOf()).toEqual(before);
  await services.devices.revoke(id, 'keyCompromise');
  const after = await textOf();
  expect(Object.keys(before).filter((name) => before[name] !== after[name])).toEqual([changed]);
});

test('an export that nobody made cannot be revealed, shared or dragged', async () => {
  const reveal = vi.fn();
  const services = await openServices({ folder: await trialFolder(), desktop: { reveal } });
  expect(() => services.bundles.reveal('no-such-export')).toThrowError(expect.objectContaining({ code: 'record-missing' }));
  expect(reveal).not.toHaveBeenCalled();
});
