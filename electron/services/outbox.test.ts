import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { outboxIn } from './outbox.ts';
import { trialFolder } from './test-foundation.ts';

async function trial() {
  const folder = await trialFolder();
  const place = path.join(folder, 'outbox');
  const saved = async (name: string) => {
    await writeFile(path.join(folder, name), name, { mode: 0o644 });
    return path.join(folder, name);
  };
  return { place, saved, outbox: outboxIn(place) };
}

test('a copy has the name of its file and is its owner’s alone', async () => {
  const { outbox, saved, place } = await trial();
  const file = await saved('Anna – iPhone.p12');
  const copy = await outbox.put(file);
  expect(path.basename(copy)).toBe('Anna – iPhone.p12');
  expect(await readFile(copy, 'utf8')).toBe('Anna – iPhone.p12');
  expect((await stat(copy)).mode & 0o777).toBe(0o600);
  expect((await stat(place)).mode & 0o777).toBe(0o700);
  expect(await readFile(file, 'utf8')).toBe('Anna – iPhone.p12');
});

test('the next copy takes the place of the one before, and emptied there is nothing', async () => {
  const { outbox, saved, place } = await trial();
  await outbox.put(await saved('a.p12'));
  await outbox.put(await saved('b.p12'));
  expect(await readdir(place)).toEqual(['b.p12']);
  await outbox.empty();
  expect(existsSync(place)).toBe(false);
  await outbox.put(await saved('c.p12'));
  outbox.emptyNow();
  expect(existsSync(place)).toBe(false);
  await outbox.empty();
});

test('a file that has gone is said to be missing', async () => {
  const { outbox, place } = await trial();
  await expect(outbox.put(path.join(place, 'gone.p12'))).rejects.toMatchObject({ code: 'file-missing', facts: { file: 'gone.p12' } });
});
