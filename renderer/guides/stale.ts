/**
 * Whether nobody has compared a guide with its sources for more than a year.
 *
 * @param checkedOn a day: `2026-11-21`
 */
export function isStale(checkedOn: string, now: Date): boolean {
  const limit = new Date(`${checkedOn}T00:00:00Z`);
  limit.setUTCFullYear(limit.getUTCFullYear() + 1);
  return now > limit;
}
