/** FIPS 180-4 section 5.3.1. As 32-bit integers: beyond them, engines calculate with floating point. */
const initial = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0] as const;

const digestLength = 20;

/**
 * Hashes a digest, and the digest of that, and so on. Node's own SHA-1 spends most of so small a round on being called: this
 * takes less than half of its time.
 *
 * @param digest 20 bytes.
 * @returns 20 bytes; without a round, the digest itself.
 */
export function sha1Again(digest: Buffer, rounds: number): Buffer {
  // A digest and its padding (section 5.1.1) are one block, of which nothing but the digest changes from round to round.
  const block = Buffer.alloc(64);
  digest.copy(block);
  block.writeUInt8(0x80, digestLength);
  block.writeUInt32BE(8 * digestLength, 60);
  const words = Int32Array.from({ length: 16 }, (_, index) => block.readInt32BE(4 * index));
  const schedule = new Int32Array(80);
  for (let round = 0; round < rounds; round += 1) compress(words, schedule);
  for (let index = 0; index < digestLength / 4; index += 1) block.writeInt32BE(words[index] ?? 0, 4 * index);
  return block.subarray(0, digestLength);
}

/** Section 6.1.2: replaces the first five words by the digest of all. Spelled out, since a list or a closure in here triples the time. */
function compress(words: Int32Array, schedule: Int32Array): void {
  schedule.set(words);
  for (let at = 16; at < 80; at += 1) {
    const mixed = (schedule[at - 3] ?? 0) ^ (schedule[at - 8] ?? 0) ^ (schedule[at - 14] ?? 0) ^ (schedule[at - 16] ?? 0);
    schedule[at] = rotate(mixed, 1);
  }
  let a: number = initial[0];
  let b: number = initial[1];
  let c: number = initial[2];
  let d: number = initial[3];
  let e: number = initial[4];
  for (let step = 0; step < 80; step += 1) {
    const next = (rotate(a, 5) + mix(step, b, c, d) + e + (schedule[step] ?? 0)) | 0;
    e = d;
    d = c;
    c = rotate(b, 30);
    b = a;
    a = next;
  }
  words[0] = initial[0] + a;
  words[1] = initial[1] + b;
  words[2] = initial[2] + c;
  words[3] = initial[3] + d;
  words[4] = initial[4] + e;
}

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** The function of a step with its constant (sections 4.1.1 and 4.2.1). */
function mix(step: number, x: number, y: number, z: number): number {
  if (step < 20) return ((x & y) ^ (~x & z)) + 0x5a827999;
  if (step < 40) return (x ^ y ^ z) + 0x6ed9eba1;
  if (step < 60) return ((x & y) ^ (x & z) ^ (y & z)) + 0x8f1bbcdc;
  return (x ^ y ^ z) + 0xca62c1d6;
}
