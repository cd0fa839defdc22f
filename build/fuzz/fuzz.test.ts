import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { inRoot } from '../root.mjs';
import { openCourt } from './court.ts';
import { fuzz } from './fuzz.ts';
import { seeds } from './seeds.ts';
import { readForest, write } from './tree.ts';

test('a tree is written as it was read', async () => {
  for (const { der } of await seeds()) expect(Buffer.concat((readForest(der) ?? []).map(write)).equals(der)).toBe(true);
});

test('a reader that has a bug, dies or hangs is found out, and the next one starts anew', async () => {
  const court = openCourt({ entry: new URL('./test-judge.ts', import.meta.url), limitMs: 6000 });
  onTestFinished(() => court.close());
  const judge = (way: number) => court.judge(Buffer.from([way]));
  expect(await judge(0)).toBe(null);
  expect(await judge(1)).toBe('RangeError: n bytes /x/electron/pki/asn1.ts:1:2');
  expect(await judge(2)).toBe('it ends the process');
  expect(await judge(3)).toBe('it hangs');
  expect(await judge(0)).toBe(null);
});

test('five seconds find nothing', async () => {
  const { runs, findings } = await fuzz({ seconds: 5, seed: 20_260_101 });
  expect(findings).toEqual([]);
  expect(runs).toBeGreaterThan(20);
});

describe('what was found once', () => {
  const folder = inRoot('electron/pki/fixtures/found');
  test.each(readdirSync(folder))('%s is read or refused', async (name) => {
    const court = openCourt();
    onTestFinished(() => court.close());
    expect(await court.judge(readFileSync(path.join(folder, name)))).toBe(null);
  });
});
