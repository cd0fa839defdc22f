import { createHash } from 'node:crypto';
import type { CertificateFacts } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import { addressText } from './address.ts';
import {
  type Asn1,
  encode,
  isA,
  isContext,
  items,
  Malformed,
  parse,
  readBits,
  readIntegerBytes,
  readOctets,
  readOid,
  readTime,
  tags,
} from './asn1.ts';
import { orDamaged } from './damage.ts';
import { generalNames, purposes } from './extension.ts';
import { publicKeyLabel } from './key.ts';
import { readName, visible } from './name.ts';
import { oids } from './oid.ts';

/** The largest certificate or request that is read; BoringSSL takes seconds over megabytes. */
export const maxBytes = 64 * 1024;

/** The fields of a certificate, RFC 5280 section 4.1. */
export interface Certificate {
  readonly serial: string; // lowercase hex
  readonly issuer: Asn1;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly subject: Asn1;
  readonly publicKey: Asn1;
  readonly extensions: Extensions;
}

/**
 * Takes a certificate apart by our own reader: Node and Electron differ in what they print and refuse.
 *
 * @throws Failure `bundle-damaged` where it is no certificate, `bundle-over-limit` above 64 KiB.
 */
export const parseCertificate = (der: Uint8Array): Certificate => readAs(der, takeApart);

/** @returns what anyone may read in a certificate. @throws Failure as `parseCertificate` */
export const readCertificate = (der: Uint8Array): CertificateFacts =>
  readAs(der, () => {
    const certificate = takeApart(der);
    const subject = readName(certificate.subject);
    return {
      commonName: subject.commonName,
      subject: subject.text,
      issuer: readName(certificate.issuer).text,
      serial: certificate.serial,
      fingerprint: fingerprint(der),
      notBefore: certificate.notBefore.toISOString(),
      notAfter: certificate.notAfter.toISOString(),
      san: readAltNames(certificate.extensions),
      eku: readPurposes(certificate.extensions),
      isCa: isA(inside(certificate.extensions, oids.basicConstraints)[0], tags.boolean),
      key: publicKeyLabel(certificate.publicKey),
    };
  });

/** @returns SHA-256 of the DER, lowercase hex. */
export const fingerprint = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex');

function readAs<T>(der: Uint8Array, read: (der: Uint8Array) => T): T {
  if (der.length > maxBytes) throw new Failure('bundle-over-limit', { limit: 'size' });
  return orDamaged('certificate', () => read(der));
}

function takeApart(der: Uint8Array): Certificate {
  const fields = [...items(items(parse(der))[0])];
  if (isContext(fields[0], 0)) fields.shift(); // the version, absent from v1
  const [serial, , issuer, validity, subject, publicKey, ...rest] = fields;
  if (!issuer || !subject || !publicKey) throw new Malformed('certificate expected');
  const [notBefore, notAfter] = items(validity).map(readTime);
  if (!notBefore || !notAfter) throw new Malformed('validity expected');
  return {
    serial: readSerial(serial),
    issuer,
    notBefore,
    notAfter,
    subject,
    publicKey,
    extensions: readExtensions(rest.filter((field) => isContext(field, 3)).flatMap(items)[0]),
  };
}

/** @returns lowercase hex without leading zero bytes. @throws Malformed */
export const readSerial = (node: Asn1 | undefined): string =>
  readIntegerBytes(node)
    .toString('hex')
    .replace(/^(00)+(?=..)/, '');

/** Dotted identifier -> DER of an extension's value (RFC 5280 section 4.2). */
export type Extensions = ReadonlyMap<string, Buffer>;

/** @returns none where the list is absent. @throws Malformed */
export function readExtensions(list: Asn1 | undefined): Extensions {
  const extensions = list ? items(list).map(items) : [];
  return new Map(extensions.map((extension) => [readOid(extension[0]), readOctets(extension.at(-1))]));
}

/** @returns the alternative names as `CertificateFacts` writes them; none where the extension is absent. @throws Malformed */
export const readAltNames = (extensions: Extensions): string[] => inside(extensions, oids.subjectAltName).flatMap(readGeneralName);

/** @returns the purposes as `CertificateFacts` writes them; none where the extension is absent. @throws Malformed */
export const readPurposes = (extensions: Extensions): string[] => inside(extensions, oids.extKeyUsage).map(readPurpose);

/** @returns whether the key may sign for itself, digitalSignature (RFC 5280 section 4.2.1.3); true where its use is not limited. @throws Malformed */
export function readMaySign(extensions: Extensions): boolean {
  const usage = extensions.get(oids.keyUsage);
  return usage === undefined || ((readBits(parse(usage))[0] ?? 0) & 0x80) !== 0;
}

/** The items of an extension whose value is a SEQUENCE; none where it is absent. */
function inside(extensions: Extensions, id: string): readonly Asn1[] {
  const value = extensions.get(id);
  return value ? items(parse(value)) : [];
}

function readGeneralName(name: Asn1): string[] {
  const text = () => visible(readOctets(name).toString('latin1'));
  if (isContext(name, generalNames.dns)) return [`DNS:${text()}`];
  if (isContext(name, generalNames.ip)) return [`IP:${addressText(readOctets(name))}`];
  if (isContext(name, generalNames.email)) return [`email:${text()}`];
  if (isContext(name, generalNames.uri)) return [`URI:${text()}`];
  return [];
}

const purposeNames: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(purposes).map(([name, id]) => [id, name])),
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '2.5.29.37.0': 'anyExtendedKeyUsage',
};

function readPurpose(node: Asn1): string {
  const id = readOid(node);
  return purposeNames[id] ?? id;
}

/**
 * @returns the identifier by which an authority's certificate names its key: the one it carries, else the SHA-1 of the
 *   public key (RFC 5280 section 4.2.1.2, method 1).
 */
export function keyIdentifier({ extensions, publicKey }: Certificate): Buffer {
  const carried = extensions.get(oids.subjectKeyIdentifier);
  return carried ? readOctets(parse(carried)) : publicKeyIdentifier(publicKey);
}

/**
 * @returns the identifier by which a certificate (DER) names its issuer's key (RFC 5280 section 4.2.1.1), lowercase hex; null
 *   where it names none. @throws Failure as `parseCertificate`
 */
export const issuerKeyIdentifier = (der: Uint8Array): string | null =>
  readAs(der, () => {
    const named = inside(takeApart(der).extensions, oids.authorityKeyIdentifier).find((part) => isContext(part, 0));
    return named ? readOctets(named).toString('hex') : null;
  });

/** @returns the SHA-1 of the key's BIT STRING content, 20 bytes. @throws Malformed where it is no SubjectPublicKeyInfo */
export const publicKeyIdentifier = (spki: Asn1): Buffer =>
  createHash('sha1')
    .update(readBits(items(spki)[1]))
    .digest();

/** Whether two names are the same bytes (RFC 5280 section 7.1 allows more, but nobody issues so). */
export const sameName = (one: Asn1, other: Asn1): boolean => encode(one).equals(encode(other));
