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
 * What each profile writes. Compatible is what iOS, macOS and Android up to 13 read: they take AES or a SHA-256
 * MAC for a wrong password (Apple forums 723242, openssl#20617), so the passphrase has to carry the strength. Modern is
 * for readers from 2020 on. Windows stops at 600,000 iterations.
 *
 * Both checks are keyed by the hash-only KDF of RFC 7292 appendix B, so more PBKDF2 rounds than MAC rounds would
 * not slow a guesser.
 */
export const profiles = {
  compatible: { encryption: 'pbe-sha1-3des', mac: 'sha1', iterations: 2048, saltLength: 8 },
  modern: { encryption: 'pbes2-aes256', mac: 'sha256', iterations: 100_000, saltLength: 16 },
} as const satisfies Record<BundleProfile, Protection>;
