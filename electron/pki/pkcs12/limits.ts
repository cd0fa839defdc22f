import { Failure } from '../../contract/failure.ts';
import { type HashName, hashSizes } from './hash.ts';

/** What a bundle may ask of the reader. Honest ones stay far below: NSS and Windows write 600,000 iterations at most. */
export const limits = {
  bytes: 5 * 1024 * 1024,
  /** Of one iteration count. */
  iterations: 2_000_000,
  /** Hash rounds of all derivations of a file together, each counted as what it costs. */
  rounds: 6_000_000,
  bags: 200,
} as const;

/**
 * Rounds of SHA-256 that take as long as one of another hash does in Electron's Node, so that whatever a file asks for ends within
 * three seconds. RFC 7292's derivation computes SHA-1 and SHA-256 by itself and calls Node for each round of the others.
 */
const costs = {
  pkcs12: { md5: 4, sha1: 1, sha224: 4, sha256: 1, sha384: 4, sha512: 4 },
  pbkdf2: { md5: 1, sha1: 1, sha224: 1, sha256: 1, sha384: 2, sha512: 2 },
} as const satisfies Record<string, Record<HashName, number>>;

/** A derivation by RFC 7292 appendix B, or by PBKDF2. */
interface Rounds {
  readonly kdf: keyof typeof costs;
  readonly hash: HashName;
  readonly iterations: number;
  /** Of what is derived, in bytes; each block of hash output takes `iterations` rounds. */
  readonly length: number;
}

/** Counts the work that a file asks for where it is read, before any of it is done: a derivation that runs cannot be stopped. */
export interface Budget {
  /** @throws Failure `bundle-over-limit` */
  spendRounds(rounds: Rounds): void;
  /** @throws Failure `bundle-over-limit` */
  spendBag(): void;
}

/** @returns a fresh budget, for one file of which each derivation is done once for every attempt. */
export function newBudget(attempts = 1): Budget {
  let rounds = limits.rounds;
  let bags = limits.bags;
  return {
    spendRounds: ({ kdf, hash, iterations, length }) => {
      if (iterations > limits.iterations) throw new Failure('bundle-over-limit', { limit: 'iterations' });
      rounds -= iterations * Math.ceil(length / hashSizes[hash].output) * costs[kdf][hash] * attempts;
      if (rounds < 0) throw new Failure('bundle-over-limit', { limit: 'rounds' });
    },
    spendBag: () => {
      bags -= 1;
      if (bags < 0) throw new Failure('bundle-over-limit', { limit: 'bags' });
    },
  };
}
