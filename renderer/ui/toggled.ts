/** @returns the set with the member, where it was without, or without it */
export const toggled = <T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> =>
  set.has(member) ? new Set([...set].filter((other) => other !== member)) : new Set([...set, member]);
