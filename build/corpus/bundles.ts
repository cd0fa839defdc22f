import { type Asn1, bmp, context, encode, integer, nothing, octets, oid, sequence, set, utf8 } from '../../electron/pki/asn1.ts';
import { oids } from '../../electron/pki/oid.ts';
import {
  aesEncrypted,
  bag,
  bundle,
  certificate,
  certificateBag,
  commonName,
  ecPrivateKey,
  identity,
  integerOf,
  keyBag,
  mac,
  openBags,
  openBytes,
  pbe,
  pbes2,
  pbes2WithIv,
  pbkdf2,
  pbmac1,
  privateKey,
  rightMac,
  rsaAlgorithm,
  rsaPublicKey,
  safe,
  sealedBags,
  shroudedKeyBag,
} from './parts.ts';

const hex = (digits: string): Buffer => Buffer.from(digits, 'hex');
const twoToThe31 = integerOf('0080000000');
const negative = integerOf('ff');
const of64Bytes = integerOf('7f'.repeat(64));
const nearTheCap = integer(1_900_000);
const repeated = (count: number, item: Asn1): readonly Asn1[] => Array<Asn1>(count).fill(item);
const nested = (levels: number): Buffer => encode(Array.from({ length: levels - 1 }).reduce<Asn1>((inner) => sequence(inner), sequence()));

const counts: Readonly<Record<string, Buffer>> = {
  'mac-iterations-2-to-the-31': bundle(identity(), mac({ iterations: twoToThe31 })),
  'mac-iterations-one-above-the-cap': bundle(identity(), mac({ iterations: integer(2_000_001) })),
  'mac-iterations-negative': bundle(identity(), mac({ iterations: negative })),
  'mac-iterations-zero': bundle(identity(), mac({ iterations: integer(0) })),
  'mac-iterations-of-64-bytes': bundle(identity(), mac({ iterations: of64Bytes })),
  'mac-iterations-of-no-bytes': bundle(identity(), mac({ iterations: integerOf('') })),
  'pbmac1-iterations-2-to-the-31': bundle(identity(), pbmac1(pbkdf2({ iterations: twoToThe31, length: integer(32) }))),
  'pbes2-iterations-2-to-the-31': bundle([openBags(shroudedKeyBag(pbes2(pbkdf2({ iterations: twoToThe31 }))))]),
  'pbes2-iterations-negative': bundle([openBags(shroudedKeyBag(pbes2(pbkdf2({ iterations: negative }))))]),
  'pbes2-iterations-of-64-bytes': bundle([sealedBags(pbes2(pbkdf2({ iterations: of64Bytes })))]),
  'pbe-iterations-2-to-the-31': bundle([sealedBags(pbe(twoToThe31))]),
  'pbe-iterations-negative': bundle([sealedBags(pbe(negative))]),
  'iterations-cumulative-over-keys': bundle([openBags(...repeated(4, shroudedKeyBag(pbe(nearTheCap))))]),
  'iterations-cumulative-over-parts': bundle(repeated(4, sealedBags(pbes2(pbkdf2({ iterations: nearTheCap }))))),
  'iterations-cumulative-with-the-mac': bundle([sealedBags(pbe(nearTheCap)), sealedBags(pbe(nearTheCap))], mac({ iterations: nearTheCap })),
  'iterations-just-within-the-caps': bundle([sealedBags(pbe(integer(1_300_000)))], mac({ iterations: integer(2_000_000) })),
};

const macs: Readonly<Record<string, Buffer>> = {
  'mac-of-no-bytes': bundle(identity(), mac({ digest: Buffer.alloc(0) })),
  'mac-of-one-byte': bundle(identity(), mac({ digest: Buffer.alloc(1) })),
  'mac-is-no-sequence': bundle(identity(), nothing()),
  'mac-with-unknown-hash': bundle(identity(), mac({ algorithm: sequence(oid('1.2.840.113549.2.2'), nothing()) })),
  'pbmac1-key-of-no-bytes': bundle(identity(), pbmac1(pbkdf2({ length: integer(0) }))),
  'pbmac1-key-of-2-gigabytes': bundle(identity(), pbmac1(pbkdf2({ length: integer(0x7fffffff) }))),
  'pbmac1-key-of-unsaid-length': bundle(identity(), pbmac1(pbkdf2())),
  'pbmac1-with-unknown-hmac': bundle(identity(), pbmac1(pbkdf2({ length: integer(32) }), '1.2.840.113549.2.99')),
};

