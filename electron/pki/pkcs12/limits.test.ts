import { expect, test } from 'vitest';
import { newBudget } from './limits.ts';

const over = (limit: string) => expect.objectContaining({ code: 'bundle-over-limit', facts: { limit } });

test('one count of iterations, and all rounds together, have a limit', () => {
  expect(() => newBudget().spendRounds(2_000_001, 1, 'sha1')).toThrow(over('iterations'));
  const budget = newBudget();
  budget.spendRounds(2_000_000, 60, 'sha1'); // three blocks of SHA-1
  expect(() => budget.spendRounds(1, 1, 'sha256')).toThrow(over('rounds'));
});

test('a passphrase that is tried in two encodings leaves half of the rounds', () => {
  const budget = newBudget(2);
  budget.spendRounds(1_500_000, 40, 'sha1');
  expect(() => budget.spendRounds(1, 1, 'sha1')).toThrow(over('rounds'));
});

test('bags have a limit', () => {
  const budget = newBudget();
  for (let bag = 0; bag < 200; bag += 1) budget.spendBag();
  expect(() => budget.spendBag()).toThrow(over('bags'));
});
