import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encode, integer, integerFromHex, items, Malformed, oid, parse, readInteger, readOid, readTime, sequence, time } from './asn1.ts';

test('integers and identifiers come back', () => {
  fc.assert(
    fc.property(fc.nat(0x7fffffff), (value) => {
      expect(readInteger(parse(encode(integer(value))))).toBe(value);
    }),
  );
  expect(readOid(parse(encode(oid('1.2.840.113549.1.12.10.1.3'))))).toBe('1.2.840.113549.1.12.10.1.3');
});

test.each(['02017f00', '0202', '30020201', '0203', '', '2480'])('%s is not one value', (hex) => {
  expect(() => parse(Buffer.from(hex, 'hex'))).toThrow(Malformed);
});

test.each(['80', `7f${'ff'.repeat(6)}`])('the integer %s is out of range', (hex) => {
  expect(() => readInteger(integerFromHex(hex))).toThrow(Malformed);
});

test('32 levels are read, 33 are not', () => {
  const nested = (levels: number): Buffer =>
    encode(Array.from({ length: levels - 1 }).reduce<ReturnType<typeof sequence>>((inner) => sequence(inner), sequence()));
  expect(items(parse(nested(32)))).toHaveLength(1);
  expect(() => parse(nested(33))).toThrow(Malformed);
});

test('50,000 values are read, more are not', () => {
  const values = (count: number): Buffer => encode(sequence(...Array.from({ length: count - 1 }, () => sequence())));
  expect(items(parse(values(50_000)))).toHaveLength(49_999);
  expect(() => parse(values(50_001))).toThrow(expect.objectContaining({ code: 'bundle-over-limit', facts: { limit: 'values' } }));
});

test('an identifier that breaks off is none', () => {
  expect(() => readOid(parse(Buffer.from('06022a86', 'hex')))).toThrow(Malformed);
});

test('a moment comes back on both sides of 2050', () => {
  for (const moment of ['2026-03-01T11:00:00.000Z', '2049-12-31T23:59:59.000Z', '2050-01-01T00:00:00.000Z', '2099-06-01T00:00:00.000Z']) {
    expect(readTime(time(new Date(moment))).toISOString()).toBe(moment);
  }
});
