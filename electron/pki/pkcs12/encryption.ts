import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import rc2 from 'node-forge/lib/rc2.js';
import util from 'node-forge/lib/util.js';
import { Failure } from '../../contract/failure.ts';
import { type Asn1, integer, isA, items, Malformed, octets, oid, parse, readOctets, readOid, sequence, tags } from '../asn1.ts';
import { algorithmName, oids } from '../oid.ts';
import { deriveBytes } from './kdf.ts';
import type { Budget } from './limits.ts';
import { derivePbkdf2, readIterations, readPbkdf2, writePbkdf2 } from './pbkdf2.ts';
import type { Protection } from './profile.ts';
import type { Secret } from './secret.ts';

/** Decryption made no sense: the passphrase is wrong or the bytes are damaged; the cipher cannot tell which. */
export class Garbled extends Error {}

/** What a part of a file is encrypted with. */
export interface Encryption {
  /** For people: `PBES2 AES-256-CBC, HMAC-SHA256, 2048 rounds`. */
  readonly label: string;
  /** The way of ours that it is, if any. */
  readonly scheme: Protection['encryption'] | null;
}

/** Content that was decrypted. */
interface Decrypted {
  /** DER or BER of one SEQUENCE. */
  readonly plain: Buffer;
  readonly encryption: Encryption;
}

type Decipher = (key: Buffer, iv: Buffer, content: Buffer) => Buffer;

const native =
  (cipher: string): Decipher =>
  (key, iv, content) => {
    const decipher = createDecipheriv(cipher, key, iv);
    return Buffer.concat([decipher.update(content), decipher.final()]);
  };

/** RC2 by forge: OpenSSL 3 has it in its legacy provider alone, BoringSSL not at all. */
const decipherRc2: Decipher = (key, iv, content) => {
  const cipher = rc2.createDecryptionCipher(key.toString('latin1'), key.length * 8);
  cipher.start(iv.toString('latin1'));
  cipher.update(util.createBuffer(content.toString('latin1')));
  if (!cipher.finish()) throw new Garbled();
  return Buffer.from(cipher.output.getBytes(), 'latin1');
};

interface Cipher {
  readonly name: string;
  readonly keyLength: number; // bytes
  readonly decipher: Decipher;
}

const tripleDes = native('des-ede3-cbc');

const pbeIvLength = 8; // bytes: one block of 3DES and of RC2

/** RFC 7292 appendix C: SHA-1 and the KDF of appendix B. */
const pbeCiphers: Readonly<Record<string, Cipher>> = {
  [oids.pbeSha1TripleDes]: { name: '3DES-CBC', keyLength: 24, decipher: tripleDes },
  '1.2.840.113549.1.12.1.4': {
    name: '3DES-CBC with two keys',
    keyLength: 16,
    decipher: (key, iv, content) => tripleDes(Buffer.concat([key, key.subarray(0, 8)]), iv, content),
  },
  '1.2.840.113549.1.12.1.5': { name: 'RC2-128-CBC', keyLength: 16, decipher: decipherRc2 },
  '1.2.840.113549.1.12.1.6': { name: 'RC2-40-CBC', keyLength: 5, decipher: decipherRc2 },
};

/** RFC 8018 appendix B.2. */
const pbes2Ciphers: Readonly<Record<string, Cipher>> = {
  '1.2.840.113549.3.7': { name: '3DES-CBC', keyLength: 24, decipher: tripleDes },
  '2.16.840.1.101.3.4.1.2': { name: 'AES-128-CBC', keyLength: 16, decipher: native('aes-128-cbc') },
  '2.16.840.1.101.3.4.1.22': { name: 'AES-192-CBC', keyLength: 24, decipher: native('aes-192-cbc') },
  [oids.aes256Cbc]: { name: 'AES-256-CBC', keyLength: 32, decipher: native('aes-256-cbc') },
};

function findCipher(table: Readonly<Record<string, Cipher>>, id: string): Cipher {
  const cipher = table[id];
  if (cipher === undefined) throw new Failure('bundle-algorithm-unsupported', { algorithm: algorithmName(id) });
  return cipher;
}

/** A part of a file that is encrypted, with all that was said about how. */
export interface Locked {
  /** @throws Garbled; Failure `bundle-over-limit` */
  unlock(secret: Secret): Promise<Decrypted>;
}

/** How the bytes of a part come out under a passphrase, and what they are encrypted with. */
interface Scheme {
  readonly encryption: Encryption;
  decrypt(content: Buffer, secret: Secret): Buffer | Promise<Buffer>;
}

/**
 * Reads the AlgorithmIdentifier of encrypted content, which is a SEQUENCE in every file, and spends what decryption will cost.
 *
 * @throws Malformed; Failure `bundle-algorithm-unsupported`, `bundle-over-limit`.
 */