const lengths: Readonly<Record<string, Buffer>> = {
  'nesting-33-levels': safe(nested(33)),
  'nesting-1000-indefinite-levels': Buffer.concat([hex('3080020103'), Buffer.alloc(2000, hex('3080'))]),
  'nesting-of-40-bags': bundle([
    openBags(Array.from({ length: 40 }).reduce<Asn1>((inner) => bag(oids.safeContentsBag, sequence(inner)), keyBag())),
  ]),
  'length-beyond-the-end': Buffer.concat([hex('30820fff020103'), Buffer.alloc(64)]),
  'length-of-2-to-the-31': Buffer.concat([hex('308480000000020103'), Buffer.alloc(64)]),
  'length-of-2-to-the-32': Buffer.concat([hex('3084ffffffff020103'), Buffer.alloc(64)]),
  'length-inside-beyond-its-parent': safe(hex('3005300930000000')),
  'length-of-127-bytes': safe(Buffer.concat([hex('30ff'), Buffer.alloc(127, 0x7f)])),
  'length-of-an-inner-value-2-to-the-31': safe(hex('3006048480000000')),
  'length-indefinite-without-end': hex('308002010330800609'),
  'length-indefinite-of-a-primitive': safe(hex('300404800000')),
  'length-indefinite-ended-early': safe(hex('30800000ffff')),
  'tag-of-many-bytes': safe(hex('3006bfffffff7f00')),
  'trailing-garbage': Buffer.concat([bundle(identity()), Buffer.from('garbage')]),
  'trailing-garbage-inside': safe(Buffer.concat([encode(sequence(...identity())), Buffer.from('garbage')])),
  'identifier-of-no-bytes': bundle([sequence({ ...oid('1.2.3'), value: '' }, context(0, octets(Buffer.alloc(0))))]),
  'identifier-of-a-huge-arc': bundle([sequence({ ...oid('1.2.3'), value: `*${'\xff'.repeat(40)}\x7f` }, context(0, nothing()))]),
  'identifier-that-breaks-off': bundle([sequence({ ...oid('1.2.3'), value: '*\x86' }, context(0, nothing()))]),
  'text-of-an-odd-number-of-bytes': bundle([openBags(sequence(oid(oids.keyBag), { ...octets(hex('006100')), type: 30 }))]),
};

const envelopes: Readonly<Record<string, Buffer>> = {
  empty: Buffer.alloc(0),
  zeros: Buffer.alloc(512),
  'empty-sequence': hex('3000'),
  'version-0': encode(sequence(integer(0), ...identity())),
  'version-4': encode(sequence(integer(4), ...identity())),
  'version-of-64-bytes': encode(sequence(of64Bytes, ...identity())),
  'version-alone': hex('3003020103'),
  'safe-of-signed-data': encode(sequence(integer(3), sequence(oid(oids.signedData), context(0, set())))),
  'safe-of-unknown-type': encode(sequence(integer(3), sequence(oid('1.2.3.4'), context(0, set())))),
  'safe-without-content': encode(sequence(integer(3), sequence(oid(oids.data)))),
  'safe-of-no-parts': bundle([], rightMac([])),
  'safe-is-an-integer': safe(encode(integer(1))),
  'part-of-enveloped-data': bundle([sequence(oid(oids.envelopedData), context(0, set()))]),
  'part-of-unknown-type': bundle([sequence(oid('1.2.3.4'), context(0, set()))]),
  'part-without-content': bundle([sequence(oid(oids.data))]),
  'part-is-text': bundle([openBytes(Buffer.from('hello'))]),
};

const ciphers: Readonly<Record<string, Buffer>> = {
  'cipher-aes-gcm': bundle([sealedBags(pbes2(pbkdf2(), sequence(oid('2.16.840.1.101.3.4.1.46'), sequence())))]),
  'cipher-unknown': bundle([sealedBags(pbes2(pbkdf2(), sequence(oid('1.2.3.4'), octets(Buffer.alloc(16)))))]),
  'cipher-rc4': bundle([sealedBags(pbe(integer(1), '1.2.840.113549.1.12.1.1'))]),
  'cipher-of-pkcs5': bundle([sealedBags(pbe(integer(1), '1.2.840.113549.1.5.3'))]),
  'cipher-without-parameters': bundle([sealedBags(sequence(oid(oids.pbes2)))]),
  'derivation-scrypt': bundle([sealedBags(pbes2(sequence(oid('1.3.6.1.4.1.11591.4.11'), sequence())))]),
  'derivation-with-unknown-prf': bundle([sealedBags(pbes2(pbkdf2({ prf: sequence(oid('1.2.840.113549.2.99')) })))]),
  'derivation-with-salt-from-elsewhere': bundle([sealedBags(pbes2(pbkdf2({ salt: sequence(oid('1.2.3.4')) })))]),
  'iv-of-no-bytes': bundle([sealedBags(pbes2WithIv(Buffer.alloc(0)))]),
  'iv-of-64-bytes': bundle([sealedBags(pbes2WithIv(Buffer.alloc(64)))]),
  'encrypted-no-bytes': bundle([sealedBags(pbes2(), Buffer.alloc(0))]),
  'encrypted-half-a-block': bundle([sealedBags(pbes2(), Buffer.alloc(24))]),
  'encrypted-text': bundle([sealedBags(pbes2(), aesEncrypted(Buffer.from('hello')))]),
  'encrypted-nesting-33-levels': bundle([sealedBags(pbes2(), aesEncrypted(nested(33)))]),
  'encrypted-text-under-a-right-mac': withRightMac([sealedBags(pbes2(), aesEncrypted(Buffer.from('hello')))]),
  'encrypted-key-is-an-empty-sequence': bundle([openBags(shroudedKeyBag(pbes2(), aesEncrypted(encode(sequence()))))]),
};

