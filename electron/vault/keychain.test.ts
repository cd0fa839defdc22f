import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { Keychain, type Keyring } from './keychain.ts';

const key = randomBytes(32);

const throwing = (error: Error): Keyring => ({ read: () => Promise.reject(error), write: () => Promise.reject(error) });
const unavailable = new Failure('vault-keyring-unavailable');

describe('a keychain', () => {
  test('keeps a key as base64 under its id, within what Windows takes for one entry', async () => {
    const entries = new Map<string, string>();
    const keychain = new Keychain({
      read: async (account) => entries.get(account) ?? null,
      write: async (account, secret) => void entries.set(account, secret),
    });
    expect(await keychain.keep('id', key)).toBe(true);
    expect([...entries]).toEqual([['id', key.toString('base64')]]);
    expect(await keychain.find('id')).toEqual(key);
    expect(await keychain.find('other')).toBe(null);
  });

  test.each<[string, Keyring]>([
    ['there is none', throwing(unavailable)],
    ['its process died', throwing(new Failure('work-stopped'))],
    ['it is locked: reading gives null, writing throws', { read: async () => null, write: () => Promise.reject(unavailable) }],
    ['it forgets', { read: async () => null, write: async () => undefined }],
    ['it gives something else back', { read: async () => randomBytes(32).toString('base64'), write: async () => undefined }],
  ])('says that it kept nothing where %s', async (_, keyring) => {
    expect(await new Keychain(keyring).keep('id', key)).toBe(false);
  });

  test.each([
    ['nothing', ''],
    ['a word', 'text'],
    ['hex', key.toString('hex')],
    ['31 bytes', key.subarray(1).toString('base64')],
    ['a key and a line end', `${key.toString('base64')}\n`],
  ])('takes %s for no key', async (_, text) => {
    const keychain = new Keychain({ read: async () => text, write: async () => undefined });
    expect(await keychain.find('id')).toBe(null);
  });

  test('gives a key that shares no memory', async () => {
    const keychain = new Keychain({ read: async () => key.toString('base64'), write: async () => undefined });
    expect((await keychain.find('id'))?.buffer.byteLength).toBe(32);
  });

  test('lets a bug through as a bug', async () => {
    const keychain = new Keychain(throwing(new TypeError('a bug')));
    await expect(keychain.find('id')).rejects.toThrow(TypeError);
    await expect(keychain.keep('id', key)).rejects.toThrow(TypeError);
  });
});
