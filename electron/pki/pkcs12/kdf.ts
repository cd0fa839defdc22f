import { hash } from 'node:crypto';
import { type HashName, hashAgain, hashSizes } from './hash.ts';
import type { Secret } from './secret.ts';

/** What the derived bytes are for: the ID byte of RFC 7292 appendix B.3. */
const purposes = { key: 1, iv: 2, mac: 3 } as const;

/** One derivation by RFC 7292 appendix B. */
export interface Derivation {
  readonly purpose: keyof typeof purposes;
  readonly hash: HashName;
  readonly secret: Secret;
  readonly salt: Buffer;
  readonly iterations: number;
  /** Bytes. */
  readonly length: number;
}

/** Derives bytes by RFC 7292 appendix B.2, which no runtime offers natively. Synchronous: 0.3 µs a round of SHA-1 and SHA-256, 1.5 µs of others. */
export function deriveBytes({ purpose, hash: name, secret, salt, iterations, length }: Derivation): Buffer {
  const { output, block } = hashSizes[name];
  const blocks = Math.ceil(length / output);
  const diversifier = Buffer.alloc(block, purposes[purpose]);
  const input = Buffer.concat([fillBlocks(salt, block), fillBlocks(secret.bmp, block)]);
  const derived: Buffer[] = [];
  while (derived.length < blocks) {
    const digest = hashAgain(name, hash(name, Buffer.concat([diversifier, input]), 'buffer'), iterations - 1);
    derived.push(digest);
    const increment = Buffer.alloc(block, digest);
    for (let start = 0; start < input.length; start += block) addPlusOne(input.subarray(start, start + block), increment);
  }
  return Buffer.concat(derived).subarray(0, length);
}

/** Steps 2 and 3: repeats bytes until whole blocks are full; nothing stays nothing. */
const fillBlocks = (bytes: Buffer, block: number): Buffer =>
  bytes.length === 0 ? bytes : Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);

/** Step 6C: `target + increment + 1`, big-endian, modulo the block's size. */
function addPlusOne(target: Buffer, increment: Buffer): void {
  let carry = 1;
  for (let index = target.length - 1; index >= 0; index -= 1) {
    carry += target.readUInt8(index) + increment.readUInt8(index);
    target.writeUInt8(carry & 0xff, index);
    carry >>= 8;
  }
}
