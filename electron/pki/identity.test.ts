import { describe, expect, test } from 'vitest';
import { fingerprint } from './certificate.ts';
import type { Content } from './content.ts';
import { joinIdentity } from './identity.ts';
import { deviceName, newDevice } from './test-people.ts';

const content = (keys: readonly Uint8Array[], certificates: readonly Uint8Array[]): Content => ({
  kind: 'bundle',
  encryption: null,
  mac: null,
  profile: null,
  keys: keys.map((pkcs8) => ({ pkcs8, label: 'P-256', certificate: null })),
  certificates,
  requests: [],
  crls: [],
});
const prints = (ders: readonly Uint8Array[]): readonly string[] => ders.map(fingerprint);

describe('an identity is put together', () => {
  test('from key, certificate and chain in three files, leaf first, each once', async () => {
    const { pkcs8, certificate, chain, authority } = await newDevice();
    const files = [content([pkcs8], []), content([], [authority.certificate]), content([], [...chain].reverse())];
    const identity = joinIdentity(files);
    expect(Buffer.from(identity.key).equals(pkcs8)).toBe(true);
    expect(prints(identity.chain)).toEqual(prints([certificate, authority.certificate]));
    expect(identity.name).toBe(deviceName);
  });

  test('with the first key that has its certificate', async () => {
    const [stranger, first, second] = [await newDevice(), await newDevice(), await newDevice()];
    const file = content([stranger.pkcs8, first.pkcs8, second.pkcs8], [second.certificate, first.certificate]);
    expect(Buffer.from(joinIdentity([file]).key).equals(first.pkcs8)).toBe(true);
  });

  test('not without a key, and not with one of somebody else', async () => {
    const [stranger, device] = [await newDevice(), await newDevice()];
    expect(() => joinIdentity([content([], device.chain)])).toThrow(expect.objectContaining({ code: 'bundle-no-key' }));
    expect(() => joinIdentity([content([stranger.pkcs8], device.chain)])).toThrow(
      expect.objectContaining({ code: 'key-without-certificate' }),
    );
  });
});
