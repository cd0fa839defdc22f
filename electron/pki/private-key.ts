import { createDecipheriv, hash } from 'node:crypto';
import { Failure } from '../contract/failure.ts';
import {
  type Asn1,
  encode,
  integer,
  isA,
  isContext,
  items,
  Malformed,
  nothing,
  octets,
  oid,
  parse,
  readOctets,
  sequence,
  tags,
} from './asn1.ts';
import { oids } from './oid.ts';
import { Garbled, newEncryption, readLocked } from './pkcs12/encryption.ts';
import type { Budget } from './pkcs12/limits.ts';
import { profiles } from './pkcs12/profile.ts';
import { isPortable, secretsOf } from './pkcs12/secret.ts';

/** A private key in the one form in which Latchkey keeps keys. */
export interface OpenKey {
  /** PKCS#8 DER (RFC 5208). */
  readonly pkcs8: Buffer;
  /** For people: `PBES2 AES-256-CBC, HMAC-SHA256, 2048 rounds`; null where it lay open. */
  readonly encryption: string | null;
}

/** A private key as far as it can be read without a passphrase; one in clear needs none. */
export type LockedKey = (passphrase: string) => Promise<OpenKey>;

type Read = (node: Asn1, budget: Budget) => LockedKey;

const inClear = (key: Asn1): LockedKey => {
  const open = { pkcs8: encode(key), encryption: null };
  return async () => open;
};

const privateKeyInfo = (algorithm: Asn1, key: Asn1): Asn1 => sequence(integer(0), algorithm, octets(encode(key)));

/** RFC 8017 appendix A.1.2. */
const readPkcs1: Read = (node) => inClear(privateKeyInfo(sequence(oid(oids.rsaEncryption), nothing()), node));

/** RFC 5915 section 3: the curve moves out of the key, into the algorithm. */
const readSec1: Read = (node) => {
  const fields = items(node);
  const curve = fields.find((field) => isContext(field, 0));
  if (!curve) throw new Malformed('curve expected');
  return inClear(privateKeyInfo(sequence(oid(oids.ecPublicKey), ...items(curve)), sequence(...fields.filter((field) => field !== curve))));
};

/** EncryptedPrivateKeyInfo, RFC 5958 section 3. */
const readEncrypted: Read = (node, budget) => {
  const [algorithm, encrypted] = items(node);
  const locked = readLocked(algorithm, readOctets(encrypted), budget);
  return async (passphrase) => {
    for (const secret of secretsOf(passphrase)) {
      try {
        const { plain, encryption } = await locked.unlock(secret);
        return { pkcs8: plain, encryption: encryption.label };
      } catch (error) {
        if (!(error instanceof Garbled)) throw error;
      }
    }
    throw new Failure('bundle-passphrase-wrong');
  };
};

/** @returns how to read a private key of this form; null where the value has the form of none. */
function readerOf(node: Asn1): Read | null {
  if (!isA(node, tags.sequence)) return null;
  const [first, second, third] = items(node);
  if (isA(first, tags.sequence)) return isA(second, tags.octetString) && !third ? readEncrypted : null;
  if (!isA(first, tags.integer)) return null;
  if (isA(second, tags.sequence) && isA(third, tags.octetString)) return inClear;
  if (isA(second, tags.octetString)) return readSec1;
  return isA(second, tags.integer) && items(node).length >= 9 ? readPkcs1 : null;
}

/**
 * Reads a private key, PKCS#8, encrypted PKCS#8, PKCS#1 (RSA) or SEC1 (EC), and spends what opening it will cost.
 *
 * @returns how to open it: fails with `bundle-passphrase-wrong`, also for damage, since the cipher cannot tell; null where the
 *   value has the form of no private key.
 * @throws Malformed; Failure `bundle-algorithm-unsupported`, `bundle-over-limit`.
 */
export const readPrivateKey = (node: Asn1, budget: Budget): LockedKey | null => readerOf(node)?.(node, budget) ?? null;

/** Ciphers of OpenSSL's traditional form, by the name in its header; lengths in bytes. */
const traditionalCiphers = new Map([
  ['DES-EDE3-CBC', { keyLength: 24, ivLength: 8 }],
  ['AES-128-CBC', { keyLength: 16, ivLength: 16 }],
  ['AES-192-CBC', { keyLength: 24, ivLength: 16 }],
  ['AES-256-CBC', { keyLength: 32, ivLength: 16 }],
]);

/**
 * Reads a private key in the traditional encrypted form of OpenSSL: PEM with a header that names the cipher.
 *
 * @param dekInfo that header, as in `PemBlock`.
 * @returns as `readPrivateKey`
 * @throws Malformed; Failure `bundle-algorithm-unsupported`
 * @see OpenSSL crypto/pem/pem_lib.c, PEM_do_header
 */
export function readTraditionalKey(der: Buffer, dekInfo: string, budget: Budget): LockedKey {
  const [algorithm = '', ivHex = ''] = dekInfo.split(',');
  const cipher = traditionalCiphers.get(algorithm);
  if (cipher === undefined) throw new Failure('bundle-algorithm-unsupported', { algorithm });
  const iv = Buffer.from(ivHex, 'hex');
  if (iv.length !== cipher.ivLength) throw new Malformed('initialisation vector expected');
  return async (passphrase) => {
    try {
      const key = traditionalKey(passphrase, iv.subarray(0, 8), cipher.keyLength);
      const decipher = createDecipheriv(algorithm.toLowerCase(), key, iv);
      const locked = readPrivateKey(parse(Buffer.concat([decipher.update(der), decipher.final()])), budget);
      if (locked) return { ...(await locked(passphrase)), encryption: `traditional ${algorithm}, MD5, 1 round` };
    } catch {
      // No cause: it may quote what it stumbled over.
    }
    throw new Failure('bundle-passphrase-wrong');
  };
}

/** OpenSSL crypto/evp/evp_key.c, EVP_BytesToKey: MD5, once. */
function traditionalKey(passphrase: string, salt: Buffer, length: number): Buffer {
  const blocks: Buffer[] = [];
  while (blocks.length * 16 < length) {
    blocks.push(hash('md5', Buffer.concat([blocks.at(-1) ?? Buffer.alloc(0), Buffer.from(passphrase, 'utf8'), salt]), 'buffer'));
  }
  return Buffer.concat(blocks).subarray(0, length);
}

/**
 * Encrypts a private key for a file of its own, as the Modern profile does.
 *
 * @returns EncryptedPrivateKeyInfo DER (RFC 5958 section 3).
 * @throws Failure `passphrase-unsuitable`, as `writeBundle`.
 */
export async function encryptKey(pkcs8: Uint8Array, passphrase: string): Promise<Buffer> {
  if (!isPortable(passphrase)) throw new Failure('passphrase-unsuitable');
  const [secret] = secretsOf(passphrase);
  const { algorithm, content } = await newEncryption(profiles.modern, secret)(Buffer.from(pkcs8));
  return encode(sequence(algorithm, octets(content)));
}
