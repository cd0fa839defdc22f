import { hash } from 'node:crypto';
import { compressSha1 } from './sha1.ts';
import { compressSha256 } from './sha256.ts';

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

/** Replaces the first words of a block, as many as a digest has, by the digest of all; `rounds` times. */
type Compress = (words: Int32Array, rounds: number) => void;

/** Node spends most of so small a round on being called: plain code takes a third of its time. */
const plain: Readonly<Partial<Record<HashName, Compress>>> = { sha1: compressSha1, sha256: compressSha256 };

/**
 * Hashes a digest, and the digest of that, and so on.
 *
 * @returns as many bytes as the digest has; without a round, the digest itself.
 */
export function hashAgain(name: HashName, digest: Buffer, rounds: number): Buffer {
  const compress = plain[name];
  if (compress) return hashWith(compress, digest, rounds);
  let hashed = digest;
  for (let round = 0; round < rounds; round += 1) hashed = hash(name, hashed, 'buffer');
  return hashed;
}

/** A digest and its padding (FIPS 180-4 section 5.1.1) are one block, of which nothing but the digest changes from round to round. */
function hashWith(compress: Compress, digest: Buffer, rounds: number): Buffer {
  const block = Buffer.alloc(64);
  digest.copy(block);
  block.writeUInt8(0x80, digest.length);
  block.writeUInt32BE(8 * digest.length, 60);
  const words = Int32Array.from({ length: 16 }, (_, index) => block.readInt32BE(4 * index));
  compress(words, rounds);
  for (let index = 0; index < digest.length / 4; index += 1) block.writeInt32BE(words[index] ?? 0, 4 * index);
  return block.subarray(0, digest.length);
}
