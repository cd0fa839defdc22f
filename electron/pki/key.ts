import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import type { KeyAlgorithm } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import { type Asn1, items, parse, readBits, readIntegerBytes, readOctets, readOid } from './asn1.ts';
import { algorithmName, oids } from './oid.ts';

const shapes = {
  p256: { type: 'ec', size: 'P-256' },
  p384: { type: 'ec', size: 'P-384' },
  rsa2048: { type: 'rsa', size: 2048 },
  rsa3072: { type: 'rsa', size: 3072 },
  rsa4096: { type: 'rsa', size: 4096 },
} as const satisfies Record<KeyAlgorithm, unknown>;

/** @returns what `keyLabel` says of such a key: `P-256`, `RSA-2048`, … */
export function algorithmLabel(algorithm: KeyAlgorithm): string {
  const { type, size } = shapes[algorithm];
  return type === 'ec' ? size : `RSA-${size}`;
}

/** @returns a new private key, made natively off the main thread. RSA-4096 takes seconds. */
export function generateKey(algorithm: KeyAlgorithm): Promise<KeyObject> {
  const shape = shapes[algorithm];
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, _publicKey: KeyObject, privateKey: KeyObject) => (error ? reject(error) : resolve(privateKey));
    if (shape.type === 'ec') generateKeyPair('ec', { namedCurve: shape.size }, done);
    else generateKeyPair('rsa', { modulusLength: shape.size }, done);
  });
}

/** @returns the public key in a SubjectPublicKeyInfo (DER) that was read and found good before. */
export const publicKeyFrom = (spki: Uint8Array): KeyObject => createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });

/** @returns the private key as PKCS#8 DER, unencrypted. */
export const exportKey = (key: KeyObject): Buffer => key.export({ type: 'pkcs8', format: 'der' });

/**
 * Reads a private key from PKCS#8 DER.
 *
 * @throws Failure `bundle-damaged` where it is not one that this runtime can use.
 */
export function importKey(pkcs8: Uint8Array): KeyObject {
  try {
    const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
    if (isSound(key)) return key;
  } catch {
    // No cause: OpenSSL's texts are not ours to vouch for beside a private key.
  }
  throw new Failure('bundle-damaged', { part: 'key' });
}

/**
 * What BoringSSL sees for itself and OpenSSL leaves to the user. With exponent 1 anybody signs, beyond 16,384 bits nobody does in
 * time. An EC key that is too long for its curve fails to be exported; to ask for its details ends the process (Node 20, GetEcKeyDetail).
 */
function isSound(key: KeyObject): boolean {
  if (key.asymmetricKeyType !== 'rsa') return exportKey(key).length > 0;
  const { publicExponent, modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  return publicExponent !== 1n && modulusLength <= 16_384;
}

/** Whether phones take a key of that label; P-521 is refused by the iOS app (home-assistant/iOS#5134). */
export const isPhoneKey = (label: string): boolean => /^(?:RSA-\d+|P-256|P-384)$/.test(label);

/** @returns `P-256`, `RSA-2048`, `Ed25519`, … of a private or public key. */
export function keyLabel(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return publicKeyLabel(parse(publicKey.export({ type: 'spki', format: 'der' })));
}

/** @returns as `keyLabel`, from a SubjectPublicKeyInfo (RFC 5280 section 4.1). @throws Malformed */
export function publicKeyLabel(spki: Asn1): string {
  const [algorithm, key] = items(spki);
  return labelOf(algorithm, () => items(parse(readBits(key)))[0]);
}

/** @returns as `keyLabel`, from a PrivateKeyInfo (RFC 5208 section 5). @throws Malformed */
export function privateKeyLabel(pkcs8: Asn1): string {
  const [, algorithm, key] = items(pkcs8);
  return labelOf(algorithm, () => items(parse(readOctets(key)))[1]);
}

function labelOf(algorithm: Asn1 | undefined, modulus: () => Asn1 | undefined): string {
  const [id, parameters] = items(algorithm);
  const type = readOid(id);
  if (type === oids.rsaEncryption) return `RSA-${bitLength(readIntegerBytes(modulus()))}`;
  return algorithmName(type === oids.ecPublicKey ? readOid(parameters) : type);
}

const bitLength = (bytes: Buffer): number => {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (bytes.length - first) * 8 - Math.clz32(bytes.readUInt8(first)) + 24;
};
