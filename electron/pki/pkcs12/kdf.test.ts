import { expect, test } from 'vitest';
import { deriveBytes } from './kdf.ts';
import { secretsOf } from './secret.ts';

// The vectors that travelled with the first PKCS #12 libraries (Dr S. Henson's "smeg" and "queeg").
test.each([
  ['key', 'smeg', '0a58cf64530d823f', 1, '8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3'],
  ['iv', 'smeg', '0a58cf64530d823f', 1, '79993dfe048d3b76'],
  ['key', 'smeg', '642b99ab44fb4b1f', 1, 'f3a95fec48d7711e985cfe67908c5ab79fa3d7c5caa5d966'],
  ['iv', 'smeg', '642b99ab44fb4b1f', 1, 'c0a38d64a79bea1d'],
  ['mac', 'smeg', '3d83c0e4546ac140', 1, '8d967d88f6caa9d714800ab3d48051d63f73a312'],
  ['key', 'queeg', '05dec959acff72f7', 1000, 'ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4'],
  ['iv', 'queeg', '05dec959acff72f7', 1000, '11dedad7758d4860'],
  ['key', 'queeg', '1682c0fc5b3f7ec5', 1000, '483dd6e919d7de2e8e648ba8f862f3fbfbdc2bcb2c02957f'],
  ['iv', 'queeg', '1682c0fc5b3f7ec5', 1000, '9d461d1b00355c50'],
  ['mac', 'queeg', '263216fcc2fab31c', 1000, '5ec4c7a80df652294c3925b6489a7ab857c83476'],
] as const)('derives the %s of "%s" under %s in %i rounds', (purpose, passphrase, salt, iterations, expected) => {
  const [secret] = secretsOf(passphrase);
  const length = expected.length / 2;
  const derived = deriveBytes({ purpose, hash: 'sha1', secret, salt: Buffer.from(salt, 'hex'), iterations, length });
  expect(derived.toString('hex')).toBe(expected);
});
