import { expect, test } from 'vitest';
import { newBudget } from './limits.ts';

const over = (limit: string) => expect.objectContaining({ code: 'bundle-over-limit', facts: { limit } });
const sha1 = { kdf: 'pkcs12', hash: 'sha1', length: 20 } as const;

test('one count of iterations, and all rounds together, have a limit', () => {
  expect(() => newBudget().spendRounds({ ...sha1, iterations: 2_000_001 })).toThrow(over('iterations'));
  const budget = newBudget();
  budget.spendRounds({ ...sha1, iterations: 2_000_000, length: 60 }); // three blocks
  expect(() => budget.spendRounds({ kdf: 'pbkdf2', hash: 'sha256', iterations: 1, length: 1 })).toThrow(over('rounds'));
});

test('a hash that takes longer leaves fewer rounds', () => {
  const budget = newBudget();
  budget.spendRounds({ kdf: 'pkcs12', hash: 'sha512', iterations: 1_000_000, length: 64 }); // as four
  budget.spendRounds({ kdf: 'pbkdf2', hash: 'sha512', iterations: 1_000_000, length: 64 }); // as two
  expect(() => budget.spendRounds({ ...sha1, iterations: 1 })).toThrow(over('rounds'));
});

test('the slowest honest file stays within: 600,000 rounds of SHA-512 for its MAC, its key and its certificates', () => {
  const budget = newBudget();
  budget.spendRounds({ kdf: 'pkcs12', hash: 'sha512', iterations: 600_000, length: 64 });
  for (const length of [32, 32]) budget.spendRounds({ kdf: 'pbkdf2', hash: 'sha512', iterations: 600_000, length });
});

test('a passphrase that is tried in two encodings leaves half of the rounds', () => {
  const budget = newBudget(2);
  budget.spendRounds({ ...sha1, iterations: 1_500_000, length: 40 });
  expect(() => budget.spendRounds({ ...sha1, iterations: 1 })).toThrow(over('rounds'));
});

test('bags have a limit', () => {
  const budget = newBudget();
  for (let bag = 0; bag < 200; bag += 1) budget.spendBag();
  expect(() => budget.spendBag()).toThrow(over('bags'));
});
