import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type HashName, hashAgain, hashSizes } from './hash.ts';

/** As Node does it. */
function again(name: HashName, digest: Buffer, rounds: number): Buffer {
  let hashed = digest;
  for (let round = 0; round < rounds; round += 1) hashed = createHash(name).update(hashed).digest();
  return hashed;
}

describe.each(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const)('%s', (name) => {
  const { output } = hashSizes[name];

  test.each([0, 1, 2, 2047])('hashes a digest %i times as Node does', (rounds) => {
    for (let sample = 0; sample < 20; sample += 1) {
      const digest = randomBytes(output);
      expect(hashAgain(name, digest, rounds)).toEqual(again(name, digest, rounds));
    }
  });

  test.each([0x00, 0x7f, 0x80, 0xff])('hashes words of nothing but %i', (byte) => {
    const digest = Buffer.alloc(output, byte);
    expect(hashAgain(name, digest, 3)).toEqual(again(name, digest, 3));
  });

  test('leaves the digest that it was given as it is', () => {
    const digest = Buffer.alloc(output, 1);
    hashAgain(name, digest, 5);
    expect(digest).toEqual(Buffer.alloc(output, 1));
  });
});
