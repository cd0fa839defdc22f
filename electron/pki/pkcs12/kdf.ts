import { hash } from 'node:crypto';
import type { Secret } from './secret.ts';
import { sha1Again } from './sha1.ts';

/** Hash functions that bundles name, by their names in node:crypto. */
export type HashName = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/** Lengths of output and input block in bytes: u and v of RFC 7292 appendix B.2. */
export const hashSizes: Readonly<Record<HashName, { readonly output: number; readonly block: number }>> = {
  md5: { output: 16, block: 64 },
  sha1: { output: 20, block: 64 },
  sha224: { output: 28, block: 64 },
  sha256: { output: 32, block: 64 },
  sha384: { output: 48, block: 128 },
  sha512: { output: 64, block: 128 },
};

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

/** Derives bytes by RFC 7292 appendix B.2, which no runtime offers natively. Synchronous, up to 1 µs a round. */
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

/** Step 6A after its first round. */
function hashAgain(name: HashName, digest: Buffer, rounds: number): Buffer {
  if (name === 'sha1') return sha1Again(digest, rounds);
  let hashed = digest;
  for (let round = 0; round < rounds; round += 1) hashed = hash(name, hashed, 'buffer');
  return hashed;
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
