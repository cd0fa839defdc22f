import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { en } from './catalogue.ts';
import { formatDate, formatDay, formatDays, formatList, formatMoment, formatMs, formatWhen } from './format.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'en-GB', fallbackLng: 'en', resources: { en: { translation: en } } });
});

const local = (day: number, hour: number) => new Date(2026, 10, day, hour, 42).toISOString();
const now = new Date(2026, 10, 21, 0, 5);

describe('a moment as people say it', () => {
  test.each([
    [local(21, 0), 'today at 00:42'],
    [local(20, 23), 'yesterday at 23:42'],
    [local(20, 0), 'yesterday at 00:42'],
    [local(19, 23), '19 Nov 2026'],
    [local(22, 1), '22 Nov 2026'],
  ])('%s is “%s”', (iso, words) => expect(formatWhen(iso, now)).toBe(words));
});

test('a moment to the minute keeps its hour, however long ago', () => {
  expect(formatMoment(local(20, 23), now)).toBe('yesterday at 23:42');
  expect(formatMoment(local(5, 12), now)).toBe('5 Nov 2026, 12:42');
});

test('days, dates, times and lists follow the language', () => {
  expect(formatDays(23)).toBe('in 23 days');
  expect(formatDays(1)).toBe('tomorrow');
  expect(formatDays(-2)).toBe('2 days ago');
  expect(formatDay(local(20, 23), now)).toBe('yesterday');
  expect(formatDay(local(19, 23), now)).toBe('19 Nov 2026');
  expect(formatDate(local(5, 12))).toBe('5 Nov 2026');
  expect(formatMs(61.4)).toBe('61 ms');
  expect(formatList(['a', 'b', 'c'])).toBe('a, b and c');
});
