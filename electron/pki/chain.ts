import { createPublicKey, type KeyObject, sign, verify, X509Certificate } from 'node:crypto';
import { encode } from './asn1.ts';
import { parseCertificate, sameName } from './certificate.ts';

/** Whether a private or public key is the one that a certificate (DER) certifies. @throws Failure as `parseCertificate` */
export function keyBelongsTo(key: KeyObject, certificate: Uint8Array): boolean {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const spki = encode(parseCertificate(certificate).publicKey);
  try {
    const certified = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    return isSameKey(publicKey, certified) && (key.type === 'public' || signsFor(key, certified));
  } catch {
    return false; // a kind of key that this runtime does not know
  }
}

/**
 * Whether two public keys are one. Node's `equals`, asked about keys of different kinds, leaves an error in OpenSSL's
 * queue for which the next `createPrivateKey` then fails (EVP_R_DIFFERENT_KEY_TYPES; seen in Node 20).
 */
export const isSameKey = (one: KeyObject, other: KeyObject): boolean =>
  one.asymmetricKeyType === other.asymmetricKeyType && one.equals(other);

/** A file states the public half of a private key beside it, perhaps falsely: OpenSSL believes it, only a signature proves it. */
function signsFor(privateKey: KeyObject, publicKey: KeyObject): boolean {
  const proof = Buffer.from('proof');
  const hash = privateKey.asymmetricKeyType?.startsWith('ed') ? null : 'sha256'; // Edwards curves hash for themselves
  return verify(hash, proof, publicKey, sign(hash, proof, privateKey));
}

/** Whether one certificate (DER) bears the name and the signature of the other. @throws Failure as `parseCertificate` */
export function isIssuerOf(issuer: Uint8Array, certificate: Uint8Array): boolean {
  if (!sameName(parseCertificate(certificate).issuer, parseCertificate(issuer).subject)) return false;
  try {
    return new X509Certificate(certificate).verify(new X509Certificate(issuer).publicKey);
  } catch {
    return false; // a certificate or key that this runtime refuses to load
  }
}

/**
 * Puts certificates in the order in which TLS sends them.
 *
 * @returns the leaf, each next one the issuer of the one before; then those that do not belong to this line, as given.
 */
export function orderChain(leaf: Uint8Array, others: readonly Uint8Array[]): readonly Uint8Array[] {
  const issuer = others.find((other) => isIssuerOf(other, leaf));
  if (issuer === undefined) return [leaf, ...others];
  return [
    leaf,
    ...orderChain(
      issuer,
      others.filter((other) => other !== issuer),
    ),
  ];
}

/** @returns the certificates (DER) without those that stand there already. */
export const distinct = (certificates: readonly Buffer[]): readonly Buffer[] => [
  ...new Map(certificates.map((der) => [der.toString('latin1'), der])).values(),
];
