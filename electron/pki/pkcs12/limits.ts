import { Failure } from '../../contract/failure.ts';
import { type HashName, hashSizes } from './kdf.ts';

/** What a bundle may ask of the reader. Honest ones stay far below: NSS and Windows write 600,000 iterations at most. */
export const limits = {
  bytes: 5 * 1024 * 1024,
  /** Of one iteration count. */
  iterations: 2_000_000,
  /** Hash rounds of all derivations of a file together. */
  rounds: 6_000_000,
  bags: 200,
} as const;

/** Counts the work that a file asks for where it is read, before any of it is done: a derivation that runs cannot be stopped. */
export interface Budget {
  /** @param length of what is derived, in bytes; each block of hash output costs `iterations` rounds. @throws Failure `bundle-over-limit` */
  spendRounds(iterations: number, length: number, hash: HashName): void;
  /** @throws Failure `bundle-over-limit` */
  spendBag(): void;
}

/** @returns a fresh budget, for one file of which each derivation is done once for every attempt. */
export function newBudget(attempts = 1): Budget {
  let rounds = limits.rounds;
  let bags = limits.bags;
  return {
    spendRounds: (iterations, length, hash) => {
      if (iterations > limits.iterations) throw new Failure('bundle-over-limit', { limit: 'iterations' });
      rounds -= iterations * Math.ceil(length / hashSizes[hash].output) * attempts;
      if (rounds < 0) throw new Failure('bundle-over-limit', { limit: 'rounds' });
    },
    spendBag: () => {
      bags -= 1;
      if (bags < 0) throw new Failure('bundle-over-limit', { limit: 'bags' });
    },
  };
}
