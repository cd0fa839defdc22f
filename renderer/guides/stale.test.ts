import { expect, test } from 'vitest';
import { isStale } from './stale.ts';

test.each([
  ['2026-11-21', '2026-11-21T12:00:00Z', false],
  ['2026-11-21', '2027-11-20T23:59:59Z', false],
  ['2026-11-21', '2027-11-21T00:00:00Z', false],
  ['2026-11-21', '2027-11-21T00:00:01Z', true],
  ['2024-02-29', '2025-02-28T23:59:59Z', false],
  ['2024-02-29', '2025-03-02T00:00:00Z', true],
  ['2026-11-21', '2031-01-01T00:00:00Z', true],
])('a guide that was checked on %s is stale at %s: %s', (checkedOn, now, stale) => expect(isStale(checkedOn, new Date(now))).toBe(stale));
