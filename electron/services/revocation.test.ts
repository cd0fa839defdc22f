import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { readCrl } from '../pki/crl.ts';
import { toPem } from '../pki/pem.ts';
import type { Services } from './services.ts';
import { openServices, trialFolder } from './test-foundation.ts';

const setup = {
  target: 'nginx',
  upstream: 'http://127.0.0.1:8123',
  folder: '/etc/nginx/latchkey',
  ipv6: false,
  openPaths: [],
  insidePort: null,
} as const;

/** A home whose proxy is set up, with two devices whose bundles are out. */
async function lockedHome() {
  const folder = await trialFolder();
  const open = () =>
    openServices({ folder, desktop: { askFolder: async () => folder, askSaveFile: async () => path.join(folder, 'anna.p12') } });
  const services = await open();
  const { id: homeId } = await services.homes.create({ name: 'Küche', url: 'https://ha.example' });
  const authority = await services.authorities.create({ homeId, name: 'Küche & Söhne CA', key: 'p256' });
  await services.homes.change(homeId, { publicCertificate: true, proxy: { ...setup, openPaths: [], savedAt: '2026-11-21T12:00:00.000Z' } });
  const [anna, bob] = [await issue(services, homeId, 'Anna – iPhone'), await issue(services, homeId, 'Bob – Pixel')];
  return { folder, open, services, homeId, authority, anna, bob };
}

async function issue({ devices, bundles }: Services, homeId: string, name: string) {
  const { id } = await devices.issue({ homeId, name, platform: 'ios' });
  await bundles.export(id, 'compatible');
  return devices.get(id);
}

test('a revoked device stands on a list that OpenSSL enforces, and the others do not', async () => {
  const { folder, services, authority, anna, bob } = await lockedHome();
  const before = await services.authorities.crlOf(authority.id);
  expect(readCrl(before)).toMatchObject({ number: '1', revoked: [], nextUpdate: authority.certificate.notAfter });
  expect(await services.devices.revoke(anna.id, 'keyCompromise')).toMatchObject({ revoked: { reason: 'keyCompromise' } });

  const crl = await services.authorities.crlOf(authority.id);
  const { serial } = anna.certificate;
  expect(readCrl(crl)).toMatchObject({
    number: '2',
    revoked: [{ serial, reason: 'keyCompromise' }],
    nextUpdate: authority.certificate.notAfter,
  });

  const record = (kind: string, id: string) => readFile(path.join(folder, 'records', kind, `${id}.json`), 'utf8');
  const put = (name: string, der: Uint8Array, label: 'CERTIFICATE' | 'X509 CRL' = 'CERTIFICATE') =>
    writeFile(path.join(folder, name), toPem(label, der));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  await put('ca.crt', Buffer.from(JSON.parse(await record('authority', authority.id)).record.der, 'base64'));
  for (const { id } of [anna, bob]) await put(`${id}.crt`, Buffer.from(JSON.parse(await record('device', id)).record.chain[0], 'base64'));
  await put('ca.crl', crl, 'X509 CRL');
  const verify = (id: string) => openssl('verify', '-x509_strict', '-crl_check', '-CAfile', 'ca.crt', '-CRLfile', 'ca.crl', `${id}.crt`);
  expect(verify(bob.id)).toContain('OK');
  expect(() => verify(anna.id)).toThrow(/certificate revoked/);
  const text = openssl('crl', '-in', 'ca.crl', '-noout', '-text', '-CAfile', 'ca.crt');
  expect(text).toMatch(new RegExp(`Serial Number: ${serial}`, 'i'));
  expect(text).toContain('Key Compromise');
});

test('each list holds all that were revoked before, under a number that rises', async () => {
  const { services, authority, anna, bob } = await lockedHome();
  await Promise.all([services.devices.revoke(anna.id, 'superseded'), services.devices.revoke(bob.id, 'cessationOfOperation')]);
  const { number, revoked } = readCrl(await services.authorities.crlOf(authority.id));
  expect(number).toBe('2');
  expect(revoked.map(({ serial, reason }) => [serial, reason])).toEqual([
    [anna.certificate.serial, 'superseded'],
    [bob.certificate.serial, 'cessationOfOperation'],
  ]);
});

