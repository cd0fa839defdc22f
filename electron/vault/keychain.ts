import { timingSafeEqual } from 'node:crypto';
import { Failure } from '../contract/failure.ts';

/** Bytes of the vault key. */
export const vaultKeyLength = 32;

/** The system's keyring, one text an account: `process/keyring.ts` behind its worker. */
export interface Keyring {
  /** Gives null where there is no entry and also where the keyring is locked. */
  read(account: string): Promise<string | null>;
  write(account: string, secret: string): Promise<void>;
}

/** Keeps vault keys in the system's keyring as base64, the key's id as account. */
export class Keychain {
  readonly #keyring: Keyring;

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  /**
   * Keeps a key and reads it back.
   *
   * @returns whether it was kept, which is the only proof that a keyring works.
   */
  async keep(keyId: string, key: Buffer): Promise<boolean> {
    try {
      await this.#keyring.write(keyId, key.toString('base64'));
    } catch (error) {
      if (error instanceof Failure) return false;
      throw error;
    }
    const kept = await this.find(keyId);
    const isSame = kept !== null && timingSafeEqual(kept, key);
    kept?.fill(0);
    return isSame;
  }

  /**
   * @returns null where the keyring does not give the key: no entry, locked, or not there at all.
   *   So null never means that a new key may be made.
   */
  async find(keyId: string): Promise<Buffer | null> {
    try {
      const text = await this.#keyring.read(keyId);
      return text === null ? null : decodeKey(text);
    } catch (error) {
      if (error instanceof Failure) return null;
      throw error;
    }
  }
}

/** Into memory of its own: a small Buffer made from text lies in Node's pool, beside everything else. */
function decodeKey(base64: string): Buffer | null {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(base64)) return null;
  const key = Buffer.alloc(vaultKeyLength);
  key.write(base64, 'base64');
  return key;
}
