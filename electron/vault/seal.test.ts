import { createDecipheriv, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { seal, unseal } from './seal.ts';

const key = randomBytes(32);
const clear = Buffer.from('a private key');
const context = 'device/7/key';

const failureOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('a sealed value', () => {
  test('opens under its key and context', () => {
    expect(unseal(key, seal(key, clear, context), context)).toEqual(clear);
    expect(unseal(key, seal(key, Buffer.alloc(0), context), context)).toHaveLength(0);
    const long = randomBytes(100_000);
    expect(unseal(key, seal(key, long, context), context).equals(long)).toBe(true);
  });

  test('is AES-256-GCM with the context as additional data, as anyone can read it', () => {
    const sealed = Buffer.from(seal(key, clear, context), 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13));
    decipher.setAAD(Buffer.from('latchkey 1 device/7/key')).setAuthTag(sealed.subarray(13, 29));
    expect(Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()])).toEqual(clear);
    expect(sealed[0]).toBe(1);
  });

  test('never looks the same twice', () => {
    const nonces = Array.from({ length: 1000 }, () => seal(key, clear, context).slice(0, 17));
    expect(new Set(nonces).size).toBe(1000);
  });

  test('is damaged when any bit of it is changed, and when it is cut', () => {
    const sealed = Buffer.from(seal(key, clear, context), 'base64');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(failureOf(() => unseal(key, changed.toString('base64'), context))).toBeInstanceOf(Failure);
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(failureOf(() => unseal(key, sealed.subarray(0, length).toString('base64'), context))).toBeInstanceOf(Failure);
    }
  });

  test('does not open in the place of another or under another key, and names the record', () => {
    const sealed = seal(key, clear, context);
    const damaged = { code: 'vault-damaged', facts: { record: 'device/8/key' } };
    expect(failureOf(() => unseal(key, sealed, 'device/8/key'))).toMatchObject(damaged);
    expect(failureOf(() => unseal(randomBytes(32), sealed, context))).toMatchObject({ code: 'vault-damaged', facts: { record: context } });
  });
});
