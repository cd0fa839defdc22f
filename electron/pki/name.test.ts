import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { type Asn1, bmp, encode, octets, oid, parse, sequence, set, tags, utf8 } from './asn1.ts';
import { issueDeviceAuthority } from './issue.ts';
import { generateKey } from './key.ts';
import { buildName, deviceCommonName, readName } from './name.ts';
import { toPem } from './pem.ts';
import { ask, scratch } from './test-judges.ts';

const nameOf = (...attributes: readonly (readonly [type: string, value: Asn1])[]): Asn1 =>
  sequence(...attributes.map(([type, value]) => set(sequence(oid(type), value))));
const commonName = '2.5.4.3';
const typed = (tag: number, content: string): Asn1 => ({ ...utf8(''), type: tag, value: content });

test('a name comes back as it went in, whatever it is written in', () => {
  const visible = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter((text) => !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(text) && [...text].length <= 64);
  fc.assert(
    fc.property(visible, (text) => {
      expect(readName(parse(encode(buildName(text)))).commonName).toBe(text);
    }),
  );
});

test.each(['', 'a'.repeat(65), 'bell\x07', 'half \ud83d'])('the name %j is refused', (unsuitable) => {
  expect(() => buildName(unsuitable)).toThrow(new Failure('name-unsuitable'));
});

test('64 characters are counted as people count them', () => {
  expect(readName(buildName('📱'.repeat(64))).commonName).toBe('📱'.repeat(64));
});

test.each([
  ['UTF8String', utf8('Küche'), 'Küche'],
  ['BMPString', bmp('Küche'), 'Küche'],
  ['T61String, read as Latin-1', typed(tags.t61String, 'K\xfcche'), 'Küche'],
  ['PrintableString', typed(tags.printableString, 'Kueche'), 'Kueche'],
  ['IA5String', typed(tags.ia5String, 'Kueche'), 'Kueche'],
])('a %s is read', (_, value, text) => {
  expect(readName(parse(encode(nameOf([commonName, value]))))).toEqual({ commonName: text, text: `CN=${text}` });
});

test('a common name cannot hide or reorder what stands beside it', () => {
  expect(readName(nameOf([commonName, utf8('moc.\u202eevil\n')])).commonName).toBe('moc.\\e2\\80\\aeevil\\0a');
});

describe('RFC 4514', () => {
  test.each([
    ['a, b + c', 'CN=a\\, b \\+ c'],
    ['"q" <x>; \\', 'CN=\\"q\\" \\<x\\>\\; \\\\'],
    ['#1', 'CN=\\#1'],
    [' padded ', 'CN=\\ padded\\ '],
    ['new\nline', 'CN=new\\0aline'],
    ['moc.\u202eevil', 'CN=moc.\\e2\\80\\aeevil'],
    ['👩‍🚒', 'CN=👩‍🚒'],
  ])('escapes %j', (text, expected) => {
    expect(readName(nameOf([commonName, utf8(text)])).text).toBe(expected);
  });

  test('puts the most specific first, joins what stands together, and writes unknown types in hex', () => {
    const name = sequence(
      set(sequence(oid('2.5.4.6'), typed(tags.printableString, 'CH'))),
      set(sequence(oid('2.5.4.10'), utf8('Home')), sequence(oid('2.5.4.11'), utf8('Attic'))),
      set(sequence(oid('1.2.3.4'), utf8('x'))),
      set(sequence(oid(commonName), octets(Buffer.from([1])))),
    );
    expect(readName(name)).toEqual({ commonName: '', text: 'CN=#040101, 1.2.3.4=#0c0178, O=Home+OU=Attic, C=CH' });
  });

  test('agrees with OpenSSL', async () => {
    const text = 'a, "b"; Küche \\ 📱';
    const der = await issueDeviceAuthority({ name: text, key: await generateKey('p256'), now: new Date() });
    const file = scratch().put('ca.pem', toPem('CERTIFICATE', der));
    const said = ask('openssl', 'x509', '-noout', '-subject', '-nameopt', 'RFC2253,-esc_msb,utf8', '-in', file).text.trim();
    expect(said).toBe(`subject=${readName(buildName(text)).text}`);
    expect(new X509Certificate(der).subject).toContain('Küche');
  });
});

test('a device name loses its dots, for OpenSSL would take it for a host', () => {
  expect(deviceCommonName('anna.phone v1.2')).toBe('anna·phone v1·2');
});
