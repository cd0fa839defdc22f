/** The same as ./openssl.ts by our own code, in this process. */
import { createPublicKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Issuer,
  issueDeviceAuthority,
  issueDeviceCertificate,
  issueServerAuthority,
  issueServerCertificate,
} from '../../electron/pki/issue.ts';
import { exportKey, generateKey } from '../../electron/pki/key.ts';
import { toPem } from '../../electron/pki/pem.ts';
import { readBundle } from '../../electron/pki/pkcs12/read.ts';
import { writeBundle } from '../../electron/pki/pkcs12/write.ts';
import { passphrase, type Strength } from './openssl.ts';

/** Two authorities, as each has one job with us; server and device certificate, and the device's bundle. */
export async function wholeJob(folder: string, strength: Strength): Promise<void> {
  const now = new Date();
  const bounds = [{ kind: 'dns', value: 'homeassistant.local' }] as const;
  const [deviceKey, serverKey, leafKey] = [await generateKey('p256'), await generateKey('p256'), await generateKey('p256')];
  const deviceAuthority = await issueDeviceAuthority({ name: 'My Home CA', key: deviceKey, now });
  const serverAuthority = await issueServerAuthority({ name: 'My Home server', key: serverKey, now, bounds });
  const issuer = { certificate: serverAuthority, key: serverKey };
  const server = await issueServerCertificate({ issuer, publicKey: createPublicKey(leafKey), names: bounds, now });
  const files = [deviceAuthority, serverAuthority, server].map((der) => toPem('CERTIFICATE', der));
  files.push(...[deviceKey, serverKey, leafKey].map((key) => toPem('PRIVATE KEY', exportKey(key))));
  for (const [index, pem] of files.entries()) writeFileSync(path.join(folder, `${index}.pem`), pem);
  await device(folder, { certificate: deviceAuthority, key: deviceKey }, strength);
}

/** Key, certificate and bundle of devices, one after the other. */
export async function devices(folder: string, issuer: Issuer, count: number, strength: Strength): Promise<void> {
  for (let number = 0; number < count; number++) await device(folder, issuer, strength);
}

async function device(folder: string, issuer: Issuer, { profile, iterations }: Strength): Promise<void> {
  const key = await generateKey('p256');
  const leaf = await issueDeviceCertificate({ issuer, publicKey: createPublicKey(key), name: 'ios app', now: new Date() });
  const chain = [leaf, issuer.certificate];
  const der = await writeBundle({ key: exportKey(key), chain, passphrase, profile, iterations, friendlyName: 'ios app' });
  writeFileSync(path.join(folder, 'ours.p12'), der);
}

/** An authority to issue devices from. */
export async function newIssuer(): Promise<Issuer> {
  const key = await generateKey('p256');
  return { certificate: await issueDeviceAuthority({ name: 'My Home CA', key, now: new Date() }), key };
}

/** Opens the bundle that OpenSSL wrote, and keeps its key and certificates as OpenSSL does. */
export async function openBundle(folder: string): Promise<void> {
  const { key, chain } = await readBundle(readFileSync(path.join(folder, 'client.p12')), passphrase);
  const blocks = [toPem('PRIVATE KEY', key), ...chain.map((der) => toPem('CERTIFICATE', der))];
  writeFileSync(path.join(folder, 'ours.pem'), blocks.join(''));
}
