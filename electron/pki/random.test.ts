import { expect, test } from 'vitest';
import { newPassphrase } from './passphrase.ts';
import { newSerial } from './serial.ts';

const draws = <T>(draw: () => T): readonly T[] => Array.from({ length: 500 }, draw);

test('a serial is 16 bytes, positive without padding, and never the same', () => {
  const serials = draws(newSerial);
  for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9a-f]{31}$/);
  expect(new Set(serials).size).toBe(serials.length);
});

test('a passphrase is five groups of four unmistakable characters, all of them used', () => {
  const passphrases = draws(newPassphrase);
  for (const passphrase of passphrases) expect(passphrase).toMatch(/^([a-km-np-z2-9]{4}-){4}[a-km-np-z2-9]{4}$/);
  expect(new Set(passphrases.join('').replaceAll('-', '')).size).toBe(32);
});
