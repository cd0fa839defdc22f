import { spawn, spawnSync } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inRoot, root } from '../root.mjs';
import { exitOf, runTool, toolScript } from '../run.mjs';
import { withDesktop } from '../setup/desktop.mjs';
import { tallyOf } from './tally.mjs';

/** @import { Runtime } from '../setup/runtime.mjs' */
/** @import { Choice, Stage } from './stages.mjs' */
/** @import { Tally } from './tally.mjs' */

const isRoot = process.getuid?.() === 0;

const playwright = ['test', '--config=build/playwright.config.ts', '--pass-with-no-tests'];

/**
 * @param {Runtime} runtime
 * @param {string} folder for the profiles of the app and the report
 */
const environment = (runtime, folder) => ({
  E2E_ELECTRON: runtime.executable,
  E2E_OUTPUT: path.join(folder, 'profiles'),
  E2E_REPORT: path.join(folder, 'report.json'),
});

/**
 * Runs specs on a desktop of its own.
 *
 * @param {Runtime} runtime
 * @param {readonly string[]} choice options of Playwright
 * @returns {Promise<Tally>}
 */
export async function runSpecs(runtime, choice) {
  const env = environment(runtime, inRoot('test-results/e2e'));
  await rm(env.E2E_REPORT, { force: true });
  const exitCode = await withDesktop('unlocked', (desktop) =>
    runTool('@playwright/test', [...playwright, ...choice], { command: 'playwright', env: { ...desktop, ...env } }),
  );
  return tallyOf('playwright', env.E2E_REPORT, exitCode);
}

/** What needs a package (`npm run dist` does that) and, as root, the sandbox (a stage of `npm test` does that). */
export const notHere = isRoot ? '@packaged|@sandbox' : '@packaged';

/**
 * The app, but for what is not for here.
 *
 * @param {Choice} choice
 * @returns {Stage}
 */
export const appStage = ({ runtime, grep }) => ({
  name: 'The app, end to end',
  run: () => runSpecs(runtime, [`--grep-invert=${notHere}`, ...(grep ? [`--grep=${grep}`] : [])]),
});

const nobody = 65534;
const asNobody = [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];

/**
 * @param {Runtime} runtime
 * @param {string} folder of nobody
 */
async function testSandbox(runtime, folder) {
  const readable = spawnSync('setpriv', [...asNobody, 'test', '-r', inRoot('package.json'), '-a', '-x', runtime.executable]);
  if (readable.status !== 0) {
    console.error(`NOT TESTED: an ordinary user may not read ${root}. Clone to a folder that others can read.`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const env = environment(runtime, folder);
  const test = [process.execPath, toolScript('@playwright/test', 'playwright'), ...playwright, '--grep=@sandbox'];
  const onDesktop = [process.execPath, inRoot('build/setup/desktop.mjs'), ...test];
  const child = spawn('setpriv', [...asNobody, ...onDesktop], {
    cwd: root,
    env: { ...process.env, ...env, HOME: folder, TMPDIR: folder },
    stdio: 'inherit',
  });
  return tallyOf('playwright', env.E2E_REPORT, await exitOf(child));
}

/**
 * Chromium's sandbox, which root cannot use, tested as a user who may do nothing else.
 *
 * @param {Runtime} runtime
 * @returns {readonly Stage[]} none where we are such a user ourselves
 */
export function sandboxStages(runtime) {
  if (!isRoot) return [];
  return [
    {
      name: 'The sandbox, as an ordinary user',
      run: async () => {
        const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-nobody-'));
        await chown(folder, nobody, nobody);
        return testSandbox(runtime, folder).finally(() => rm(folder, { recursive: true, force: true }));
      },
    },
  ];
}
