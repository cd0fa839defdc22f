const dayMs = 86_400_000;

/** Whole days from now to an end, rounded down: 0 on the last day, negative after it. */
export const daysLeft = (notAfter: string, now: number): number => Math.floor((Date.parse(notAfter) - now) / dayMs);

/** The part of a life that is left, 0 to 1. */
export function lifeLeft(notBefore: string, notAfter: string, now: number): number {
  const start = Date.parse(notBefore);
  const end = Date.parse(notAfter);
  return end > start ? Math.min(1, Math.max(0, (end - now) / (end - start))) : 0;
}

/** Enough for somebody who looks in once a month. */
export const soonDays = 30;

/** Amber when the end is near. */
export const toneOfDays = (days: number): 'good' | 'warn' | 'bad' => (days < 0 ? 'bad' : days <= soonDays ? 'warn' : 'good');
