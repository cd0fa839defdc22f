import { describe, expect, test } from 'vitest';
import { daysLeft, lifeLeft, toneOfDays } from './days.ts';

const now = Date.parse('2026-11-21T12:00:00Z');

describe('days left of a certificate', () => {
  test.each([
    ['2026-12-14T12:00:00Z', 23, 'warn'],
    ['2026-12-21T12:00:00Z', 30, 'warn'],
    ['2026-12-22T12:00:00Z', 31, 'good'],
    ['2026-11-22T11:00:00Z', 0, 'warn'],
    ['2026-11-21T11:59:59Z', -1, 'bad'],
  ])('%s is %i days away and %s', (notAfter, days, tone) => {
    expect(daysLeft(notAfter, now)).toBe(days);
    expect(toneOfDays(days)).toBe(tone);
  });

  test('the bar stays within its ends', () => {
    expect(lifeLeft('2026-11-01T00:00:00Z', '2026-11-20T00:00:00Z', now)).toBe(0);
    expect(lifeLeft('2026-12-01T00:00:00Z', '2027-12-01T00:00:00Z', now)).toBe(1);
    expect(lifeLeft('2026-11-20T12:00:00Z', '2026-11-22T12:00:00Z', now)).toBe(0.5);
    expect(lifeLeft('2026-11-20T12:00:00Z', '2026-11-20T12:00:00Z', now)).toBe(0);
  });
});
