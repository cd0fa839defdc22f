const primes = [2, 3];
for (let candidate = 5; primes.length < 64; candidate += 2) if (primes.every((prime) => candidate % prime > 0)) primes.push(candidate);

/** FIPS 180-4 section 4.2.2: the first 32 bits of the fractions of the cube roots of the first 64 primes. */
const constants = Int32Array.from(primes, (prime) => Math.floor((Math.cbrt(prime) % 1) * 2 ** 32));

/**
 * FIPS 180-4 section 6.2.2, again and again: replaces the first eight words of a block by the digest of all. Written for the
 * engine, as its neighbour for SHA-1.
 */
export function compressSha256(words: Int32Array, rounds: number): void {
  const schedule = new Int32Array(64);
  for (let round = 0; round < rounds; round += 1) {
    schedule.set(words);
    for (let at = 16; at < 64; at += 1) {
      const early = schedule[at - 15] ?? 0;
      const late = schedule[at - 2] ?? 0;
      const mixed = (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) + (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10));
      schedule[at] = mixed + (schedule[at - 16] ?? 0) + (schedule[at - 7] ?? 0);
    }
    let a = 0x6a09e667;
    let b = 0xbb67ae85 | 0;
    let c = 0x3c6ef372;
    let d = 0xa54ff53a | 0;
    let e = 0x510e527f;
    let f = 0x9b05688c | 0;
    let g = 0x1f83d9ab;
    let h = 0x5be0cd19;
    for (let step = 0; step < 64; step += 1) {
      const sum = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const next = (h + sum + ((e & f) ^ (~e & g)) + (constants[step] ?? 0) + (schedule[step] ?? 0)) | 0;
      const first = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c)) + next) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + next) | 0;
      d = c;
      c = b;
      b = a;
      a = first;
    }
    words[0] = a + 0x6a09e667;
    words[1] = b + 0xbb67ae85;
    words[2] = c + 0x3c6ef372;
    words[3] = d + 0xa54ff53a;
    words[4] = e + 0x510e527f;
    words[5] = f + 0x9b05688c;
    words[6] = g + 0x1f83d9ab;
    words[7] = h + 0x5be0cd19;
  }
}

/** Rotates a word to the right. */
const turn = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));
