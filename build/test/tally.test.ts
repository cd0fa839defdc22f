import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inWords, oneCheck, sum, tallyOf } from './tally.mjs';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tally-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function report(content: string) {
  const file = path.join(folder, 'report.json');
  await writeFile(file, content);
  return file;
}

describe('the last line', () => {
  test('adds up every stage', () => {
    const tallies = [oneCheck(0), oneCheck(2), { passed: 40, failed: 0, skipped: 0 }];
    expect(inWords(sum(tallies))).toBe('41 passed, 1 failed');
  });

  test('names skipped tests only where there are any', () => {
    expect(inWords({ passed: 3, failed: 0, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped');
  });
});

describe('a runner', () => {
  test('of Vitest is counted by its report', async () => {
    const file = await report('{"numPassedTests":5,"numFailedTests":1,"numPendingTests":2,"numTodoTests":1}');
    expect(await tallyOf('vitest', file, 1)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  test('of strangers counts a verdict as a test', async () => {
    const file = await report('{"cells":[{"ok":true},{"ok":false}],"certificates":[{"ok":true}],"inward":[{"ok":true}],"skipped":[{}]}');
    expect(await tallyOf('interop', file, 1)).toEqual({ passed: 3, failed: 1, skipped: 1 });
  });

  test('of roads counts a check as a test', async () => {
    const file = await report('{"checks":[{"ok":true},{"ok":false},{"ok":true}],"skipped":[{}]}');
    expect(await tallyOf('roads', file, 1)).toEqual({ passed: 2, failed: 1, skipped: 1 });
  });

  test('of the fault park counts a scenario and a check as a test', async () => {
    const file = await report('{"scenarios":[{"ok":true},{"ok":false}],"checks":[{"ok":true}],"skipped":[{}]}');
    expect(await tallyOf('park', file, 1)).toEqual({ passed: 2, failed: 1, skipped: 1 });
  });

  test('of Playwright counts a flaky test as failed', async () => {
    const file = await report('{"stats":{"expected":5,"unexpected":1,"flaky":1,"skipped":2}}');
    expect(await tallyOf('playwright', file, 1)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  test('that breaks down without a failing test has failed', async () => {
    const file = await report('{"numPassedTests":5,"numFailedTests":0,"numPendingTests":0,"numTodoTests":0}');
    expect(await tallyOf('vitest', file, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  });

  test('that leaves no report has failed', async () => {
    expect(await tallyOf('playwright', path.join(folder, 'missing.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
