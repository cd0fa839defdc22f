import { expect, test } from 'vitest';
import { nextName } from './next-name.ts';

test.each([
  ['Lindenweg devices', 'Lindenweg devices 2'],
  ['Lindenweg devices 2', 'Lindenweg devices 3'],
  ['Lindenweg 99', 'Lindenweg 100'],
  ['Lindenweg 2026', 'Lindenweg 2026 2'],
  ['7', '7 2'],
])('after “%s” comes “%s”', (name, next) => expect(nextName(name)).toBe(next));
