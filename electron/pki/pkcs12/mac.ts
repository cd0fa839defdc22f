import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Failure } from '../../contract/failure.ts';
import { type Asn1, integer, items, Malformed, nothing, octets, oid, readOctets, readOid, sequence } from '../asn1.ts';
import { algorithmName, oids } from '../oid.ts';
import { type HashName, hashSizes } from './hash.ts';
import { deriveBytes } from './kdf.ts';
import type { Budget } from './limits.ts';
import { derivePbkdf2, readHmac, readIterations, readPbkdf2 } from './pbkdf2.ts';
import type { Protection } from './profile.ts';
import type { Secret } from './secret.ts';

/** The check over the content of a bundle. */
export interface Mac {
  /** For people: `HMAC-SHA1, 2048 rounds`. */
  readonly label: string;
  /** The check of ours that it is, if any. */
  readonly scheme: Protection['mac'] | null;
  /** Whether the content is what was written under this passphrase. */
  verify(content: Buffer, secret: Secret): Promise<boolean>;
}

const hashes: Readonly<Record<string, HashName>> = {
  '1.2.840.113549.2.5': 'md5',
  [oids.sha1]: 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  [oids.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Reads MacData (RFC 7292 section 4), in its own form or as PBMAC1 (RFC 9579). @throws Malformed; Failure `bundle-algorithm-unsupported`, `bundle-over-limit` */
export function readMac(macData: Asn1, budget: Budget): Mac {
  const [digestInfo, salt, iterations] = items(macData);
  const [algorithm, digestNode] = items(digestInfo);
  const digest = readOctets(digestNode);
  const [id, parameters] = items(algorithm);
  const type = readOid(id);
  if (type === oids.pbmac1) return readPbmac1(items(parameters), digest, budget);
  const name = hashes[type];
  if (name === undefined) throw new Failure('bundle-algorithm-unsupported', { algorithm: algorithmName(type) });
  if (digest.length !== hashSizes[name].output) throw new Malformed('digest of another length');
  const derivation = { salt: readOctets(salt), iterations: iterations ? readIterations(iterations) : 1 };
  budget.spendRounds({ kdf: 'pkcs12', hash: name, iterations: derivation.iterations, length: digest.length });
  return {
    label: `HMAC-${name.toUpperCase()}, ${derivation.iterations} rounds`,
    scheme: name === 'sha1' || name === 'sha256' ? name : null,
    verify: async (content, secret) => matches(digest, name, macKey(name, derivation, secret), content),
  };
}

function readPbmac1([kdf, scheme]: readonly Asn1[], digest: Buffer, budget: Budget): Mac {
  const pbkdf2 = readPbkdf2(kdf);
  const hmac = readHmac(scheme);
  const { length } = pbkdf2;
  // RFC 9579 requires the length that RFC 8018 leaves open; one beyond a hash's block would only be hashed down.
  if (length === null || length < 20 || length > 128) throw new Malformed('key length expected');
  budget.spendRounds({ kdf: 'pbkdf2', hash: pbkdf2.hmac, iterations: pbkdf2.iterations, length });
  return {
    label: `PBMAC1 HMAC-${hmac.toUpperCase()}, ${pbkdf2.iterations} rounds`,
    scheme: null,
    verify: async (content, secret) => matches(digest, hmac, await derivePbkdf2(pbkdf2, secret, length), content),
  };
}

const macKey = (hash: HashName, derivation: { readonly salt: Buffer; readonly iterations: number }, secret: Secret): Buffer =>
  deriveBytes({ ...derivation, purpose: 'mac', hash, secret, length: hashSizes[hash].output });

function matches(digest: Buffer, hash: HashName, key: Buffer, content: Buffer): boolean {
  const computed = createHmac(hash, key).update(content).digest();
  return computed.length === digest.length && timingSafeEqual(computed, digest);
}

/** Derives the key of a MAC under a fresh salt. @returns what makes the MacData over the content of a bundle. */
export function newMac({ mac, iterations, saltLength }: Protection, secret: Secret): (content: Buffer) => Asn1 {
  const salt = randomBytes(saltLength);
  const key = macKey(mac, { salt, iterations }, secret);
  return (content) => {
    const digest = createHmac(mac, key).update(content).digest();
    return sequence(sequence(sequence(oid(oids[mac]), nothing()), octets(digest)), octets(salt), integer(iterations));
  };
}
