import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inRoot } from '../root.mjs';

test('the lockfile names no registry and no folder of the machine that wrote it', async () => {
  const { packages } = JSON.parse(await readFile(inRoot('package-lock.json'), 'utf8')) as {
    packages: Record<string, { resolved?: string; link?: boolean }>;
  };
  const bound = Object.entries(packages).filter(([, { resolved, link }]) => resolved !== undefined || link);
  expect(bound).toEqual([]);
});

test('the lockfile pins every package by its hash', async () => {
  const { packages } = JSON.parse(await readFile(inRoot('package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity?: string; inBundle?: boolean }>;
  };
  const loose = Object.entries(packages).filter(([folder, { integrity, inBundle }]) => folder !== '' && !integrity && !inBundle);
  expect(loose).toEqual([]);
});
