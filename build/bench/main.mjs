/** Start-up and memory of the app against a bare Electron window of the same run: `npm run bench -- [--runs N] [--json]`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { buildApp } from '../build.mjs';
import { inRoot, root } from '../root.mjs';
import { withDesktop } from '../setup/desktop.mjs';
import { reportTrouble } from '../setup/report-trouble.mjs';
import { setUp } from '../setup/set-up.mjs';
import { memoryOfTree } from './memory.mjs';

const settlingMs = 2000;

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, runs: { type: 'string', default: '5' } } });

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

/** @param {readonly number[]} numbers */
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** @param {readonly Figures[]} runs */
const summary = (runs) => ({
  startMs: Math.round(median(runs.map(({ startMs }) => startMs))),
  memoryMiB: Math.round(median(runs.map(({ memoryMiB }) => memoryMiB))),
});

/** @param {string} executable */
async function compare(executable) {
  const profiles = await mkdtemp(path.join(tmpdir(), 'latchkey-bench-'));
  const bare = { app: inRoot('build/bench/bare-window'), profile: path.join(profiles, 'bare'), runs: /** @type {Figures[]} */ ([]) };
  const latchkey = { app: root, profile: path.join(profiles, 'latchkey'), runs: /** @type {Figures[]} */ ([]) };
  await withDesktop('unlocked', async (env) => {
    // In turn, so that whatever else the machine does meets both; the first round only warms up.
    for (let round = 0; round <= Number(values.runs); round++) {
      for (const { app, profile, runs } of [bare, latchkey]) {
        const figures = await measure(executable, app, env, profile);
        if (round > 0) runs.push(figures);
      }
    }
  });
  await rm(profiles, { recursive: true, force: true });
  return { bare: summary(bare.runs), latchkey: summary(latchkey.runs) };
}

await reportTrouble(async () => {
  if (process.platform !== 'linux') throw new Error('Memory is read from /proc: npm run bench needs Linux.');
  const runtime = await setUp('desktop');
  await buildApp();
  const { bare, latchkey } = await compare(runtime.executable);
  const ratio = { start: latchkey.startMs / bare.startMs, memory: latchkey.memoryMiB / bare.memoryMiB };
  if (values.json) {
    console.log(JSON.stringify({ electron: runtime.version, runs: Number(values.runs), bare, latchkey, ratio }));
  } else {
    console.log(`First paint  ${latchkey.startMs} ms, bare window ${bare.startMs} ms: ${ratio.start.toFixed(2)} times`);
    console.log(`Memory       ${latchkey.memoryMiB} MiB, bare window ${bare.memoryMiB} MiB: ${ratio.memory.toFixed(2)} times`);
  }
  return 0;
});
