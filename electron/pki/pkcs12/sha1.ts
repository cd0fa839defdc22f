/**
 * FIPS 180-4 section 6.1.2, again and again: replaces the first five words of a block by the digest of all. Written for the
 * engine, not for the eye: closures, lists and integers of 32 bits outside typed arrays and local variables each triple the time.
 */
export function compressSha1(words: Int32Array, rounds: number): void {
  const schedule = new Int32Array(80);
  for (let round = 0; round < rounds; round += 1) {
    schedule.set(words);
    for (let at = 16; at < 80; at += 1) {
      const mixed = (schedule[at - 3] ?? 0) ^ (schedule[at - 8] ?? 0) ^ (schedule[at - 14] ?? 0) ^ (schedule[at - 16] ?? 0);
      schedule[at] = (mixed << 1) | (mixed >>> 31);
    }
    let a = 0x67452301;
    let b = 0xefcdab89 | 0;
    let c = 0x98badcfe | 0;
    let d = 0x10325476;
    let e = 0xc3d2e1f0 | 0;
    for (let step = 0; step < 80; step += 1) {
      const next = (((a << 5) | (a >>> 27)) + mix(step, b, c, d) + e + (schedule[step] ?? 0)) | 0;
      e = d;
      d = c;
      c = (b << 30) | (b >>> 2);
      b = a;
      a = next;
    }
    words[0] = a + 0x67452301;
    words[1] = b + 0xefcdab89;
    words[2] = c + 0x98badcfe;
    words[3] = d + 0x10325476;
    words[4] = e + 0xc3d2e1f0;
  }
}

/** The function of a step with its constant (sections 4.1.1 and 4.2.1). */
function mix(step: number, x: number, y: number, z: number): number {
  if (step < 20) return (((x & y) ^ (~x & z)) + 0x5a827999) | 0;
  if (step < 40) return ((x ^ y ^ z) + 0x6ed9eba1) | 0;
  if (step < 60) return (((x & y) ^ (x & z) ^ (y & z)) + 0x8f1bbcdc) | 0;
  return ((x ^ y ^ z) + 0xca62c1d6) | 0;
}
