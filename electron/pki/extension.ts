import { randomUUID } from 'node:crypto';
import type { SubjectAltName } from '../contract/fields.ts';
import { addressBytes } from './address.ts';
import { type Asn1, bits, context, contextBytes, encode, enumerated, integer, isTrue, octets, oid, sequence } from './asn1.ts';
import { oids } from './oid.ts';

const extension = (id: string, value: Asn1, criticality?: 'critical'): Asn1 =>
  sequence(oid(id), criticality && isTrue(), octets(encode(value)));

/**
 * RFC 5280 section 4.2.1.9. An authority of ours signs leaves only (path length 0): intermediates broke the
 * iOS app before 2026.4.1 (home-assistant/iOS#4477).
 */
export const basicConstraints = (subject: 'authority' | 'leaf'): Asn1 =>
  extension(oids.basicConstraints, subject === 'authority' ? sequence(isTrue(), integer(0)) : sequence(), 'critical');

/** Bit numbers of RFC 5280 section 4.2.1.3. */
const usageBits = { digitalSignature: 0, keyEncipherment: 2, keyCertSign: 5, cRLSign: 6 } as const;

/** RFC 5280 section 4.2.1.3; critical. Trailing zero bits are left out, as DER asks of a named bit list (X.690 11.2.2). */
export function keyUsage(...usages: readonly (keyof typeof usageBits)[]): Asn1 {
  const numbers = usages.map((usage) => usageBits[usage]);
  const byte = numbers.reduce<number>((sum, number) => sum | (0x80 >> number), 0);
  return extension(oids.keyUsage, bits(Uint8Array.of(byte), 7 - Math.max(...numbers)), 'critical');
}

/** RFC 5280 section 4.2.1.12. */
export const purposes = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' } as const;

export const extendedKeyUsage = (purpose: keyof typeof purposes): Asn1 => extension(oids.extKeyUsage, sequence(oid(purposes[purpose])));

/** RFC 5280 section 4.2.1.2. */
export const subjectKeyIdentifier = (id: Uint8Array): Asn1 => extension(oids.subjectKeyIdentifier, octets(id));

/** RFC 5280 section 4.2.1.1: by key identifier alone. */
export const authorityKeyIdentifier = (id: Uint8Array): Asn1 => extension(oids.authorityKeyIdentifier, sequence(contextBytes(0, id)));

/** Tag numbers of GeneralName, RFC 5280 section 4.2.1.6. */
export const generalNames = { email: 1, dns: 2, directory: 4, uri: 6, ip: 7 } as const;

const dnsName = (name: string): Asn1 => contextBytes(generalNames.dns, Buffer.from(name, 'ascii'));

/** RFC 5280 section 4.2.1.6. */
export const subjectAltNames = (names: readonly SubjectAltName[]): Asn1 =>
  extension(
    oids.subjectAltName,
    sequence(...names.map(({ kind, value }) => (kind === 'dns' ? dnsName(value) : contextBytes(generalNames.ip, addressBytes(value))))),
  );

/** A device's alternative name: a random one, for nobody dials a device (RFC 5280 section 4.2.1.6, RFC 2606 section 2). */
export const deviceAltName = (): Asn1 =>
  // With a host, as Go refuses every URI without one below an authority with name constraints (crypto/x509, matchURIConstraint).
  extension(oids.subjectAltName, sequence(contextBytes(generalNames.uri, Buffer.from(`device://${randomUUID()}.invalid`, 'ascii'))));

const subtree = (base: Asn1): Asn1 => sequence(base);
const addresses = (address: Buffer, mask: number): Asn1 =>
  subtree(contextBytes(generalNames.ip, Buffer.concat([address, Buffer.alloc(address.length, mask)])));

const everyDnsName = subtree(dnsName(''));
const everyAddress = [addresses(Buffer.alloc(4), 0), addresses(Buffer.alloc(16), 0)];

/**
 * Excludes every DNS name and every address, so that the authority can vouch for no website.
 *
 * @see RFC 5280 section 4.2.1.10; the empty DNS name stands above all others
 */
export const noNames = (): Asn1 => nameConstraints([], [everyDnsName, ...everyAddress]);

/**
 * Permits these names, what lies below them, and these addresses alone. A wildcard permits its parent domain.
 * Where no name of a form is listed, the whole form is excluded: a form that goes unmentioned is unrestricted.
 *
 * @see RFC 5280 section 4.2.1.10
 */
export function onlyNames(bounds: readonly SubjectAltName[]): Asn1 {
  const domains = new Set(bounds.filter(({ kind }) => kind === 'dns').map(({ value }) => value.replace(/^\*\./, '')));
  const hosts = bounds.filter(({ kind }) => kind === 'ip').map(({ value }) => addressBytes(value));
  return nameConstraints(
    [...[...domains].map((domain) => subtree(dnsName(domain))), ...hosts.map((host) => addresses(host, 0xff))],
    [...(domains.size === 0 ? [everyDnsName] : []), ...(hosts.length === 0 ? everyAddress : [])],
  );
}

// Neither list may be empty: GeneralSubtrees has at least one item.
function nameConstraints(permitted: readonly Asn1[], excluded: readonly Asn1[]): Asn1 {
  const lists = [permitted, excluded].flatMap((list, number) => (list.length === 0 ? [] : [context(number, ...list)]));
  return extension(oids.nameConstraints, sequence(...lists), 'critical');
}

/** RFC 5280 section 5.2.3. */
export const crlNumber = (number: number): Asn1 => extension(oids.crlNumber, integer(number));

/** RFC 5280 section 5.3.1. */
export const reasonCode = (code: number): Asn1 => extension(oids.reasonCode, enumerated(code));
