import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inRoot } from '../root.mjs';

interface Entry {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lockfile = JSON.parse(await readFile(inRoot('package-lock.json'), 'utf8')) as { readonly packages: Readonly<Record<string, Entry>> };
const { '': _project, ...packages } = lockfile.packages;

test('the lockfile names no registry and no folder of the machine that wrote it', () => {
  const bound = Object.entries(packages).filter(([, { resolved, link }]) => resolved !== undefined || link);
  expect(bound).toEqual([]);
});

test('the lockfile pins every package by its hash', () => {
  const loose = Object.entries(packages).filter(([, { integrity, inBundle }]) => !integrity && !inBundle);
  expect(loose).toEqual([]);
});

// npm ci refuses a lockfile that was written where the registry lacks some of them.
test('the lockfile knows the binary packages of every system', () => {
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  const known = new Set(Object.keys(packages).map((folder) => folder.replace(/^.*node_modules\//, '')));
  expect(wanted.filter((name) => !known.has(name))).toEqual([]);
});
