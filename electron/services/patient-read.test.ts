import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { patientReader } from './patient-read.ts';

const content = Buffer.from('content');
const notAnswering = (file: string) => ({ code: 'file-not-answering', facts: { file } });

/** Files under /gone hang until they are let go. */
function bench() {
  const asked: string[] = [];
  const held: (() => void)[] = [];
  const read = patientReader((file) => {
    asked.push(file);
    return file.startsWith('/gone') ? new Promise((resolve) => held.push(() => resolve(content))) : Promise.resolve(content);
  }, 20);
  return { read, asked, letGo: () => held.splice(0).forEach((go) => void go()) };
}

test('a file that does not answer is given up, and the others are read', async () => {
  const { read } = bench();
  const readings = await Promise.allSettled([read('/gone/a.p12'), read('/here/b.p12')]);
  expect(readings).toMatchObject([{ reason: notAnswering('a.p12') }, { value: content }]);
});

test('nothing else of its folder is tried until it answers', async () => {
  const { read, asked, letGo } = bench();
  await expect(read('/gone/a.p12')).rejects.toMatchObject(notAnswering('a.p12'));
  await expect(read('/gone/b.p12')).rejects.toMatchObject(notAnswering('b.p12'));
  expect(asked).toEqual(['/gone/a.p12']);
  expect(await read('/here/c.p12')).toBe(content);
  letGo();
  await delay(0);
  const again = read('/gone/b.p12');
  letGo();
  expect(await again).toBe(content);
});

test('however many folders hang, a thread is left for the vault', async () => {
  const { read, asked } = bench();
  const readings = ['/gone/1/a', '/gone/2/a', '/gone/3/a'].map((file) => read(file));
  await Promise.allSettled(readings);
  await expect(read('/gone/4/a')).rejects.toMatchObject(notAnswering('a'));
  expect(asked).toHaveLength(3);
});

test('trouble that comes in time is told as it is', async () => {
  const read = patientReader(() => Promise.reject(new Error('as it is')), 20);
  await expect(read('/here/a.p12')).rejects.toThrow('as it is');
});