function withRightMac(parts: readonly Asn1[]): Buffer {
  return bundle(parts, rightMac(parts));
}

const rsaPrivateKey = (exponent: string): Asn1 =>
  privateKey(
    rsaAlgorithm(),
    sequence(integer(0), integerOf(`00c1${'5b'.repeat(254)}0d`), ...[exponent, exponent, ...Array<string>(5).fill('03')].map(integerOf)),
  );

const bags: Readonly<Record<string, Buffer>> = {
  'bags-201': bundle([openBags(...repeated(201, bag('1.2.3', nothing())))]),
  'bags-none': bundle([openBags(), openBags()]),
  'bag-of-unknown-type': bundle([openBags(bag('1.2.3', nothing()))]),
  'bag-of-a-revocation-list': bundle([openBags(bag('1.2.840.113549.1.12.10.1.4', sequence()))]),
  'bag-of-a-secret': bundle([openBags(bag('1.2.840.113549.1.12.10.1.5', sequence()))]),
  'bag-without-a-value': bundle([openBags(sequence(oid(oids.keyBag)))]),
  'bag-with-an-empty-value': bundle([openBags(bag(oids.certBag))]),
  'bag-named-by-a-number': bundle([openBags(sequence(integer(1), context(0, nothing())))]),
  'bag-of-another-kind-of-certificate': bundle([
    openBags(bag(oids.certBag, sequence(oid('1.2.840.113549.1.9.22.2'), context(0, octets(Buffer.alloc(8)))))),
  ]),
  'key-is-text': bundle([openBags(keyBag(utf8('hello')), certificateBag())]),
  'key-is-an-empty-sequence': bundle([openBags(keyBag(sequence()), certificateBag())]),
  'key-of-unknown-algorithm': bundle([openBags(keyBag(privateKey(sequence(oid('1.2.3.4')), sequence())), certificateBag())]),
  'key-of-unknown-curve': bundle([
    openBags(keyBag(ecPrivateKey(undefined, sequence(oid(oids.ecPublicKey), oid('1.2.3.4')))), certificateBag()),
  ]),
  'key-with-a-curve-of-its-own': bundle([
    openBags(keyBag(ecPrivateKey(undefined, sequence(oid(oids.ecPublicKey), sequence()))), certificateBag()),
  ]),
  'key-of-zero': bundle([openBags(keyBag(ecPrivateKey(Buffer.alloc(32))), certificateBag())]),
  'key-of-1000-bytes': bundle([openBags(keyBag(ecPrivateKey(Buffer.alloc(1000, 0x7f))), certificateBag())]),
  'key-rsa-with-exponent-1': bundle([
    openBags(keyBag(rsaPrivateKey('01')), certificateBag(certificate({ publicKey: rsaPublicKey(`00c1${'5b'.repeat(254)}0d`, '01') }))),
  ]),
  'key-rsa-with-modulus-0': bundle([
    openBags(keyBag(privateKey(rsaAlgorithm(), sequence(...Array.from({ length: 9 }, () => integer(0))))), certificateBag()),
  ]),
  'key-without-its-certificate': bundle([openBags(keyBag())]),
  'key-beside-a-stranger-s-certificate': bundle([
    openBags(keyBag(), certificateBag(certificate({ publicKey: rsaPublicKey(`00c1${'5b'.repeat(254)}0d`, '010001') }))),
  ]),
  'certificate-is-text': bundle([openBags(keyBag(), certificateBag(Buffer.from('hello')))]),
  'certificate-is-an-empty-sequence': bundle([openBags(keyBag(), certificateBag(hex('3000')))]),
  'certificate-of-another-issuer-s-name': bundle([
    openBags(keyBag(), certificateBag(), certificateBag(certificate({ subject: commonName(bmp('A')) }))),
  ]),
  'local-key-id-twice': bundle([openBags(...[keyBag(), certificateBag(), keyBag(), certificateBag()].map(withLocalKeyId))]),
};

function withLocalKeyId(bag: Asn1): Asn1 {
  const fields = Array.isArray(bag.value) ? bag.value : [];
  return sequence(...fields, set(sequence(oid(oids.localKeyId), set(octets(hex('01'))))));
}

/** Bundles by their fault. */
export const bundles = { ...counts, ...macs, ...lengths, ...envelopes, ...ciphers, ...bags };
