import { describe, expect, test } from 'vitest';
import { fingerprint } from './certificate.ts';
import { type Content, joinContents } from './content.ts';
import { identityIn, leavesIn } from './identity.ts';
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
    const joined = joinContents(files);
    expect(joined.certificates).toHaveLength(2);
    const identity = identityIn(joined, null);
    expect(Buffer.from(identity.key).equals(pkcs8)).toBe(true);
    expect(prints(identity.chain)).toEqual(prints([certificate, authority.certificate]));
    expect(identity.name).toBe(deviceName);
  });

  test('with the first key that has its certificate, or with the one that is asked for', async () => {
    const [stranger, first, second] = [await newDevice(), await newDevice(), await newDevice()];
    const joined = joinContents([content([stranger.pkcs8, first.pkcs8, second.pkcs8], [second.certificate, first.certificate])]);
    expect(leavesIn(joined)).toEqual(prints([first.certificate, second.certificate]));
    const keyOf = (leaf: string | null) => Buffer.from(identityIn(joined, leaf).key);
    expect(keyOf(null).equals(first.pkcs8)).toBe(true);
    expect(keyOf(fingerprint(second.certificate)).equals(second.pkcs8)).toBe(true);
    expect(prints(identityIn(joined, fingerprint(second.certificate)).chain)[0]).toBe(fingerprint(second.certificate));
    expect(() => keyOf('00')).toThrow(expect.objectContaining({ code: 'key-without-certificate' }));
  });

  test('not without a key, and not with one of somebody else', async () => {
    const [stranger, device] = [await newDevice(), await newDevice()];
    expect(() => identityIn(content([], device.chain), null)).toThrow(expect.objectContaining({ code: 'bundle-no-key' }));
    expect(() => identityIn(content([stranger.pkcs8], device.chain), null)).toThrow(
      expect.objectContaining({ code: 'key-without-certificate' }),
    );
  });
});

test('a certificate whose key phones do not take is none to choose', () => {
  const key = { pkcs8: Buffer.alloc(0), certificate: 'ab' };
  expect(leavesIn({ ...content([], []), keys: [{ ...key, label: 'P-521' }] })).toEqual([]);
  expect(
    leavesIn({
      ...content([], []),
      keys: [
        { ...key, label: 'P-384' },
        { ...key, label: 'P-384' },
      ],
    }),
  ).toEqual(['ab']);
});
