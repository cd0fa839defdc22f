import { randomBytes } from 'node:crypto';

/** 32 characters that nobody mistakes for one another on a phone's keyboard: no `l`, `o`, `0`, `1`. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/**
 * Draws a passphrase for a file.
 *
 * @returns 20 random characters (100 bits) in groups of four: `k7wq-…`. It is long since the cipher of the
 *   compatible profile is weak, and ASCII since readers disagree on every other encoding.
 */
export function newPassphrase(): string {
  const characters = Array.from(randomBytes(20), (byte) => alphabet.charAt(byte % alphabet.length));
  return characters.join('').replace(/.{4}(?=.)/g, '$&-');
}
