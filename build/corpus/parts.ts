import { createCipheriv, createECDH, createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import {
  type Asn1,
  bits,
  context,
  contextBytes,
  encode,
  integer,
  nothing,
  octets,
  oid,
  sequence,
  set,
  utf8,
} from '../../electron/pki/asn1.ts';
import { oids } from '../../electron/pki/oid.ts';
import { deriveBytes } from '../../electron/pki/pkcs12/kdf.ts';
import { secretsOf } from '../../electron/pki/pkcs12/secret.ts';

/** Parts of files that are in order, each of whose fields a caller may spoil. Nothing here is random: a rebuilt file is the same file. */

/** What every bundle of the corpus is protected with. */
export const passphrase = 'corpus';
const [secret] = secretsOf(passphrase);
const salt = Buffer.from('saltsalt');

const p256 = '1.2.840.10045.3.1.7';
const ecAlgorithm = (): Asn1 => sequence(oid(oids.ecPublicKey), oid(p256));

/** An INTEGER of any bytes, in order or not. */
export const integerOf = (hex: string): Asn1 => ({ ...integer(0), value: Buffer.from(hex, 'hex').toString('latin1') });

/** No real key: its secret is the hash of this sentence. */
const scalar = createHash('sha256').update('A key of the hostile corpus of Latchkey, which protects nothing').digest();

function publicPoint(): Buffer {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(scalar);
  return ecdh.getPublicKey();
}

export const publicKey = (): Asn1 => sequence(ecAlgorithm(), bits(publicPoint()));

/** A PrivateKeyInfo of some algorithm. */
export const privateKey = (algorithm: Asn1, key: Asn1): Asn1 => sequence(integer(0), algorithm, octets(encode(key)));

export const ecPrivateKey = (d: Uint8Array = scalar, algorithm = ecAlgorithm()): Asn1 =>
  privateKey(algorithm, sequence(integer(1), octets(d), context(1, bits(publicPoint()))));

export const rsaAlgorithm = (): Asn1 => sequence(oid(oids.rsaEncryption), nothing());

/** @param modulus and @param exponent as the hex of INTEGERs */
export const rsaPublicKey = (modulus: string, exponent: string): Asn1 =>
  sequence(rsaAlgorithm(), bits(encode(sequence(integerOf(modulus), integerOf(exponent)))));

export const commonName = (value: Asn1): Asn1 => sequence(set(sequence(oid(oids.commonName), value)));
export const extension = (id: string, value: Uint8Array): Asn1 => sequence(oid(id), octets(value));
export const utcTime = (text: string): Asn1 => ({ ...octets(Buffer.from(text)), type: 23 });
export const generalizedTime = (text: string): Asn1 => ({ ...octets(Buffer.from(text)), type: 24 });

const fieldsOfCertificate = () => ({
  version: context(0, integer(2)) as Asn1 | undefined,
  serial: integerOf('4a11'),
  algorithm: sequence(oid(oids.ecdsaWithSha256)),
  issuer: commonName(utf8('Hostile corpus')),
  validity: sequence(utcTime('260101000000Z'), utcTime('460101000000Z')),
  subject: commonName(utf8('Hostile corpus')),
  publicKey: publicKey(),
  extensions: undefined as Asn1 | undefined,
});

/** A certificate whose signature was never made. */
export function certificate(spoilt: Partial<ReturnType<typeof fieldsOfCertificate>> = {}): Buffer {
  const fields = Object.values({ ...fieldsOfCertificate(), ...spoilt });
  return encode(sequence(sequence(...fields), sequence(oid(oids.ecdsaWithSha256)), bits(Buffer.alloc(8))));
}

export const extensions = (...list: readonly Asn1[]): Asn1 => context(3, sequence(...list));
export const altNames = (tag: number, name: Uint8Array): Asn1 =>
  extensions(extension(oids.subjectAltName, encode(sequence(contextBytes(tag, name)))));

export const bag = (type: string, ...value: readonly Asn1[]): Asn1 => sequence(oid(type), context(0, ...value));
export const keyBag = (key = ecPrivateKey()): Asn1 => bag(oids.keyBag, key);
export const certificateBag = (der: Uint8Array = certificate()): Asn1 =>
  bag(oids.certBag, sequence(oid(oids.x509Certificate), context(0, octets(der))));
export const shroudedKeyBag = (algorithm: Asn1, content: Uint8Array = Buffer.alloc(64)): Asn1 =>
  bag(oids.shroudedKeyBag, sequence(algorithm, octets(content)));

/** A part that lies open: bytes where a SafeContents belongs. */
export const openBytes = (content: Uint8Array): Asn1 => sequence(oid(oids.data), context(0, octets(content)));
export const openBags = (...bags: readonly Asn1[]): Asn1 => openBytes(encode(sequence(...bags)));
export const sealedBags = (algorithm: Asn1, content: Uint8Array = Buffer.alloc(64)): Asn1 =>
  sequence(oid(oids.encryptedData), context(0, sequence(integer(0), sequence(oid(oids.data), algorithm, contextBytes(0, content)))));

const fieldsOfPbkdf2 = () => ({
  salt: octets(salt),
  iterations: integer(1),
  length: undefined as Asn1 | undefined,
  prf: sequence(oid(oids.hmacSha256), nothing()),
});

export const pbkdf2 = (spoilt: Partial<ReturnType<typeof fieldsOfPbkdf2>> = {}): Asn1 =>
  sequence(oid(oids.pbkdf2), sequence(...Object.values({ ...fieldsOfPbkdf2(), ...spoilt })));
const aes = (iv: Uint8Array = Buffer.alloc(16)): Asn1 => sequence(oid(oids.aes256Cbc), octets(iv));
export const pbes2 = (kdf = pbkdf2(), cipher = aes()): Asn1 => sequence(oid(oids.pbes2), sequence(kdf, cipher));
export const pbes2WithIv = (iv: Uint8Array): Asn1 => pbes2(pbkdf2(), aes(iv));
export const pbe = (iterations: Asn1, id: string = oids.pbeSha1TripleDes): Asn1 => sequence(oid(id), sequence(octets(salt), iterations));

/** Encrypts for `pbes2()`. */
export function aesEncrypted(plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(passphrase, salt, 1, 32, 'sha256'), Buffer.alloc(16));
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

const fieldsOfMac = () => ({
  algorithm: sequence(oid(oids.sha1), nothing()),
  digest: Buffer.alloc(20),
  salt,
  iterations: integer(1) as Asn1 | undefined,
});

export function mac(spoilt: Partial<ReturnType<typeof fieldsOfMac>> = {}): Asn1 {
  const { algorithm, digest, salt, iterations } = { ...fieldsOfMac(), ...spoilt };
  return sequence(sequence(algorithm, octets(digest)), octets(salt), iterations);
}

export const pbmac1 = (kdf: Asn1, prf: string = oids.hmacSha256): Asn1 =>
  mac({ algorithm: sequence(oid(oids.pbmac1), sequence(kdf, sequence(oid(prf), nothing()))) });

/** The MAC that fits a bundle of these parts. */
export function rightMac(parts: readonly Asn1[]): Asn1 {
  const key = deriveBytes({ purpose: 'mac', hash: 'sha1', secret, salt, iterations: 1, length: 20 });
  const digest = createHmac('sha1', key)
    .update(encode(sequence(...parts)))
    .digest();
  return mac({ digest });
}

/** A bundle of these parts, with or without a MAC. */
export const bundle = (parts: readonly Asn1[], check?: Asn1): Buffer => safe(encode(sequence(...parts)), check);

/** A bundle with bytes where an AuthenticatedSafe belongs. */
export const safe = (content: Uint8Array, check?: Asn1): Buffer => encode(sequence(integer(3), openBytes(content), check));

/** What a phone would take: a key and its certificate, in the clear. */
export const identity = (): readonly Asn1[] => [openBags(keyBag(), certificateBag())];
