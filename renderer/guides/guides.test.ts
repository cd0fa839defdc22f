import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { platforms } from '../../electron/contract/entities.ts';
import { guideProgressField } from '../../electron/contract/fields.ts';
import { guideIds } from '../../electron/contract/guides.ts';
import { guides, guidesOf } from './guides.ts';

/** They claim nothing about a program: they open it, or point to our own test. */
const needNoSource = new Set(['still-refused', 'open-watch', 'open-wear', 'open-chrome']);

const row = /^ {4}'([a-z0-9-]+)',$/;

/** @returns the rows of a guide's file that no comment stands above. */
function rowsWithoutSource(source: string): readonly string[] {
  const lines = source.split('\n');
  return lines.flatMap((line, at) => {
    const name = row.exec(line)?.[1];
    const isSourced = /^ {4}\/\/ \S{3,}/.test(lines[at - 1] ?? '');
    return name === undefined || isSourced || needNoSource.has(name) ? [] : [name];
  });
}

test('a row without a source is found', () => {
  expect(rowsWithoutSource("  steps: [\n    // who says so\n    'one',\n    'two',\n  ],")).toEqual(['two']);
});

describe.each(guideIds)('the guide %s', (id) => {
  const guide = guides[id];
  const source = readFileSync(path.join(import.meta.dirname, `${id}.ts`), 'utf8');

  test('is filed under its own name', () => expect(guide.id).toBe(id));

  test('says on which day it was checked', () => {
    const { checkedOn } = guide;
    expect(new Date(`${checkedOn}T00:00:00Z`).toISOString().slice(0, 10)).toBe(checkedOn);
  });

  test('names a source above each of its facts', () => {
    const rows = source.split('\n').filter((line) => row.test(line));
    expect(rows).toHaveLength(guide.steps.length + guide.troubles.length + guide.limits.length);
    expect(rowsWithoutSource(source)).toEqual([]);
  });

  test('can be ticked off and kept', () => {
    expect(new Set(guide.steps).size).toBe(guide.steps.length);
    expect(guideProgressField.safeParse({ id, ticked: guide.steps }).success).toBe(true);
  });

  test('has commands for its own steps only, with hostile names kept in their quotes', () => {
    for (const [step, command] of Object.entries(guide.commands ?? {})) {
      expect(guide.steps).toContain(step);
      expect(command({ url: 'https://ha.example', device: "Anna's $(id)" })).toContain("'./Anna'\\''s $(id).");
    }
  });
});

test.each(platforms)('a device of the kind %s has a guide, and room for every tick', (platform) => {
  const steps = new Set(guidesOf(platform).flatMap((guide) => guide.steps));
  expect(steps.size).toBeGreaterThan(0);
  expect(guideProgressField.safeParse({ id: 'curl', ticked: [...steps] }).success).toBe(true);
});
