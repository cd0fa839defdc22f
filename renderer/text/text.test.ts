import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { localeFor } from './text.ts';

const renderer = path.join(import.meta.dirname, '..');
const filesEndingIn = (ending: string) =>
  readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(ending));
const read = (file: string) => readFileSync(path.join(renderer, file), 'utf8');

/** Attributes and properties that a person reads or hears. */
const spoken = new Set(['aria-label', 'alt', 'title', 'label', 'legend', 'hint', 'placeholder', 'description', 'subtitle', 'confirm']);

/** @returns every word for people that stands in the code instead of the catalogue. */
function looseWords(source: ts.SourceFile): readonly string[] {
  const found: string[] = [];
  const note = (text: string) => /\p{L}/u.test(text) && found.push(text.trim());
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) note(node.text);
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && node.expression && ts.isStringLiteralLike(node.expression))
      note(node.expression.text);
    if ((ts.isJsxAttribute(node) || ts.isPropertyAssignment(node)) && spoken.has(node.name.getText()) && node.initializer) {
      const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer;
      if (value && ts.isStringLiteralLike(value)) note(value.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const parse = (file: string, text: string) => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);

describe('words', () => {
  test('are found where they stand in the code', () => {
    const code = `<p title="One" aria-label={'Two'}>Three {'Four'} {name} · <b label={t('five')}/></p>; ({ label: 'Six', id: 'seven' })`;
    expect(looseWords(parse('x.tsx', code))).toEqual(['One', 'Two', 'Three', 'Four', 'Six']);
  });

  test.each(filesEndingIn('.tsx'))('of %s come from the catalogue', (file) => expect(looseWords(parse(file, read(file)))).toEqual([]));
});

test.each(filesEndingIn('.css').filter((file) => !file.endsWith('tokens.css')))('%s takes its colours from the tokens', (file) => {
  expect(read(file).match(/#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb|light-dark)\(/gi)).toBeNull();
});

describe('the locale', () => {
  test.each([
    ['system', 'en-US', 'en-US'],
    ['system', 'en', 'en'],
    ['system', 'de-DE', 'en-GB'],
    ['system', 'eng-x', 'en-GB'],
    ['system', '', 'en-GB'],
    ['en', 'de-DE', 'en-GB'],
    ['en', 'en-AU', 'en-AU'],
  ] as const)('for the choice %s on a system that speaks “%s” is %s', (language, system, locale) =>
    expect(localeFor(language, system)).toBe(locale),
  );
});
