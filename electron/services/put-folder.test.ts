import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { putFolder } from './put-folder.ts';
import { trialFolder } from './test-foundation.ts';

const now = new Date('2026-11-21T20:00:00Z');
const fill = (draft: string) => writeFile(path.join(draft, 'README.txt'), 'x');

test('takes the first free name and leaves what is there', async () => {
  const place = await trialFolder();
  for (const name of ['a', 'a-2', 'a-3']) expect(await putFolder(place, 'a', fill, now)).toBe(path.join(place, name));
  expect((await readdir(place)).sort()).toEqual(['a', 'a-2', 'a-3']);
});

test('leaves nothing behind where it fails', async () => {
  const place = await trialFolder();
  const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
  await expect(putFolder(place, 'a', () => Promise.reject(full), now)).rejects.toMatchObject({ code: 'file-disk-full' });
  expect(await readdir(place)).toEqual([]);
});

test('sweeps drafts that a crash left, not one that is being filled nor anything else', async () => {
  const place = await trialFolder();
  const old = new Date(now.getTime() - 120_000);
  for (const [name, changed] of [
    ['.latchkey-draft-killed', old],
    ['.latchkey-draft-fresh', now],
    ['.latchkey-other', old],
  ] as const) {
    await mkdir(path.join(place, name));
    await writeFile(path.join(place, name, 'server.key'), 'secret');
    await utimes(path.join(place, name), changed, changed);
  }
  await putFolder(place, 'a', fill, now);
  expect((await readdir(place)).sort()).toEqual(['.latchkey-draft-fresh', '.latchkey-other', 'a']);
});
