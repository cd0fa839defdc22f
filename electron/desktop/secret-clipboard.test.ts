import { expect, test } from 'vitest';
import { secretClipboard, secretStaysMs } from './secret-clipboard.ts';

function bench() {
  let text = '';
  const due: { readonly work: () => void; readonly ms: number }[] = [];
  const writeText = (next: string): void => {
    text = next;
  };
  const system = { readText: async () => text, writeText, clear: () => writeText('') };
  const { copy, clearNow } = secretClipboard(system, (work, ms) => due.push({ work, ms }));
  const aMinutePasses = async () => {
    for (const { work } of due.splice(0)) work();
    await new Promise(setImmediate);
  };
  return { system, copy, clearNow, due, aMinutePasses };
}

test('a copied secret is gone after a minute', async () => {
  const { system, copy, due, aMinutePasses } = bench();
  copy('k7mw-p3xt', { secret: true });
  expect(await system.readText()).toBe('k7mw-p3xt');
  expect(due[0]?.ms).toBe(secretStaysMs);
  await aMinutePasses();
  expect(await system.readText()).toBe('');
});

test('a secret that is copied again has its minute anew', async () => {
  const { system, copy, due, aMinutePasses } = bench();
  copy('k7mw-p3xt', { secret: true });
  const [first] = due.splice(0);
  copy('k7mw-p3xt', { secret: true });
  first?.work();
  await new Promise(setImmediate);
  expect(await system.readText()).toBe('k7mw-p3xt');
  await aMinutePasses();
  expect(await system.readText()).toBe('');
});

test('what was copied since then stays', async () => {
  const { system, copy, aMinutePasses } = bench();
  copy('k7mw-p3xt', { secret: true });
  system.writeText('a recipe');
  await aMinutePasses();
  expect(await system.readText()).toBe('a recipe');
});

test('ordinary text stays, also when it follows a secret', async () => {
  const { system, copy, due, aMinutePasses } = bench();
  copy('k7mw-p3xt', { secret: true });
  copy('nginx -t', { secret: false });
  expect(due).toHaveLength(1);
  await aMinutePasses();
  expect(await system.readText()).toBe('nginx -t');
});

test('quitting clears a secret at once', async () => {
  const { system, copy, clearNow } = bench();
  copy('k7mw-p3xt', { secret: true });
  await clearNow();
  expect(await system.readText()).toBe('');
});
