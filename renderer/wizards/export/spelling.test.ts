import { expect, test } from 'vitest';
import { handoffEn } from '../../text/en/handoff.ts';
import { spell } from './spelling.ts';

test('a passphrase is read out in groups', () =>
  expect(spell('k7wq-a2bz', handoffEn.spelling)).toEqual(['kilo – seven – whiskey – quebec', 'alfa – two – bravo – zulu']));

test('every character that a passphrase is made of has a word of its own', () => {
  const characters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const [words = ''] = spell(characters, handoffEn.spelling);
  expect(new Set(words.split(' – ')).size).toBe(characters.length);
  for (const word of words.split(' – ')) expect(word).toMatch(/^[a-z-]{3,}$/);
});
