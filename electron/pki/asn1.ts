import type { asn1 as forgeAsn1 } from 'node-forge';
import asn1 from 'node-forge/lib/asn1.js';
import { Failure } from '../contract/failure.ts';

/** One ASN.1 value. Primitive content is a binary string, except that of a BMPString, which is text. */
export type Asn1 = forgeAsn1.Asn1;

/** The bytes are not the structure that was expected. Callers turn it into the Failure that fits what they read. */
export class Malformed extends Error {}

/** Universal tag numbers (X.680 section 8.4). */
export const tags = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  null: 5,
  oid: 6,
  enumerated: 10,
  utf8String: 12,
  sequence: 16,
  set: 17,
  numericString: 18,
  printableString: 19,
  t61String: 20,
  ia5String: 22,
  utcTime: 23,
  generalizedTime: 24,
  visibleString: 26,
  universalString: 28,
  bmpString: 30,
} as const;

const maxDepth = 32;
/** Each value costs some 200 bytes of memory, and may be two bytes of the file; V8's stack takes some 100,000 as arguments. */
const maxValues = 50_000;
const { UNIVERSAL, CONTEXT_SPECIFIC } = asn1.Class;

const binary = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

const primitive = (tag: number, content: string): Asn1 => asn1.create(UNIVERSAL, tag, false, content);
const constructed = (tag: number, items: readonly (Asn1 | undefined)[]): Asn1 =>
  asn1.create(
    UNIVERSAL,
    tag,
    true,
    items.filter((item) => item !== undefined),
  );

/** A SEQUENCE; items that are undefined (OPTIONAL, absent) are left out. */
export const sequence = (...items: readonly (Asn1 | undefined)[]): Asn1 => constructed(tags.sequence, items);
export const set = (...items: readonly Asn1[]): Asn1 => constructed(tags.set, items);
export const oid = (dotted: string): Asn1 => primitive(tags.oid, asn1.oidToDer(dotted).getBytes());
export const octets = (bytes: Uint8Array): Asn1 => primitive(tags.octetString, binary(bytes));
export const utf8 = (text: string): Asn1 => primitive(tags.utf8String, binary(Buffer.from(text, 'utf8')));
/** A PrintableString; the text is known to be one (X.680 section 41.4). */
export const printable = (text: string): Asn1 => primitive(tags.printableString, text);
export const bmp = (text: string): Asn1 => primitive(tags.bmpString, text);
export const nothing = (): Asn1 => primitive(tags.null, '');
export const isTrue = (): Asn1 => primitive(tags.boolean, '\xff');

/** A BIT STRING. `unusedBits` counts the bits of the last byte that do not belong to it. */
export const bits = (bytes: Uint8Array, unusedBits = 0): Asn1 => primitive(tags.bitString, String.fromCharCode(unusedBits) + binary(bytes));

/** A non-negative INTEGER of at most 31 bits. */
export const integer = (value: number): Asn1 => primitive(tags.integer, asn1.integerToDer(value).getBytes());

/** A positive INTEGER from hex digits whose top bit is clear. */
export const integerFromHex = (hex: string): Asn1 => primitive(tags.integer, binary(Buffer.from(hex, 'hex')));

/** An ENUMERATED of 0 to 127. */
export const enumerated = (value: number): Asn1 => primitive(tags.enumerated, String.fromCharCode(value));

/** `[number] EXPLICIT`, or `[number] IMPLICIT` of a constructed type. */
export const context = (number: number, ...items: readonly Asn1[]): Asn1 => asn1.create(CONTEXT_SPECIFIC, number, true, [...items]);

/** `[number] IMPLICIT` of a primitive type. */
export const contextBytes = (number: number, bytes: Uint8Array): Asn1 => asn1.create(CONTEXT_SPECIFIC, number, false, binary(bytes));

/** A Time in whole seconds: UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280 section 4.1.2.5). */
export const time = (date: Date): Asn1 =>
  date.getUTCFullYear() < 2050
    ? primitive(tags.utcTime, asn1.dateToUtcTime(date))
    : primitive(tags.generalizedTime, asn1.dateToGeneralizedTime(date));

/** @returns the DER of a value. */
export const encode = (node: Asn1): Buffer => Buffer.from(asn1.toDer(node).getBytes(), 'latin1');

/**
 * Reads one DER or BER value that fills the bytes.
 *
 * @throws Malformed where it does not, or nests deeper than 32 values; Failure `bundle-over-limit` (fact `limit` is
 *   `values`) where it holds more than 50,000.
 */