test('revoked once more, a device stays as it is and no new list is made', async () => {
  const { open, services, homeId, authority, anna } = await lockedHome();
  const revoked = await services.devices.revoke(anna.id, 'keyCompromise');
  const again = await open();
  expect(await again.devices.revoke(anna.id, 'unspecified')).toEqual(revoked);
  expect(readCrl(await again.authorities.crlOf(authority.id)).number).toBe('1');
  expect((await again.homes.get(homeId)).todo).toHaveLength(1);
});

test('a crash before the device is marked leaves nothing that a second try does not finish', async () => {
  const { folder, open, services, homeId, authority, anna } = await lockedHome();
  const file = path.join(folder, 'records', 'device', `${anna.id}.json`);
  const before = await readFile(file);
  const { revoked } = await services.devices.revoke(anna.id, 'keyCompromise');
  await writeFile(file, before);
  const reopened = await open();
  expect(await reopened.devices.get(anna.id)).toMatchObject({ revoked: null });
  expect(readCrl(await reopened.authorities.crlOf(authority.id)).revoked).toHaveLength(1);
  expect(await reopened.devices.revoke(anna.id, 'superseded')).toMatchObject({ revoked });
  expect(readCrl(await reopened.authorities.crlOf(authority.id))).toMatchObject({ number: '1', revoked: [{ reason: 'keyCompromise' }] });
  expect((await reopened.homes.get(homeId)).todo).toHaveLength(1);
});

test('where the list cannot be kept, nothing is called revoked', async () => {
  const { folder, services, homeId, anna } = await lockedHome();
  await rm(path.join(folder, 'records', 'authority'), { recursive: true });
  await expect(services.devices.revoke(anna.id, 'keyCompromise')).rejects.toBeInstanceOf(Failure);
  expect(await services.devices.get(anna.id)).toMatchObject({ revoked: null });
  expect(await readFile(path.join(folder, 'records', 'home', `${homeId}.json`), 'utf8')).toContain('"todo": []');
});

test('what was revoked is exported no more, and can then be removed', async () => {
  const { services, authority, anna } = await lockedHome();
  await expect(services.devices.remove(anna.id)).rejects.toMatchObject({ code: 'device-still-let-in', facts: { device: anna.name } });
  await services.devices.revoke(anna.id, 'unspecified');
  await expect(services.bundles.export(anna.id, 'compatible')).rejects.toMatchObject({ code: 'device-revoked' });
  await services.devices.remove(anna.id);
  expect(readCrl(await services.authorities.crlOf(authority.id)).revoked).toMatchObject([{ serial: anna.certificate.serial }]);
});

test('a name whose device was revoked before its file was saved gets a new certificate', async () => {
  const { services, homeId } = await lockedHome();
  const plan = { homeId, name: 'Carla', platform: 'android' } as const;
  const first = await services.devices.issue(plan);
  await services.devices.revoke(first.id, 'unspecified');
  const second = await services.devices.issue(plan);
  expect(second).toMatchObject({ revoked: null });
  expect(second.certificate.serial).not.toBe(first.certificate.serial);
});

test('a device that another authority signed is revoked there', async () => {
  const { folder, services } = await lockedHome();
  const openssl = (line: string) => execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' });
  openssl('req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout k.pem -out c.pem -subj /CN=theirs -days 2');
  openssl('pkcs12 -export -inkey k.pem -in c.pem -out theirs.p12 -passout pass:');
  const { importId } = await services.offers.offer(path.join(folder, 'theirs.p12'));
  const { id } = await services.offers.keep(importId, { name: 'theirs', platform: 'other', homeId: null });
  await expect(services.devices.revoke(id, 'keyCompromise')).rejects.toMatchObject({ code: 'device-issued-elsewhere' });
  await services.devices.remove(id);
});
