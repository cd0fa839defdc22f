import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inRoot } from '../root.mjs';
import { corpus } from './corpus.ts';

const folder = inRoot('electron/pki/fixtures/hostile');

test('the hostile files are those that the script writes, each small', () => {
  expect(readdirSync(folder).sort()).toEqual([...corpus.keys()].sort());
  for (const [name, bytes] of corpus) {
    expect(readFileSync(path.join(folder, name)).equals(bytes), name).toBe(true);
    expect(bytes.length).toBeLessThan(10_000);
  }
});
