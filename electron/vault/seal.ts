import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Failure } from '../contract/failure.ts';

const version = 1;
const nonceLength = 12;
const tagLength = 16;

/**
 * Seals bytes with AES-256-GCM under a fresh random nonce (NIST SP 800-38D section 8.2.2).
 *
 * @param key 32 bytes.
 * @param context Says what is sealed, `device/<id>/key`. It opens under the same context only, so that
 *   sealed values cannot change places.
 * @returns base64 of version (1 byte), nonce (12), tag (16) and the sealed bytes.
 */
export function seal(key: Uint8Array, clear: Uint8Array, context: string): string {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength }).setAAD(boundTo(context));
  const sealed = Buffer.concat([cipher.update(clear), cipher.final()]);
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/**
 * Opens what `seal` made.
 *
 * @throws Failure `vault-damaged` with the context as `record`: changed, swapped, or sealed under another key.
 */
export function unseal(key: Uint8Array, sealed: string, context: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  const nonceEnd = 1 + nonceLength;
  const tagEnd = nonceEnd + tagLength;
  if (bytes.length < tagEnd || bytes[0] !== version) throw new Failure('vault-damaged', { record: context });
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, nonceEnd), { authTagLength: tagLength });
    decipher.setAAD(boundTo(context)).setAuthTag(bytes.subarray(nonceEnd, tagEnd));
    const clear = decipher.update(bytes.subarray(tagEnd));
    decipher.final();
    return clear;
  } catch {
    throw new Failure('vault-damaged', { record: context });
  }
}

const boundTo = (context: string): Buffer => Buffer.from(`latchkey ${version} ${context}`);
