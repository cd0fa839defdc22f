import { Failure } from '../../contract/failure.ts';

/** What a bundle may ask of the reader. Honest ones stay far below: NSS and Windows write 600,000 iterations at most. */
export const limits = {
  bytes: 5 * 1024 * 1024,
  /** Of one iteration count. */
  iterations: 2_000_000,
  /** Hash rounds of all derivations of a file together. */
  rounds: 6_000_000,
  bags: 200,
} as const;

/** Counts the work that a file asks for, before it is done: a derivation that runs cannot be stopped. */
export interface Budget {
  /** @param blocks of hash output; each costs `iterations` rounds. @throws Failure `bundle-over-limit` */
  spendRounds(iterations: number, blocks: number): void;
  /** @throws Failure `bundle-over-limit` */
  spendBag(): void;
}

/** @returns a fresh budget, for one file. */
export function newBudget(): Budget {
  let rounds = limits.rounds;
  let bags = limits.bags;
  return {
    spendRounds: (iterations, blocks) => {
      if (iterations > limits.iterations) throw new Failure('bundle-over-limit', { limit: 'iterations' });
      rounds -= iterations * blocks;
      if (rounds < 0) throw new Failure('bundle-over-limit', { limit: 'rounds' });
    },
    spendBag: () => {
      bags -= 1;
      if (bags < 0) throw new Failure('bundle-over-limit', { limit: 'bags' });
    },
  };
}
