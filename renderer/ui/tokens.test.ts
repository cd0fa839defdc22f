import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, ...pair]) => [name, pair]),
);

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, contrast ratio of two tokens in one theme. */
function contrast(front: string, back: string, theme: 0 | 1): number {
  const [a, b] = [front, back].map((name) => {
    const hex = tokens.get(name)?.[theme];
    if (hex === undefined) throw new Error(`no token --${name}`);
    return luminance(hex);
  }) as [number, number];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const surfaces = ['surface', 'surface-raised', 'surface-side', 'surface-hover'];
const inks = ['ink', 'ink-soft', 'accent', 'good', 'warn', 'bad'];
const texts = [
  ...surfaces.flatMap((back) => inks.map((front) => [front, back])),
  ...['accent', 'good', 'warn', 'bad'].map((tone) => [tone, `${tone}-soft`]),
  ['ink', 'bad-soft'],
  ['ink-soft', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-bad', 'bad'],
  ['on-bad', 'bad-hover'],
  ['surface-raised', 'good'],
] as [string, string][];

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('in the %s theme', (_, theme) => {
  test.each(texts)('--%s can be read on --%s', (front, back) => expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(4.5));

  test.each(surfaces.slice(0, 2))('the edge of a control is seen on --%s', (back) => {
    expect(contrast('line-control', back, theme)).toBeGreaterThanOrEqual(3);
    expect(contrast('accent', back, theme)).toBeGreaterThanOrEqual(3);
  });
});
