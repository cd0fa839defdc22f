import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { RecordStore } from './store.ts';

const readers = {
  device: z.strictObject({ name: z.string(), days: z.number() }),
  home: z.strictObject({ url: z.string(), names: z.array(z.string()) }),
};
interface Table {
  readonly device: { readonly name: string; readonly days: number };
  readonly home: { readonly url: string; readonly names: readonly string[] };
}

let folder: string;
let store: RecordStore<Table>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-store-'));
  store = new RecordStore<Table>({ folder, readers });
  await store.open();
});
afterEach(() => rm(folder, { recursive: true }));

const anna = { name: 'Anna – iPhone 📱', days: 730 };
const path = (kind: string, id: string): string => join(folder, kind, `${id}.json`);
const damaged = (record: string) => ({ code: 'vault-damaged', facts: { record } });

describe('a record', () => {
  test('is there again after a restart', async () => {
    await store.put('device', 'a1', anna);
    const reopened = new RecordStore<Table>({ folder, readers });
    await reopened.open();
    expect(await reopened.get('device', 'a1')).toEqual(anna);
    expect(await reopened.list('device')).toEqual([anna]);
    expect(await reopened.list('home')).toEqual([]);
  });

  test('is missing after its removal, which may be asked for twice', async () => {
    await store.put('device', 'a1', anna);
    await store.remove('device', 'a1');
    await store.remove('device', 'a1');
    expect(await store.find('device', 'a1')).toBe(null);
    await expect(store.get('device', 'a1')).rejects.toMatchObject({ code: 'record-missing', facts: { record: 'device/a1' } });
  });

  test('is what was put last, whatever was under way', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, days) => store.put('device', 'a1', { name: 'x'.repeat((50 - days) * 1000), days })));
    expect((await store.get('device', 'a1')).days).toBe(49);
  });

  test('changes by what it is at its turn', async () => {
    await store.put('device', 'a1', anna);
    const aDayMore = () => store.change('device', 'a1', ({ name, days }) => ({ name, days: days + 1 }));
    await Promise.all(Array.from({ length: 20 }, aDayMore));
    expect(await aDayMore()).toEqual({ ...anna, days: 751 });
    await expect(store.change('device', 'b2', () => anna)).rejects.toMatchObject({ code: 'record-missing' });
    expect(await store.list('device')).toHaveLength(1);
  });

  test('is kept as it was when it was put, and not as it became', async () => {
    const device = { name: 'before', days: 1 };
    const put = store.put('device', 'a1', device);
    device.name = 'after';
    await put;
    expect(await store.get('device', 'a1')).toEqual({ name: 'before', days: 1 });
  });

  test.skipIf(process.platform === 'win32')('is readable by its owner only', async () => {
    await store.put('device', 'a1', anna);
    const modes = await Promise.all(
      [folder, join(folder, 'device'), path('device', 'a1')].map(async (it) => (await stat(it)).mode & 0o777),
    );
    expect(modes).toEqual([0o700, 0o700, 0o600]);
  });

  test('never lies outside the folder', async () => {
    for (const id of ['', '..', '../home/a1', 'a/b', 'a\0', 'A1', 'x'.repeat(65)]) {
      await expect(store.put('device', id, anna)).rejects.toThrow(TypeError);
      await expect(store.find('device', id)).rejects.toThrow(TypeError);
    }
  });
});

describe('a record in memory', () => {
  test('is not read a second time', async () => {
    await store.put('device', 'a1', anna);
    expect(await store.list('device')).toEqual([anna]);
    await writeFile(path('device', 'a1'), 'overwritten by somebody else');
    expect(await store.get('device', 'a1')).toEqual(anna);
    expect(await store.list('device')).toEqual([anna]);
    await store.open();
    await expect(store.get('device', 'a1')).rejects.toMatchObject(damaged('device/a1'));
  });

  test('cannot be altered by whoever got it', async () => {
    await store.put('home', 'h1', { url: 'https://ha.example', names: ['ha.example'] });
    const home = await store.get('home', 'h1');
    expect([home, home.names].map(Object.isFrozen)).toEqual([true, true]);
  });

  test('is what was put while an older one was still being read', async () => {
    for (let days = 1; days <= 20; days += 1) {
      await store.put('device', 'a1', { ...anna, days: -days });
      await store.open();
      const reading = store.find('device', 'a1');
      await store.put('device', 'a1', { ...anna, days });
      await reading;
      expect((await store.get('device', 'a1')).days).toBe(days);
    }
  });

  test('is what the disk holds where a put went wrong', async () => {
    await store.put('device', 'a1', anna);
    await store.get('device', 'a1');
    await rm(path('device', 'a1'));
    await mkdir(path('device', 'a1'));
    await expect(store.put('device', 'a1', { ...anna, days: 1 })).rejects.toMatchObject({ code: expect.stringMatching(/^file-write-/) });
    await expect(store.find('device', 'a1')).rejects.toMatchObject(damaged('device/a1'));
    await rm(path('device', 'a1'), { recursive: true });
    expect(await store.find('device', 'a1')).toBeNull();
  });
});

describe('a damaged record', () => {
  test('is there again once its file is mended', async () => {
    await store.put('device', 'a1', anna);
    const text = await readFile(path('device', 'a1'), 'utf8');
    await writeFile(path('device', 'a1'), '');
    await expect(store.find('device', 'a1')).rejects.toMatchObject(damaged('device/a1'));
    await writeFile(path('device', 'a1'), text);
    expect(await store.find('device', 'a1')).toEqual(anna);
  });

  test.each([
    ['empty', ''],
    ['torn', '{"kind":"device","id":"a1","record":{"name":"An'],
    ['of zeros, as a power cut leaves it', '\0'.repeat(200)],
    ['of another shape', '{"kind":"device","id":"a1","record":{"name":"Anna"}}'],
    ['no object', 'null'],
  ])('is named, not dropped: %s', async (_, text) => {
    await store.put('device', 'b2', anna);
    await writeFile(path('device', 'a1'), text);
    await expect(store.find('device', 'a1')).rejects.toMatchObject(damaged('device/a1'));
    await expect(store.list('device')).rejects.toMatchObject(damaged('device/a1'));
    expect(await store.get('device', 'b2')).toEqual(anna);
  });

  test('is one that lies in the place of another', async () => {
    await store.put('device', 'a1', anna);
    await rename(path('device', 'a1'), path('device', 'b2'));
    await expect(store.get('device', 'b2')).rejects.toMatchObject(damaged('device/b2'));
    await rename(path('device', 'b2'), path('home', 'a1'));
    await expect(store.get('home', 'a1')).rejects.toMatchObject(damaged('home/a1'));
  });

  test('does not give its content away in the failure', async () => {
    await writeFile(path('device', 'a1'), '{"kind":"device","id":"a1","record":{"name":5,"sealed":"hunter2"');
    const failure = await store.find('device', 'a1').catch((error) => error);
    expect(`${failure.stack}${JSON.stringify(failure)}${failure.cause}`).not.toContain('hunter2');
  });
});

test('a crash before the rename leaves the old record, and the next start sweeps the rest', async () => {
  await store.put('device', 'a1', anna);
  await writeFile(join(folder, 'device', '.latchkey-0123456789abcdef.tmp'), '{"kind":"device","id":"a1","rec');
  await store.open();
  expect(await readdir(join(folder, 'device'))).toEqual(['a1.json']);
  expect(await store.list('device')).toEqual([anna]);
  expect(await readFile(path('device', 'a1'), 'utf8')).toContain('📱');
});
