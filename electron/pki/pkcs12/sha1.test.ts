import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { sha1Again } from './sha1.ts';

/** As Node does it. */
function again(digest: Buffer, rounds: number): Buffer {
  let hashed = digest;
  for (let round = 0; round < rounds; round += 1) hashed = createHash('sha1').update(hashed).digest();
  return hashed;
}

test.each([0, 1, 2, 2047])('hashes a digest %i times as Node does', (rounds) => {
  for (let sample = 0; sample < 50; sample += 1) {
    const digest = randomBytes(20);
    expect(sha1Again(digest, rounds)).toEqual(again(digest, rounds));
  }
});

test.each([0x00, 0x7f, 0x80, 0xff])('hashes words of nothing but %i', (byte) => {
  const digest = Buffer.alloc(20, byte);
  expect(sha1Again(digest, 3)).toEqual(again(digest, 3));
});

test('leaves the digest that it was given as it is', () => {
  const digest = Buffer.alloc(20, 1);
  sha1Again(digest, 5);
  expect(digest).toEqual(Buffer.alloc(20, 1));
});
