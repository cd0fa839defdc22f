/** Words by character: what is said for `a`, `7` and so on. */
export type SpellingWords = Readonly<Record<string, string>>;

/**
 * How a passphrase is read out.
 *
 * @returns one line a group: `kilo – seven – whiskey – quebec`; a character without a word stands for itself
 */
export const spell = (passphrase: string, words: SpellingWords): readonly string[] =>
  passphrase.split('-').map((group) => [...group].map((character) => words[character] ?? character).join(' – '));
