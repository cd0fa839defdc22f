import { randomBytes } from 'node:crypto';

/**
 * Draws a certificate serial number.
 *
 * @returns 32 lowercase hex digits (16 bytes). The top byte is 0x40..0x7f, so the INTEGER is positive,
 *   non-zero and needs no padding byte; 126 bits are random.
 * @see RFC 5280 section 4.1.2.2: positive, unique per issuer, at most 20 octets.
 */
export function newSerial(): string {
  const bytes = randomBytes(16);
  bytes.writeUInt8(0x40 | (bytes.readUInt8() & 0x3f));
  return bytes.toString('hex');
}
