import { pbkdf2 } from 'node:crypto';
import { Failure } from '../../contract/failure.ts';
import {
  type Asn1,
  integer,
  isA,
  items,
  Malformed,
  nothing,
  octets,
  oid,
  readInteger,
  readOctets,
  readOid,
  sequence,
  tags,
} from '../asn1.ts';
import { algorithmName, oids } from '../oid.ts';
import type { HashName } from './hash.ts';
import type { Secret } from './secret.ts';

/** HMACs by identifier (RFC 8018 appendix B.1). */
const hmacs: Readonly<Record<string, HashName>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  [oids.hmacSha256]: 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/** Parameters of PBKDF2, as a file carries them. */
export interface Pbkdf2 {
  readonly salt: Buffer;
  readonly iterations: number;
  /** Bytes; null where the cipher decides. */
  readonly length: number | null;
  readonly hmac: HashName;
}

/** @returns the hash of an HMAC's AlgorithmIdentifier. @throws Malformed; Failure `bundle-algorithm-unsupported` */
export function readHmac(algorithm: Asn1 | undefined): HashName {
  const id = readOid(items(algorithm)[0]);
  const name = hmacs[id];
  if (name === undefined) throw new Failure('bundle-algorithm-unsupported', { algorithm: algorithmName(id) });
  return name;
}

/** @returns an iteration count. @throws Malformed where it is not positive */
export function readIterations(node: Asn1 | undefined): number {
  const iterations = readInteger(node);
  if (iterations === 0) throw new Malformed('iteration count expected');
  return iterations;
}

/** Reads the key derivation of PBES2 or PBMAC1 (RFC 8018 appendix A.2). @throws Malformed; Failure `bundle-algorithm-unsupported` */
export function readPbkdf2(algorithm: Asn1 | undefined): Pbkdf2 {
  const [id, parameters] = items(algorithm);
  if (readOid(id) !== oids.pbkdf2) throw new Failure('bundle-algorithm-unsupported', { algorithm: algorithmName(readOid(id)) });
  const [salt, iterations, ...optional] = items(parameters);
  const length = optional.find((node) => isA(node, tags.integer));
  const hmac = optional.find((node) => isA(node, tags.sequence));
  return {
    salt: readOctets(salt),
    iterations: readIterations(iterations),
    length: length ? readInteger(length) : null,
    hmac: hmac ? readHmac(hmac) : 'sha1',
  };
}

/** @returns the AlgorithmIdentifier of PBKDF2 with HMAC-SHA256. */
export const writePbkdf2 = (salt: Buffer, iterations: number): Asn1 =>
  sequence(oid(oids.pbkdf2), sequence(octets(salt), integer(iterations), sequence(oid(oids.hmacSha256), nothing())));

/** Derives a key of `length` bytes natively, off the main thread (RFC 8018 section 5.2). */
export const derivePbkdf2 = ({ salt, iterations, hmac }: Pbkdf2, secret: Secret, length: number): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    pbkdf2(secret.utf8, salt, iterations, length, hmac, (error, key) => (error ? reject(error) : resolve(key))),
  );
