import { type KeyObject, sign, verify } from 'node:crypto';
import { Failure } from '../contract/failure.ts';
import { type Asn1, bits, encode, items, Malformed, nothing, oid, readBits, readOid, sequence } from './asn1.ts';
import { keyLabel } from './key.ts';
import { algorithmName, oids } from './oid.ts';

interface SignatureScheme {
  readonly algorithm: Asn1;
  readonly hash: 'sha256' | 'sha384';
}

/** RFC 5480 and RFC 5758 section 3.2 for ECDSA (no parameters); RFC 4055 section 5 for RSA (NULL). */
function schemeOf(key: KeyObject): SignatureScheme {
  const label = keyLabel(key);
  if (label === 'P-256') return { algorithm: sequence(oid(oids.ecdsaWithSha256)), hash: 'sha256' };
  if (label === 'P-384') return { algorithm: sequence(oid(oids.ecdsaWithSha384)), hash: 'sha384' };
  if (label.startsWith('RSA-')) return { algorithm: sequence(oid(oids.sha256WithRsaEncryption), nothing()), hash: 'sha256' };
  throw new Failure('bundle-key-unsupported', { algorithm: label });
}

/**
 * Signs a structure that names its own signature algorithm, as certificates do, off the main thread.
 *
 * @param toBeSigned builds the structure around the AlgorithmIdentifier.
 * @returns DER of `SEQUENCE { toBeSigned, algorithm, signature }`.
 * @throws Failure `bundle-key-unsupported` where the key is neither RSA, P-256 nor P-384.
 */
export async function signStructure(key: KeyObject, toBeSigned: (algorithm: Asn1) => Asn1): Promise<Buffer> {
  const { algorithm, hash } = schemeOf(key);
  const structure = toBeSigned(algorithm);
  const signature = await new Promise<Buffer>((resolve, reject) =>
    sign(hash, encode(structure), key, (error, value) => (error ? reject(error) : resolve(value))),
  );
  return encode(sequence(structure, algorithm, bits(signature)));
}

/** Hashes of the signatures that strangers make (RFC 4055, RFC 5758); null where the algorithm has its own (RFC 8410). */
const hashes: Readonly<Record<string, string | null>> = {
  '1.2.840.113549.1.1.5': 'sha1',
  '1.2.840.113549.1.1.14': 'sha224',
  [oids.sha256WithRsaEncryption]: 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.1': 'sha1',
  '1.2.840.10045.4.3.1': 'sha224',
  [oids.ecdsaWithSha256]: 'sha256',
  [oids.ecdsaWithSha384]: 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.3.101.112': null,
};

/**
 * Whether `SEQUENCE { toBeSigned, algorithm, signature }` was signed by a key.
 *
 * @throws Malformed; Failure `bundle-algorithm-unsupported`: fact `algorithm` names the signature's.
 */
export function isSignedBy(structure: Asn1, publicKey: KeyObject): boolean {
  const [toBeSigned, algorithm, signature] = items(structure);
  if (!toBeSigned) throw new Malformed('signed structure expected');
  const id = readOid(items(algorithm)[0]);
  const hash = hashes[id];
  if (hash === undefined) throw new Failure('bundle-algorithm-unsupported', { algorithm: algorithmName(id) });
  return !isForgeable(publicKey) && verify(hash, encode(toBeSigned), publicKey, readBits(signature));
}

/** With exponent 1 a signature is its own message, so that anybody can write it. BoringSSL does not load such a key. */
const isForgeable = (key: KeyObject): boolean => key.asymmetricKeyType === 'rsa' && key.asymmetricKeyDetails?.publicExponent === 1n;
