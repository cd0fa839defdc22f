import { createPublicKey, type KeyObject } from 'node:crypto';
import type { KeyAlgorithm } from '../contract/entities.ts';
import { parseSubjectAltName, type SubjectAltName } from '../contract/fields.ts';
import { type Issuer, issueDeviceAuthority, issueDeviceCertificate, issueServerAuthority } from './issue.ts';
import { exportKey, generateKey } from './key.ts';

/** The names that found every encoding fault so far. */
export const authorityName = 'Küche & Söhne CA';
export const deviceName = 'Jörg – iPhone 📱';

/** Entries of a names field, which the test knows to be good. */
export const named = (...entries: readonly string[]): readonly SubjectAltName[] =>
  entries.map((entry) => {
    const name = parseSubjectAltName(entry);
    if (name === null) throw new Error(`not a name: ${entry}`);
    return name;
  });

export async function newDeviceAuthority(algorithm: KeyAlgorithm = 'p256', now = new Date()): Promise<Issuer> {
  const key = await generateKey(algorithm);
  return { key, certificate: await issueDeviceAuthority({ name: authorityName, key, now }) };
}

export async function newServerAuthority(bounds: readonly SubjectAltName[], algorithm: KeyAlgorithm = 'p256'): Promise<Issuer> {
  const key = await generateKey(algorithm);
  return { key, certificate: await issueServerAuthority({ name: authorityName, key, now: new Date(), bounds }) };
}

/** A device with its key, certificate and authority, ready to be bundled. */
export async function newDevice(algorithm: KeyAlgorithm = 'p256', issuer?: Issuer) {
  const authority = issuer ?? (await newDeviceAuthority());
  const key: KeyObject = await generateKey(algorithm);
  const certificate = await issueDeviceCertificate({
    issuer: authority,
    publicKey: createPublicKey(key),
    name: deviceName,
    now: new Date(),
  });
  return { key, pkcs8: exportKey(key), certificate, authority, chain: [certificate, authority.certificate] };
}
