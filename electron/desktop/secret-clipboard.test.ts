import { expect, test } from 'vitest';
import { secretClipboard, secretStaysMs } from './secret-clipboard.ts';

function bench() {
  let text = '';
  const due: { readonly work: () => void; readonly ms: number }[] = [];
  const system = { readText: () => text, writeText: (next: string) => void (text = next), clear: () => void (text = '') };
  const { copy, clearNow } = secretClipboard(system, (work, ms) => due.push({ work, ms }));
  return { system, copy, clearNow, due, aMinutePasses: () => due.splice(0).forEach(({ work }) => void work()) };
}

test('a copied secret is gone after a minute', () => {
  const { system, copy, due, aMinutePasses } = bench();
  copy('k7mw-p3xt', { secret: true });
  expect(system.readText()).toBe('k7mw-p3xt');
  expect(due[0]?.ms).toBe(secretStaysMs);
  aMinutePasses();
  expect(system.readText()).toBe('');
});

test('what was copied since then stays', () => {
  const { system, copy, aMinutePasses } = bench();
  copy('k7mw-p3xt', { secret: true });
  system.writeText('a recipe');
  aMinutePasses();
  expect(system.readText()).toBe('a recipe');
});

test('ordinary text stays, also when it follows a secret', () => {
  const { system, copy, due, aMinutePasses } = bench();
  copy('k7mw-p3xt', { secret: true });
  copy('nginx -t', { secret: false });
  expect(due).toHaveLength(1);
  aMinutePasses();
  expect(system.readText()).toBe('nginx -t');
});

test('quitting clears a secret at once', () => {
  const { system, copy, clearNow } = bench();
  copy('k7mw-p3xt', { secret: true });
  clearNow();
  expect(system.readText()).toBe('');
});
