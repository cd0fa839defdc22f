import type { FileFacts, InspectedCertificate } from '../contract/inspection.ts';
import { isContext, items, parse, readInteger, readOid } from './asn1.ts';
import { readCertificate } from './certificate.ts';
import { type Content, readContent } from './content.ts';
import { readCrl } from './crl.ts';
import { orDamaged } from './damage.ts';
import { type Identity, identityIn } from './identity.ts';
import { algorithmName } from './oid.ts';
import { startsLikeBundle } from './pkcs12/read.ts';
import { readRequest } from './request.ts';

/**
 * Reads what anyone may know of a file. No key comes out of here.
 *
 * @throws Failure as `readContent`, `readCertificate`, `readRequest` and `readCrl`
 */
export async function inspectContent(bytes: Uint8Array, passphrase: string | null): Promise<FileFacts> {
  return factsOf(await readContent(bytes, passphrase), bytes);
}

/** A file that was opened to be used. Plain data, for it crosses a process boundary. */
export interface OpenContent {
  readonly facts: FileFacts;
  /** What can be shown at a door; null where no key that phones take has its certificate in the file. */
  readonly identity: Identity | null;
}

/** Reads a file once for both: what anyone may know of it, and the identity in it. @throws Failure as `inspectContent` */
export async function openContent(bytes: Uint8Array, passphrase: string | null): Promise<OpenContent> {
  const content = await readContent(bytes, passphrase);
  return { facts: factsOf(content, bytes), identity: identityIn(content) };
}

function factsOf({ kind, encryption, mac, profile, keys, certificates, requests, crls }: Content, bytes: Uint8Array): FileFacts {
  return {
    kind,
    isPkcs12: startsLikeBundle(bytes),
    encryption,
    mac,
    profile,
    keys: keys.map(({ label, certificate }) => ({ label, certificate })),
    certificates: certificates.map(inspectCertificate),
    requests: requests.map((der) => readRequest(der).facts),
    crls: crls.map(readCrl),
  };
}

/** RFC 5280 section 4.1: version 3 is written as 2, and version 1 is not written. */
const inspectCertificate = (der: Uint8Array): InspectedCertificate => ({
  ...readCertificate(der),
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
