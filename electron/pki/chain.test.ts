import { createPublicKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { isIssuerOf, keyBelongsTo, orderChain } from './chain.ts';
import { exportKey, generateKey, importKey } from './key.ts';
import { newDevice, newDeviceAuthority } from './test-people.ts';

test('a key belongs to its own certificate, in private and in public, and to no other', async () => {
  const [one, other] = [await newDevice(), await newDevice('rsa2048')];
  expect(keyBelongsTo(one.key, one.certificate)).toBe(true);
  expect(keyBelongsTo(createPublicKey(other.key), new Uint8Array(other.certificate))).toBe(true);
  expect(keyBelongsTo(one.key, other.certificate)).toBe(false);
  expect(keyBelongsTo(await generateKey('p256'), one.certificate)).toBe(false);
});

test('a comparison with a key of another kind does not spoil the next import', async () => {
  const { key, certificate } = await newDevice();
  expect(keyBelongsTo(await generateKey('rsa2048'), certificate)).toBe(false);
  expect(importKey(exportKey(key)).equals(key)).toBe(true);
});

test('an authority of the same name is not the issuer', async () => {
  const { authority, certificate } = await newDevice();
  const namesake = await newDeviceAuthority();
  expect(isIssuerOf(authority.certificate, certificate)).toBe(true);
  expect(isIssuerOf(namesake.certificate, certificate)).toBe(false);
  expect(isIssuerOf(certificate, authority.certificate)).toBe(false);
});

test('a chain runs from the leaf to its issuer; what does not belong follows', async () => {
  const { authority, certificate } = await newDevice();
  const namesake = await newDeviceAuthority();
  expect(orderChain(certificate, [namesake.certificate, authority.certificate])).toEqual([
    certificate,
    authority.certificate,
    namesake.certificate,
  ]);
});
