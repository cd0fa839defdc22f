import { type KeyObject, sign } from 'node:crypto';
import { Failure } from '../contract/failure.ts';
import { type Asn1, bits, encode, nothing, oid, sequence } from './asn1.ts';
import { keyLabel } from './key.ts';
import { oids } from './oid.ts';

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