export function parse(bytes: Uint8Array): Asn1 {
  if (holdsMoreThan(maxValues, bytes)) throw new Failure('bundle-over-limit', { limit: 'values' });
  try {
    return asn1.fromDer(binary(bytes), { strict: true, parseAllBytes: true, decodeBitStrings: false, maxDepth });
  } catch (cause) {
    throw new Malformed('not one ASN.1 value', { cause });
  }
}

/** Walks from header to header; constructed values are entered. Lengths that lie are left to the reader. */
function holdsMoreThan(limit: number, bytes: Uint8Array): boolean {
  let values = 0;
  for (let at = 0; at < bytes.length && values <= limit; values += 1) {
    const isConstructed = ((bytes[at] ?? 0) & 0x20) !== 0;
    const first = bytes[at + 1] ?? 0;
    const digits = bytes.subarray(at + 2, at + 2 + (first > 0x80 ? first - 0x80 : 0));
    const length = first > 0x80 ? digits.reduce((sum, digit) => sum * 256 + digit, 0) : first & 0x7f;
    at += 2 + digits.length + (isConstructed ? 0 : length);
  }
  return values > limit;
}

/** Whether a value is there and has a universal tag: this one, or any. */
export const isA = (node: Asn1 | undefined, tag: number): node is Asn1 => isUniversal(node) && node.type === tag;
export const isUniversal = (node: Asn1 | undefined): node is Asn1 => node?.tagClass === UNIVERSAL;

/** Whether a value is there and is tagged `[number]`. */
export const isContext = (node: Asn1 | undefined, number: number): node is Asn1 =>
  node?.tagClass === CONTEXT_SPECIFIC && node.type === number;

/** @returns the values inside a constructed one. @throws Malformed */
export function items(node: Asn1 | undefined): readonly Asn1[] {
  if (node === undefined || typeof node.value === 'string') throw new Malformed('constructed value expected');
  return node.value;
}

/** @returns the content of a primitive value as a binary string. @throws Malformed */
export function content(node: Asn1 | undefined): string {
  if (typeof node?.value !== 'string') throw new Malformed('primitive value expected');
  return node.value;
}

/** @returns the dotted form. @throws Malformed */
export function readOid(node: Asn1 | undefined): string {
  // Its last byte ends a number: its top bit is clear. forge drops a number that breaks off.
  if (!isA(node, tags.oid) || /^$|[\x80-\xff]$/.test(content(node))) throw new Malformed('OBJECT IDENTIFIER expected');
  try {
    return asn1.derToOid(content(node));
  } catch (cause) {
    throw new Malformed('OBJECT IDENTIFIER out of range', { cause });
  }
}

/** @returns an INTEGER of 0 to 2^47 - 1. @throws Malformed where it is negative or larger. */
export function readInteger(node: Asn1 | undefined): number {
  const bytes = readIntegerBytes(node);
  if (bytes.length > 6 || bytes.readInt8() < 0) throw new Malformed('INTEGER out of range');
  return bytes.readUIntBE(0, bytes.length);
}

/** @returns the two's complement bytes of an INTEGER. @throws Malformed */
export function readIntegerBytes(node: Asn1 | undefined): Buffer {
  if (!isA(node, tags.integer) || content(node) === '') throw new Malformed('INTEGER expected');
  return Buffer.from(content(node), 'latin1');
}

/**
 * @returns the bytes of an OCTET STRING or an implicitly tagged one; the pieces of a constructed one are joined,
 *   as BER writers (NSS, Windows) leave them.
 * @throws Malformed
 */
export function readOctets(node: Asn1 | undefined): Buffer {
  if (node === undefined) throw new Malformed('OCTET STRING expected');
  return typeof node.value === 'string' ? Buffer.from(node.value, 'latin1') : Buffer.concat(node.value.map(readOctets));
}

/** @returns the bytes of a BIT STRING without its count of unused bits. @throws Malformed */
export function readBits(node: Asn1 | undefined): Buffer {
  if (!isA(node, tags.bitString) || content(node) === '') throw new Malformed('BIT STRING expected');
  return Buffer.from(content(node), 'latin1').subarray(1);
}

/** Whether a value is there and is a UTCTime or GeneralizedTime. */
export const isTime = (node: Asn1 | undefined): node is Asn1 => isA(node, tags.utcTime) || isA(node, tags.generalizedTime);

/** @returns the moment of a UTCTime or GeneralizedTime. @throws Malformed */
export function readTime(node: Asn1 | undefined): Date {
  const text = content(node);
  const date = isA(node, tags.utcTime) ? asn1.utcTimeToDate(text) : asn1.generalizedTimeToDate(text);
  if (Number.isNaN(date.getTime())) throw new Malformed('time expected');
  return date;
}
