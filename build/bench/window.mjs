/** Start-up and memory of the app against a bare Electron window. */
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inRoot, root } from '../root.mjs';
import { against } from './comparison.mjs';
import { memoryOfTree } from './memory.mjs';

/** @import { Comparison } from './comparison.mjs' */

const settlingMs = 2000;

/** @typedef {{ readonly startMs: number, readonly memoryMiB: number }} Figures */

/**
 * Runs in a page.
 *
 * @returns {Promise<number>} when something was first seen in it, ms since 1970
 */
async function firstPaintAt() {
  const paint = () => performance.getEntriesByName('first-contentful-paint')[0];
  while (!paint()) await new Promise((resolve) => setTimeout(resolve, 10));
  return performance.timeOrigin + (paint()?.startTime ?? 0);
}

/**
 * @param {string} executable
 * @param {string} app a folder
 * @param {NodeJS.ProcessEnv} env
 * @param {string} profile
 * @returns {Promise<Figures>}
 */
async function measure(executable, app, env, profile) {
  const { openThroughDebuggingPort } = await import('../debugging-port.mjs');
  const startedAt = Date.now();
  const { pid, page, stop } = await openThroughDebuggingPort(executable, [app, `--user-data-dir=${profile}`], env);
  const startMs = (await page.evaluate(firstPaintAt)) - startedAt;
  await delay(settlingMs);
  const memoryMiB = await memoryOfTree(pid);
  await stop();
  return { startMs, memoryMiB };
}

/**
 * @param {string} executable Electron's
 * @param {NodeJS.ProcessEnv} env with a display
 * @param {string} folder an empty one
 * @param {number} rounds
 * @returns {Promise<readonly Comparison[]>}
 */
export async function compareWindows(executable, env, folder, rounds) {
  /** @type {{ ours: Figures, theirs: Figures }[]} */
  const runs = [];
  // In turn, so that whatever else the machine does meets both; the first round only warms up.
  for (let round = 0; round <= rounds; round++) {
    const theirs = await measure(executable, inRoot('build/bench/bare-window'), env, path.join(folder, 'bare'));
    const ours = await measure(executable, root, env, path.join(folder, 'latchkey'));
    if (round > 0) runs.push({ ours, theirs });
  }
  const column = (/** @type {keyof Figures} */ name) => runs.map(({ ours, theirs }) => ({ ours: ours[name], theirs: theirs[name] }));
  return [
    against('First paint / bare Electron window', 'ms', column('startMs'), null),
    against('Memory / bare Electron window', 'MiB', column('memoryMiB'), null),
  ];
}
