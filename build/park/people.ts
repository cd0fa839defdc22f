/** Who is who in the park. Whatever is in order is made as the app makes it; whatever is not, by OpenSSL, since we refuse to make it. */
import { createPublicKey } from 'node:crypto';
import type { KeyAlgorithm } from '../../electron/contract/entities.ts';
import type { SubjectAltName } from '../../electron/contract/fields.ts';
import { readCertificate } from '../../electron/pki/certificate.ts';
import { issueCrl } from '../../electron/pki/crl.ts';
import {
  type Issuer,
  issueDeviceAuthority,
  issueDeviceCertificate,
  issueServerAuthority,
  issueServerCertificate,
} from '../../electron/pki/issue.ts';
import { exportKey, generateKey } from '../../electron/pki/key.ts';
import { toPem } from '../../electron/pki/pem.ts';
import { fixtures } from './fixtures.ts';
import { dayMs, domain, listEndedAt, type World } from './world.ts';

/**
 * Fills a world with authorities, servers, devices and revocation lists.
 *
 * @param literals addresses that homes have instead of names
 */
export async function makeWorld(world: World, literals: readonly string[]): Promise<void> {
  const now = new Date();
  const ago = (days: number): Date => new Date(now.getTime() - days * dayMs);
  const keep = (name: string, certificate: Uint8Array, key: Issuer['key']): Issuer => {
    world.put(`${name}.crt`, toPem('CERTIFICATE', certificate));
    world.put(`${name}.key`, toPem('PRIVATE KEY', exportKey(key)));
    return { certificate, key };
  };

  const deviceAuthority = async (file: string, name: string): Promise<Issuer> => {
    const key = await generateKey('p256');
    return keep(file, await issueDeviceAuthority({ name, key, now: ago(900) }), key);
  };
  const device = async (file: string, issuer: Issuer, kind: KeyAlgorithm = 'p256', born = now, validityDays = 400): Promise<void> => {
    const key = await generateKey(kind);
    keep(file, await issueDeviceCertificate({ issuer, publicKey: createPublicKey(key), name: file, now: born, validityDays }), key);
  };
  const ours = await deviceAuthority('devices', 'Küche & Söhne devices');
  await device('phone', ours);
  await device('phone-rsa', ours, 'rsa2048');
  await device('phone-lost', ours);
  await device('phone-expired', ours, 'p256', ago(500));
  await device('phone-future', ours, 'p256', ago(-30));
  await deviceAuthority('devices-before', 'Küche & Söhne devices 2024');
  await device('phone-foreign', await deviceAuthority('devices-foreign', 'Somebody else devices'));

  await revocationLists(world, ours, now);
  await servers(keep, ago, literals);
  await fixtures(world);
}

async function revocationLists(world: World, issuer: Issuer, now: Date): Promise<void> {
  const { serial } = readCertificate(world.certificates('phone-lost')[0] ?? new Uint8Array());
  const list = async (name: string, from: Issuer, nextUpdate: Date, born: Date, revoked: readonly string[]): Promise<void> => {
    const entries = revoked.map((one) => ({ serial: one, at: born, reason: 'keyCompromise' as const }));
    world.put(name, toPem('X509 CRL', await issueCrl({ issuer: from, number: 1, revoked: entries, now: born, nextUpdate })));
  };
  const later = new Date(now.getTime() + 300 * dayMs);
  const key = await generateKey('p256');
  const stranger = { key, certificate: await issueDeviceAuthority({ name: 'Nobody’s devices', key, now }) };
  await list('lost.crl', issuer, later, now, [serial]);
  await list('ended.crl', issuer, listEndedAt, new Date(now.getTime() - 40 * dayMs), []);
  await list('of-others.crl', stranger, later, now, []);
}

type Keep = (name: string, certificate: Uint8Array, key: Issuer['key']) => Issuer;

async function servers(keep: Keep, ago: (days: number) => Date, literals: readonly string[]): Promise<void> {
  const addresses = literals.map((value): SubjectAltName => ({ kind: 'ip', value }));
  const names: readonly SubjectAltName[] = [{ kind: 'dns', value: `*.${domain}` }, ...addresses];
  const key = await generateKey('p256');
  const bounds: readonly SubjectAltName[] = [{ kind: 'dns', value: domain }, ...addresses];
  const issuer = keep('server-ca', await issueServerAuthority({ name: 'Lindenweg server', key, now: ago(1000), bounds }), key);
  const server = async (file: string, kind: KeyAlgorithm, born: Date, days: number): Promise<void> => {
    const own = await generateKey(kind);
    keep(file, await issueServerCertificate({ issuer, publicKey: createPublicKey(own), names, now: born, validityDays: days }), own);
  };
  const old = await generateKey('p256');
  // Its ten years are over; OpenSSL makes a server below it whose dates are in order.
  keep(
    'ended-ca',
    await issueServerAuthority({ name: 'Lindenweg server 2016', key: old, now: ago(3652), validityDays: 3650, bounds }),
    old,
  );
  await server('server', 'p256', ago(1), 800);
  await server('server-rsa', 'rsa2048', ago(1), 800);
  await server('server-expired', 'p256', ago(900), 800);
  await server('server-future', 'p256', ago(-20), 800);
}