export function readLocked(algorithm: Asn1 | undefined, content: Buffer, budget: Budget): Locked {
  const [id, parameters] = items(algorithm);
  const type = readOid(id);
  const { encryption, decrypt } =
    type === oids.pbes2 ? readPbes2(items(parameters), budget) : readPbe(findCipher(pbeCiphers, type), items(parameters), budget);
  return {
    unlock: async (secret) => {
      const plain = await decrypt(content, secret);
      if (!isSequence(plain)) throw new Garbled();
      return { plain, encryption };
    },
  };
}

/** A wrong key leaves valid padding once in 256 times, but hardly ever a SEQUENCE that fills the bytes. */
function isSequence(bytes: Buffer): boolean {
  try {
    return isA(parse(bytes), tags.sequence);
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
}

function readPbe(cipher: Cipher, parameters: readonly Asn1[], budget: Budget): Scheme {
  const salt = readOctets(parameters[0]);
  const iterations = readIterations(parameters[1]);
  for (const length of [cipher.keyLength, pbeIvLength]) budget.spendRounds({ kdf: 'pkcs12', hash: 'sha1', iterations, length });
  return {
    decrypt: (content, secret) => {
      const derivation = { hash: 'sha1', secret, salt, iterations } as const;
      const key = deriveBytes({ ...derivation, purpose: 'key', length: cipher.keyLength });
      return decipher(cipher, key, deriveBytes({ ...derivation, purpose: 'iv', length: pbeIvLength }), content);
    },
    encryption: {
      label: `PBE ${cipher.name}, SHA-1, ${iterations} rounds`,
      scheme: cipher === pbeCiphers[oids.pbeSha1TripleDes] ? 'pbe-sha1-3des' : null,
    },
  };
}

function readPbes2([kdf, scheme]: readonly Asn1[], budget: Budget): Scheme {
  const [id, parameters] = items(scheme);
  const cipher = findCipher(pbes2Ciphers, readOid(id));
  const iv = readOctets(parameters);
  const pbkdf2 = readPbkdf2(kdf);
  budget.spendRounds({ kdf: 'pbkdf2', hash: pbkdf2.hmac, iterations: pbkdf2.iterations, length: cipher.keyLength });
  return {
    decrypt: async (content, secret) => decipher(cipher, await derivePbkdf2(pbkdf2, secret, cipher.keyLength), iv, content),
    encryption: {
      label: `PBES2 ${cipher.name}, HMAC-${pbkdf2.hmac.toUpperCase()}, ${pbkdf2.iterations} rounds`,
      scheme: cipher === pbes2Ciphers[oids.aes256Cbc] && pbkdf2.hmac === 'sha256' ? 'pbes2-aes256' : null,
    },
  };
}

function decipher(cipher: Cipher, key: Buffer, iv: Buffer, content: Buffer): Buffer {
  try {
    return cipher.decipher(key, iv, content);
  } catch {
    throw new Garbled(); // without the cause: it may quote what it stumbled over
  }
}

/** Encrypts a part of a file. @returns its AlgorithmIdentifier and the encrypted bytes */
type Encrypt = (plain: Buffer) => Promise<{ readonly algorithm: Asn1; readonly content: Buffer }>;

/** @returns what encrypts the parts of one file, under fresh salts and IVs. */
export const newEncryption = (protection: Protection, secret: Secret): Encrypt =>
  protection.encryption === 'pbe-sha1-3des' ? newPbe(protection, secret) : newPbes2(protection, secret);

/** A salt for each part: with the key it makes the IV as well. */
function newPbe({ iterations, saltLength }: Protection, secret: Secret): Encrypt {
  return async (plain) => {
    const salt = randomBytes(saltLength);
    const derivation = { hash: 'sha1', secret, salt, iterations } as const;
    const key = deriveBytes({ ...derivation, purpose: 'key', length: 24 });
    const iv = deriveBytes({ ...derivation, purpose: 'iv', length: pbeIvLength });
    const parameters = sequence(octets(salt), integer(iterations));
    return { algorithm: sequence(oid(oids.pbeSha1TripleDes), parameters), content: encipher('des-ede3-cbc', key, iv, plain) };
  };
}

/** One key for all parts: each has an IV of its own, and whoever guesses the passphrase needs one part only. */
function newPbes2({ iterations, saltLength }: Protection, secret: Secret): Encrypt {
  const salt = randomBytes(saltLength);
  const deriving = derivePbkdf2({ salt, iterations, length: null, hmac: 'sha256' }, secret, 32);
  return async (plain) => {
    const iv = randomBytes(16);
    const parameters = sequence(writePbkdf2(salt, iterations), sequence(oid(oids.aes256Cbc), octets(iv)));
    return { algorithm: sequence(oid(oids.pbes2), parameters), content: encipher('aes-256-cbc', await deriving, iv, plain) };
  };
}

function encipher(name: string, key: Buffer, iv: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv(name, key, iv);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}
