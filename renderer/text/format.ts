import i18next from 'i18next';

const dayMs = 86_400_000;

const write = (iso: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(i18next.language, options).format(new Date(iso));

/** A day: `14 Dec 2026`. */
export const formatDate = (iso: string): string => write(iso, { dateStyle: 'medium' });

/** A time of day: `18:42`. */
const formatTime = (iso: string): string => write(iso, { timeStyle: 'short' });

/** A day as people say it: `today`, `yesterday`, `14 Dec 2026`. */
export const formatDay = (iso: string, now: Date = new Date()): string =>
  isRecent(iso, now) ? formatDays(daysBetween(now, iso)) : formatDate(iso);

/** A moment as people say it: `today at 18:42`, `yesterday at 07:10`, `14 Dec 2026`. */
export const formatWhen = (iso: string, now: Date = new Date()): string =>
  isRecent(iso, now) ? i18next.t('ui.dayAndTime', { day: formatDay(iso, now), time: formatTime(iso) }) : formatDate(iso);

/** A moment to the minute, however long ago: `today at 18:42`, `14 Dec 2026, 18:42`. */
export const formatMoment = (iso: string, now: Date = new Date()): string =>
  isRecent(iso, now) ? formatWhen(iso, now) : write(iso, { dateStyle: 'medium', timeStyle: 'short' });

const isRecent = (iso: string, now: Date): boolean => [0, -1].includes(daysBetween(now, iso));

/** Days of the calendar, whatever the hour. */
const daysBetween = (from: Date, iso: string): number => Math.round((startOfDay(new Date(iso)) - startOfDay(from)) / dayMs);

const startOfDay = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** A count of days from now: `in 23 days`, `tomorrow`. */
export const formatDays = (days: number): string => new Intl.RelativeTimeFormat(i18next.language, { numeric: 'auto' }).format(days, 'day');

/** A time that something took: `61 ms`. */
export const formatMs = (ms: number): string =>
  new Intl.NumberFormat(i18next.language, { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 }).format(ms);

/** A time that something has taken so far: `4 sec`. */
export const formatSeconds = (seconds: number): string =>
  new Intl.NumberFormat(i18next.language, { style: 'unit', unit: 'second' }).format(seconds);

/** Words in a row: `Anna – iPhone, Jörg – Pixel and 2 more` is a list of such items. */
export const formatList = (items: readonly string[]): string => new Intl.ListFormat(i18next.language).format(items);

/** `AB:CD:…`, as other programs show fingerprints. */
export const formatFingerprint = (hex: string): string => hex.toUpperCase().match(/../g)?.join(':') ?? '';
