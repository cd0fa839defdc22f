import { type Asn1, bits, bmp, context, encode, integer, isTrue, nothing, octets, oid, sequence, utf8 } from '../../electron/pki/asn1.ts';
import { generalNames } from '../../electron/pki/extension.ts';
import { oids } from '../../electron/pki/oid.ts';
import {
  altNames,
  certificate,
  commonName,
  extension,
  extensions,
  generalizedTime,
  integerOf,
  publicKey,
  rsaPublicKey,
  utcTime,
} from './parts.ts';

const modulus = `00c1${'5b'.repeat(254)}0d`;
const rightToLeft = '\u202e'; // turns what follows around
const until = (...times: readonly Asn1[]) => certificate({ validity: sequence(utcTime('260101000000Z'), ...times) });

/** Certificates by their fault. Most are read, since somebody wants to see what is in them. */
export const certificates: Readonly<Record<string, Buffer>> = {
  'serial-zero': certificate({ serial: integer(0) }),
  'serial-negative': certificate({ serial: integerOf('80') }),
  'serial-of-8-kilobytes': certificate({ serial: integerOf('7f'.repeat(8192)) }),
  'serial-of-no-bytes': certificate({ serial: integerOf('') }),
  'serial-is-text': certificate({ serial: utf8('1') }),
  'version-1': certificate({ version: undefined }),
  'version-5': certificate({ version: context(0, integer(4)) }),
  'version-negative': certificate({ version: context(0, integerOf('ff')) }),
  'name-with-nul': certificate({ subject: commonName(utf8('ha.example\0.evil.example')) }),
  'name-turned-around': certificate({ subject: commonName(utf8(`${rightToLeft}moc.elpmaxe`)) }),
  'name-with-control-characters': certificate({ subject: commonName(utf8('\x1b[31mred\r\nCN=other')) }),
  'name-of-broken-utf8': certificate({ subject: commonName({ ...utf8(''), value: '\xff\xc0\x80' }) }),
  'name-of-half-a-pair': certificate({ subject: commonName(bmp('\ud83d')) }),
  'name-of-8-kilobytes': certificate({ subject: commonName(utf8('x'.repeat(8192))) }),
  'name-is-a-number': certificate({ subject: commonName(integer(7)) }),
  'name-is-a-sequence': certificate({ subject: commonName(sequence(integer(7))) }),
  'name-without-a-value': certificate({ subject: sequence(sequence(sequence(oid(oids.commonName)))) }),
  'name-of-no-attributes': certificate({ subject: sequence() }),
  'name-is-text': certificate({ subject: utf8('Anna') }),
  'alternative-name-with-nul': certificate({ extensions: altNames(generalNames.dns, Buffer.from('ha.example\0.evil.example')) }),
  'alternative-name-turned-around': certificate({ extensions: altNames(generalNames.dns, Buffer.from(`${rightToLeft}moc.elpmaxe`)) }),
  'alternative-name-of-3-address-bytes': certificate({ extensions: altNames(generalNames.ip, Buffer.alloc(3)) }),
  'alternative-name-of-no-address-bytes': certificate({ extensions: altNames(generalNames.ip, Buffer.alloc(0)) }),
  'alternative-name-of-another-kind': certificate({ extensions: altNames(generalNames.directory, Buffer.from('x')) }),
  'alternative-names-are-no-list': certificate({ extensions: extensions(extension(oids.subjectAltName, encode(integer(1)))) }),
  'alternative-names-break-off': certificate({ extensions: extensions(extension(oids.subjectAltName, Buffer.from('300a8201', 'hex'))) }),
  'extension-twice': certificate({
    extensions: extensions(
      extension(oids.basicConstraints, encode(sequence(isTrue()))),
      extension(oids.basicConstraints, encode(sequence())),
    ),
  }),
  'extension-without-a-value': certificate({ extensions: extensions(sequence(oid(oids.extKeyUsage))) }),
  'extension-named-by-a-number': certificate({ extensions: extensions(sequence(integer(1), octets(Buffer.alloc(1)))) }),
  'extensions-are-no-list': certificate({ extensions: context(3, integer(1)) }),
  'purpose-is-a-number': certificate({ extensions: extensions(extension(oids.extKeyUsage, encode(sequence(integer(1))))) }),
  'authority-is-a-number': certificate({ extensions: extensions(extension(oids.basicConstraints, encode(sequence(integer(1))))) }),
  'time-in-year-0': until(generalizedTime('00000101000000Z')),
  'time-in-year-9999': until(generalizedTime('99991231235959Z')),
  'time-in-month-13': until(utcTime('461301000000Z')),
  'time-without-seconds': until(utcTime('4601010000Z')),
  'time-with-an-offset': until(utcTime('460101000000+0100')),
  'time-of-no-bytes': until(utcTime('')),
  'time-of-letters': until(generalizedTime('soonsoonsoonsoZ')),
  'time-is-a-number': until(integer(1)),
  'time-missing': until(),
  'time-ends-before-it-starts': until(utcTime('200101000000Z')),
  'key-rsa-with-exponent-1': certificate({ publicKey: rsaPublicKey(modulus, '01') }),
  'key-rsa-with-exponent-of-256-bytes': certificate({ publicKey: rsaPublicKey(modulus, modulus) }),
  'key-rsa-with-modulus-0': certificate({ publicKey: rsaPublicKey('00', '010001') }),
  'key-rsa-of-32768-bits': certificate({ publicKey: rsaPublicKey(`00${'ff'.repeat(4096)}`, '010001') }),
  'key-off-the-curve': certificate({
    publicKey: sequence(sequence(oid(oids.ecPublicKey), oid('1.2.840.10045.3.1.7')), bits(Buffer.alloc(65, 4))),
  }),
  'key-of-unknown-algorithm': certificate({ publicKey: sequence(sequence(oid('1.2.3.4')), bits(Buffer.alloc(8))) }),
  'key-of-no-bits': certificate({
    publicKey: sequence(sequence(oid(oids.rsaEncryption), nothing()), { ...bits(Buffer.alloc(0)), value: '' }),
  }),
  'key-is-no-sequence': certificate({ publicKey: integer(1) }),
  'key-beside-too-much': certificate({ publicKey: sequence(publicKey(), publicKey()) }),
  'trailing-garbage': Buffer.concat([certificate(), Buffer.from('garbage')]),
  'nesting-33-levels': Buffer.alloc(66, Buffer.from('3080', 'hex')),
  'length-of-2-to-the-31': Buffer.from('308480000000300a', 'hex'),
  'breaks-off': certificate().subarray(0, 100),
  empty: Buffer.alloc(0),
  text: Buffer.from('hello'),
};
