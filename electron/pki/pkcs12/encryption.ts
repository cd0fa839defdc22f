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

/**
 * Decrypts a SEQUENCE, which every encrypted part of a file is, by what its AlgorithmIdentifier says.
 *
 * @throws Garbled; Malformed; Failure `bundle-algorithm-unsupported`, `bundle-over-limit`.
 */
export async function decrypt(algorithm: Asn1 | undefined, content: Buffer, secret: Secret, budget: Budget): Promise<Decrypted> {
  const [id, parameters] = items(algorithm);
  const type = readOid(id);
  const decrypted =
    type === oids.pbes2
      ? await decryptPbes2(items(parameters), content, secret, budget)
      : decryptPbe(findCipher(pbeCiphers, type), items(parameters), content, secret, budget);
  if (!isSequence(decrypted.plain)) throw new Garbled();
  return decrypted;
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

function decryptPbe(cipher: Cipher, parameters: readonly Asn1[], content: Buffer, secret: Secret, budget: Budget): Decrypted {
  const salt = readOctets(parameters[0]);
  const iterations = readIterations(parameters[1]);
  const derivation = { hash: 'sha1', secret, salt, iterations } as const;
  const key = deriveBytes({ ...derivation, purpose: 'key', length: cipher.keyLength }, budget);
  const iv = deriveBytes({ ...derivation, purpose: 'iv', length: 8 }, budget);
  return {
    plain: decipher(cipher, key, iv, content),
    encryption: {
      label: `PBE ${cipher.name}, SHA-1, ${iterations} rounds`,
      scheme: cipher === pbeCiphers[oids.pbeSha1TripleDes] ? 'pbe-sha1-3des' : null,
    },
  };
}

async function decryptPbes2([kdf, scheme]: readonly Asn1[], content: Buffer, secret: Secret, budget: Budget): Promise<Decrypted> {
  const [id, iv] = items(scheme);
  const cipher = findCipher(pbes2Ciphers, readOid(id));
  const pbkdf2 = readPbkdf2(kdf);
  const key = await derivePbkdf2(pbkdf2, secret, cipher.keyLength, budget);
  return {
    plain: decipher(cipher, key, readOctets(iv), content),
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

/** @returns the AlgorithmIdentifier and the encrypted bytes, under fresh salt and IV. */
export async function encrypt(
  plain: Buffer,
  { encryption, iterations, saltLength }: Protection,
  secret: Secret,
  budget: Budget,
): Promise<{ readonly algorithm: Asn1; readonly content: Buffer }> {
  const salt = randomBytes(saltLength);
  if (encryption === 'pbe-sha1-3des') {
    const derivation = { hash: 'sha1', secret, salt, iterations } as const;
    const key = deriveBytes({ ...derivation, purpose: 'key', length: 24 }, budget);
    const iv = deriveBytes({ ...derivation, purpose: 'iv', length: 8 }, budget);
    const parameters = sequence(octets(salt), integer(iterations));
    return { algorithm: sequence(oid(oids.pbeSha1TripleDes), parameters), content: encipher('des-ede3-cbc', key, iv, plain) };
  }
  const key = await derivePbkdf2({ salt, iterations, length: null, hmac: 'sha256' }, secret, 32, budget);
  const iv = randomBytes(16);
  const parameters = sequence(writePbkdf2(salt, iterations), sequence(oid(oids.aes256Cbc), octets(iv)));
  return { algorithm: sequence(oid(oids.pbes2), parameters), content: encipher('aes-256-cbc', key, iv, plain) };
}

function encipher(name: string, key: Buffer, iv: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv(name, key, iv);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}
