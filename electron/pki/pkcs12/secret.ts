/** A passphrase in both forms in which derivations take it. */
export interface Secret {
  /** UTF-16BE with two closing zero bytes (RFC 7292 appendix B.1). */
  readonly bmp: Buffer;
  /** UTF-8, as RFC 8018 section 3 recommends. */
  readonly utf8: Buffer;
}

/**
 * @returns the encodings under which a passphrase may have been used. The empty one has two: with the closing zero bytes, and
 *   without a single byte, as Windows and macOS write "no password".
 */
export function secretsOf(passphrase: string): readonly [Secret, ...Secret[]] {
  const secret = { bmp: Buffer.from(`${passphrase}\0`, 'utf16le').swap16(), utf8: Buffer.from(passphrase, 'utf8') };
  return passphrase === '' ? [secret, { ...secret, bmp: Buffer.alloc(0) }] : [secret];
}

/** Whether every reader derives the same bytes from it: printable ASCII, and some of it. */
export const isPortable = (passphrase: string): boolean => /^[\x20-\x7e]+$/.test(passphrase);
