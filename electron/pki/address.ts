/**
 * Turns an IP address into its bytes, as certificates carry it.
 *
 * @param text IPv4 in dotted form, or IPv6 without brackets; already known to be one.
 * @returns 4 or 16 bytes in network order (RFC 5280 section 4.2.1.6).
 */
export function addressBytes(text: string): Buffer {
  if (!text.includes(':')) return Buffer.from(text.split('.').map(Number));
  const [head = '', tail = ''] = new URL(`https://[${text}]`).hostname.slice(1, -1).split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail);
  const groups = [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
  return Buffer.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

const groupsOf = (text: string): readonly number[] => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));

/** @returns the text of an address (IPv6 as RFC 5952 shortens it); the bytes in hex where they are neither 4 nor 16. */
export function addressText(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.');
  const hex = bytes.toString('hex');
  return bytes.length === 16 ? new URL(`https://[${hex.replace(/.{4}(?=.)/g, '$&:')}]`).hostname.slice(1, -1) : hex;
}
