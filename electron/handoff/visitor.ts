import type { Handset } from '../contract/handoff.ts';
import { handoffPageDe } from '../contract/text/de/handoff.ts';
import { type HandoffText, handoffPageEn } from '../contract/text/en/handoff.ts';

/** Marks in a User-Agent header; the first that fits counts, since Windows phones and Android once named each other. */
const marks: readonly (readonly [Handset, RegExp])[] = [
  ['ios', /\b(iPhone|iPad|iPod)\b/],
  ['android', /\bAndroid\b/],
  ['mac', /\bMacintosh\b/],
  ['windows', /\bWindows NT\b/],
];

/** @returns what a browser says it runs on; it may say anything. */
export const handsetOf = (userAgent: string): Handset => marks.find(([, mark]) => mark.test(userAgent))?.[0] ?? 'other';

const languages = { en: handoffPageEn, de: handoffPageDe } as const satisfies Record<string, HandoffText>;
type Language = keyof typeof languages;

const isLanguage = (tag: string): tag is Language => Object.hasOwn(languages, tag);

/**
 * Picks the words for a browser.
 *
 * @param acceptLanguage the header (RFC 9110 section 12.5.4), such as `de-AT,de;q=0.9,en;q=0.5`
 * @returns English where it asks for no language of ours
 */
export function wordsFor(acceptLanguage: string): { readonly language: Language; readonly text: HandoffText } {
  const wishes = acceptLanguage.split(',').map((wish) => {
    const [range = '', ...parameters] = wish.trim().toLowerCase().split(';');
    const quality = parameters.map((each) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(each)?.[1]).find((value) => value !== undefined);
    return { tag: range.split('-')[0] ?? '', quality: Number(quality ?? 1) };
  });
  const wanted = wishes.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality);
  const language = wanted.map(({ tag }) => tag).find(isLanguage) ?? 'en';
  return { language, text: languages[language] };
}
