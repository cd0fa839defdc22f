import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { exportKey, generateKey, importKey, keyLabel } from './key.ts';

test.each([
  ['p256', 'P-256'],
  ['p384', 'P-384'],
  ['rsa2048', 'RSA-2048'],
  ['rsa3072', 'RSA-3072'],
  ['rsa4096', 'RSA-4096'],
] as const)('a key of %s comes back from its PKCS#8 and is labelled %s', async (algorithm, label) => {
  const key = await generateKey(algorithm);
  const again = importKey(new Uint8Array(exportKey(key)));
  expect(again.equals(key)).toBe(true);
  expect(keyLabel(again)).toBe(label);
  expect(keyLabel(createPublicKey(key))).toBe(label);
});

test('a key of a kind that we do not make is labelled too', () => {
  expect(keyLabel(generateKeyPairSync('ed25519').privateKey)).toBe('Ed25519');
});

test('bytes that are no key are damaged, and the failure quotes nothing of them', () => {
  const failure = new Failure('bundle-damaged', { part: 'key' });
  expect(() => importKey(Buffer.from('3003020100', 'hex'))).toThrow(failure);
  expect(failure).not.toHaveProperty('cause');
});
