import type { BundleProfile } from '../../contract/entities.ts';

/** What a bundle is protected with. */
export interface Protection {
  /** For key and certificates alike. */
  readonly encryption: 'pbe-sha1-3des' | 'pbes2-aes256';
  readonly mac: 'sha1' | 'sha256';
  /** Of every derivation in the file. */
  readonly iterations: number;
  /** Bytes. */
  readonly saltLength: number;
}

/**
 * What each profile writes. Compatible is what iOS, macOS and Android up to 13 read: AES, or a SHA-256 MAC even over 3DES,
 * they take for a wrong password (openssl/openssl#19871, chris2511/xca#474). Its cipher is weak, so the passphrase has to
 * be strong. Modern is for the others; Windows stops at 600,000 iterations.
 *
 * The MAC can be guessed against as well as the encryption, so both take the same number of rounds.
 */
export const profiles = {
  compatible: { encryption: 'pbe-sha1-3des', mac: 'sha1', iterations: 2048, saltLength: 8 },
  modern: { encryption: 'pbes2-aes256', mac: 'sha256', iterations: 100_000, saltLength: 16 },
} as const satisfies Record<BundleProfile, Protection>;
