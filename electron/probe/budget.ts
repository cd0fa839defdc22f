import { probeLimits } from '../contract/probe.ts';
import { type Budget, StepError } from './step.ts';

/** @param max more would look like an attack */
export function connectionBudget(max: number = probeLimits.connections): Budget {
  let spent = 0;
  return {
    spent: () => spent,
    take() {
      if (spent === max) throw new StepError('withheld');
      spent += 1;
    },
  };
}

/** @returns a queue that runs no more than so many pieces of work at once, in the order in which they come. */
export function atMost(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
