import { randomBytes, scrypt } from 'node:crypto';
import { Failure } from '../contract/failure.ts';
import type { PassphraseProtection } from './header.ts';
import { seal, unseal } from './seal.ts';

/**
 * Seals a vault key under a passphrase, so that the passphrase can be changed without sealing every record anew.
 *
 * @param keyId binds the sealed key to its header.
 */
export async function protectWithPassphrase(key: Buffer, keyId: string, passphrase: string): Promise<PassphraseProtection> {
  const parameters = { N: 2 ** 17, r: 8, p: 1, salt: randomBytes(32).toString('base64') } as const;
  const wrapper = await derive(passphrase, parameters);
  const sealedKey = seal(wrapper, key, contextOf(keyId));
  wrapper.fill(0);
  return { by: 'passphrase', scrypt: parameters, sealedKey };
}

/**
 * Opens what `protectWithPassphrase` made.
 *
 * @throws Failure `vault-passphrase-wrong`, also where salt or sealed key are damaged: these look the same.
 */
export async function keyFromPassphrase(protection: PassphraseProtection, keyId: string, passphrase: string): Promise<Buffer> {
  const wrapper = await derive(passphrase, protection.scrypt);
  try {
    return unseal(wrapper, protection.sealedKey, contextOf(keyId));
  } catch (error) {
    throw error instanceof Failure ? new Failure('vault-passphrase-wrong') : error;
  } finally {
    wrapper.fill(0);
  }
}

const contextOf = (keyId: string): string => `vault/${keyId}/key`;

/** RFC 7914. One text may come in several Unicode forms from several keyboards; NFC makes them one. */
function derive(passphrase: string, { salt, N, r, p }: PassphraseProtection['scrypt']): Promise<Buffer> {
  const maxmem = 2 * 128 * N * r;
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
