/** Who is who at the door: authorities, server and devices, made as the app makes them and laid out as files for strangers. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
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

/** The names of every home. */
const names: readonly SubjectAltName[] = [
  { kind: 'dns', value: 'localhost' },
  { kind: 'ip', value: '127.0.0.1' },
  { kind: 'ip', value: '::1' },
];
/** Two authorities share it: a proxy must not go by names. */
const authorityName = 'Küche & Söhne devices';
const dayMs = 86_400_000;

/** A device that comes to the door. */
export interface Guest {
  readonly name: string;
  readonly serial: string; // lowercase hex
  readonly der: Uint8Array;
  readonly key: KeyObject;
  /** PEM files. */
  readonly certificateFile: string;
  readonly keyFile: string;
}

export interface World {
  readonly deviceAuthorityPem: string;
  readonly serverAuthorityPem: string;
  readonly serverAuthorityDer: Uint8Array;
  readonly serverAuthorityFile: string;
  readonly serverPem: string;
  readonly serverKeyPem: string;
  readonly guests: {
    readonly ecdsa: Guest;
    readonly rsa: Guest;
    /** To be revoked. */
    readonly lost: Guest;
    /** Of an authority that has the same name as ours. */
    readonly foreign: Guest;
    readonly expired: Guest;
  };
  /** A revocation list of the device authority, PEM; each is newer than those before. */
  readonly crl: (revoked: readonly Guest[]) => Promise<string>;
}

/** @param algorithm of the authorities and the server; devices come with both kinds of key. */
export async function makeWorld(algorithm: KeyAlgorithm, folder: string): Promise<World> {
  mkdirSync(folder);
  const now = new Date();
  const newKey = () => generateKey(algorithm);
  const put = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  const deviceAuthority = async (): Promise<Issuer> => {
    const key = await newKey();
    return { key, certificate: await issueDeviceAuthority({ name: authorityName, key, now: new Date(now.getTime() - 900 * dayMs) }) };
  };
  const guest = async (name: string, issuer: Issuer, kind: KeyAlgorithm, born = now): Promise<Guest> => {
    const key = await generateKey(kind);
    const der = await issueDeviceCertificate({ issuer, publicKey: createPublicKey(key), name, now: born, validityDays: 400 });
    const certificateFile = put(`${name}.crt`, toPem('CERTIFICATE', der));
    return { name, der, key, serial: readCertificate(der).serial, certificateFile, keyFile: put(`${name}.key`, keyPem(key)) };
  };
  const server = await makeServer(newKey, now);
  const ours = await deviceAuthority();
  return {
    ...server,
    serverAuthorityFile: put('server-ca.crt', server.serverAuthorityPem),
    deviceAuthorityPem: toPem('CERTIFICATE', ours.certificate),
    guests: {
      ecdsa: await guest('Anna – iPhone', ours, 'p256'),
      rsa: await guest('Jörg – tablet', ours, 'rsa2048'),
      lost: await guest('Lost phone', ours, 'p256'),
      foreign: await guest('Anna – iPhone of others', await deviceAuthority(), 'p256'),
      expired: await guest('Old phone', ours, 'p256', new Date(now.getTime() - 500 * dayMs)),
    },
    crl: crlWriter(ours, now),
  };
}

async function makeServer(newKey: () => Promise<KeyObject>, now: Date) {
  const authorityKey = await newKey();
  const serverAuthorityDer = await issueServerAuthority({ name: 'Lindenweg server', key: authorityKey, now, bounds: names });
  const key = await newKey();
  const issuer = { certificate: serverAuthorityDer, key: authorityKey };
  const der = await issueServerCertificate({ issuer, publicKey: createPublicKey(key), names, now });
  return {
    serverAuthorityDer,
    serverAuthorityPem: toPem('CERTIFICATE', serverAuthorityDer),
    serverPem: toPem('CERTIFICATE', der),
    serverKeyPem: keyPem(key),
  };
}

function crlWriter(issuer: Issuer, now: Date): World['crl'] {
  let number = 0;
  return async (revoked) => {
    number += 1;
    const entries = revoked.map(({ serial }) => ({ serial, at: now, reason: 'keyCompromise' as const }));
    return toPem('X509 CRL', await issueCrl({ issuer, number, revoked: entries, now, nextUpdate: new Date(now.getTime() + 3650 * dayMs) }));
  };
}

const keyPem = (key: KeyObject): string => toPem('PRIVATE KEY', exportKey(key));
