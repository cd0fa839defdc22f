import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handsets } from '../contract/handoff.ts';
import { filePage, gonePage, pagePolicy } from './page.ts';
import { handsetOf, wordsFor } from './visitor.ts';

const file = { name: 'Anna – iPhone.p12', path: '/AAAA/device.p12' };
const tagsOf = (html: string): readonly string[] => [...html.matchAll(/<([a-z0-9]+)/g)].map(([, tag]) => tag ?? '');

describe.each(['en', 'de'])('the page in %s', (language) => {
  const words = wordsFor(language);

  test.each(handsets)('for %s says what to do, what to trust and nothing in the other language', (handset) => {
    const html = filePage(words, file, handset);
    expect(html).toContain(`<html lang="${language}">`);
    for (const { title, steps } of words.text.handset[handset])
      for (const line of [title, ...steps]) expect(html.replaceAll('&amp;', '&')).toContain(line);
    for (const line of words.text.trust.text) expect(html).toContain(line);
    expect(html).toMatch(/href="\/AAAA\/device\.p12">[^<]*Anna – iPhone\.p12/);
    expect(tagsOf(html)).not.toContain('script');
    expect(html).not.toMatch(/https?:|\son\w+=|javascript:|style="/);
  });

  test('has one style, which its policy names', () => {
    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(filePage(words, file, 'ios')) ?? [];
    expect(pagePolicy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  });

  test.each(['downloaded', 'downloading', 'expired'] as const)('has no link once it is %s', (why) =>
    expect(tagsOf(gonePage(words, why))).not.toContain('a'),
  );
});

test('a name of a file is shown as it is, whatever it is', () =>
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('<script>', '"><img src=x>', '$&', "$'", '&amp;')), (name) => {
      const [plain, named] = ['x', name].map((each) => filePage(wordsFor('en'), { ...file, name: each }, 'other'));
      expect(tagsOf(named ?? '')).toEqual(tagsOf(plain ?? ''));
    }),
  ));

test('the colours of the page can be read, light and dark', () => {
  const html = filePage(wordsFor('en'), file, 'ios');
  for (const theme of html.split('@media').slice(0, 2)) {
    const colour = (name: string) => new RegExp(`--${name}: #([0-9a-f]+)`).exec(theme)?.[1] ?? '';
    for (const [text, ground] of [
      ['ink', 'surface'],
      ['soft', 'surface'],
      ['ink', 'raised'],
      ['on-accent', 'accent'],
    ] as const)
      expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  }
});

/** @see WCAG 2.2, relative luminance and contrast ratio */
function contrast(a: string, b: string): number {
  const [bright = 0, dark = 0] = [a, b].map(luminance).sort((x, y) => y - x);
  return (bright + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const digits = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1', 'ios'],
  ['Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1', 'ios'],
  ['Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36', 'android'],
  ['Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0', 'android'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15', 'mac'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36', 'windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0', 'other'],
  ['', 'other'],
])('%s is %s', (userAgent, handset) => expect(handsetOf(userAgent)).toBe(handset));

test.each([
  ['de-AT,de;q=0.9,en;q=0.5', 'de'],
  ['en-GB,en;q=0.9,de;q=0.8', 'en'],
  ['fr-FR,fr;q=0.9,de;q=0.3,en;q=0.2', 'de'],
  ['de;q=0,en;q=0.1', 'en'],
  ['en;q=0.1, DE;q=0.2', 'de'],
  ['fr', 'en'],
  ['__proto__,toString,*', 'en'],
  [';;q=,,de;q=x', 'de'],
  ['', 'en'],
])('who reads “%s” reads %s', (header, language) => expect(wordsFor(header).language).toBe(language));
