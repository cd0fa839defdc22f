import { createPublicKey } from 'node:crypto';
import type { FileFacts, InspectedCertificate } from '../contract/inspection.ts';
import { encode, isContext, items, parse, readInteger, readOid } from './asn1.ts';
import { fingerprint, parseCertificate, readCertificate } from './certificate.ts';
import { type Content, joinContents, readContent } from './content.ts';
import { readCrl } from './crl.ts';
import { orDamaged } from './damage.ts';
import { importKey } from './key.ts';
import { algorithmName } from './oid.ts';
import { startsLikeBundle } from './pkcs12/read.ts';
import { readRequest } from './request.ts';

/**
 * Reads what anyone may know of a file. No key comes out of here.
 *
 * @throws Failure as `readContent`, `readCertificate`, `readRequest` and `readCrl`
 */
export async function inspectContent(bytes: Uint8Array, passphrase: string | null): Promise<FileFacts> {
  return (await openContent(bytes, passphrase)).facts;
}

/** A file that was opened to be used. Plain data, for it crosses a process boundary. */
export interface OpenContent {
  readonly facts: FileFacts;
  readonly content: Content;
}

/** Reads a file once for both: what anyone may know of it, and what is in it. @throws Failure as `inspectContent` */
export async function openContent(bytes: Uint8Array, passphrase: string | null): Promise<OpenContent> {
  const content = await readContent(bytes, passphrase);
  return { facts: factsOf(content, startsLikeBundle(bytes)), content };
}

/** Puts files that are open together as if they were one text. @throws Failure as `inspectContent` */
export function joinOpen(contents: readonly Content[]): OpenContent {
  const content = joinContents(contents);
  return { facts: factsOf(content, false), content };
}

function factsOf({ kind, encryption, mac, profile, keys, certificates, requests, crls }: Content, isPkcs12: boolean): FileFacts {
  return {
    kind,
    isPkcs12,
    encryption,
    mac,
    profile,
    keys: keys.map(({ label, certificate, pkcs8 }) => ({ label, certificate, keyFingerprint: publicHalf(pkcs8) })),
    certificates: certificates.map(inspectCertificate),
    requests: requests.map((der) => readRequest(der).facts),
    crls: crls.map(readCrl),
  };
}

function publicHalf(pkcs8: Uint8Array): string | null {
  try {
    return fingerprint(createPublicKey(importKey(pkcs8)).export({ type: 'spki', format: 'der' }));
  } catch {
    return null; // a kind of key that this runtime does not know
  }
}

/**
 * RFC 5280 section 4.1: version 3 is written as 2, and version 1 is not written.
 *
 * @throws Failure as `readCertificate`
 */
export const inspectCertificate = (der: Uint8Array): InspectedCertificate => ({
  ...readCertificate(der),
  keyFingerprint: fingerprint(encode(parseCertificate(der).publicKey)),
  ...orDamaged('certificate', () => {
    const [fields, algorithm] = items(parse(der));
    const [version] = items(fields);
    const signature = readOid(items(algorithm)[0]);
    return {
      version: isContext(version, 0) ? readInteger(items(version)[0]) + 1 : 1,
      signature: signatureNames[signature] ?? algorithmName(signature),
    };
  }),
});

/** RFC 3279, RFC 4055, RFC 5758. */
const signatureNames: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.4': 'MD5 with RSA',
  '1.2.840.113549.1.1.5': 'SHA-1 with RSA',
  '1.2.840.113549.1.1.11': 'SHA-256 with RSA',
  '1.2.840.113549.1.1.12': 'SHA-384 with RSA',
  '1.2.840.113549.1.1.13': 'SHA-512 with RSA',
  '1.2.840.10045.4.1': 'SHA-1 with ECDSA',
  '1.2.840.10045.4.3.2': 'SHA-256 with ECDSA',
  '1.2.840.10045.4.3.3': 'SHA-384 with ECDSA',
  '1.2.840.10045.4.3.4': 'SHA-512 with ECDSA',
};
