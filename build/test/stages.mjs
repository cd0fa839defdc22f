import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { buildApp } from '../build.mjs';
import { inRoot } from '../root.mjs';
import { exitOf, runTool } from '../run.mjs';
import { oneCheck, tallyOf } from './tally.mjs';

/** @import { Runtime } from '../setup/runtime.mjs' */
/** @import { Tally } from './tally.mjs' */

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {() => Promise<Tally>} run
 */

/**
 * @typedef {object} Choice
 * @property {Runtime} runtime
 * @property {string | undefined} grep a pattern for the names of tests
 */

const folders = ['electron', 'renderer', 'build', 'e2e'];

/** What reads the sources only. @type {readonly Stage[]} */
export const sourceStages = [
  {
    name: 'Format and lint',
    run: async () => oneCheck(await runTool('@biomejs/biome', ['ci', '--config-path=build', '--error-on-warnings'], { command: 'biome' })),
  },
  {
    name: 'Types',
    run: async () => oneCheck(await runTool('typescript', ['--noEmit', '--project', '.'], { command: 'tsc' })),
  },
  {
    name: 'Who imports whom',
    run: async () => {
      const args = ['--config', 'build/dependency-cruiser.config.mjs', ...folders];
      return oneCheck(await runTool('dependency-cruiser', args, { command: 'depcruise' }));
    },
  },
  {
    name: 'Unused code',
    run: async () => oneCheck(await runTool('knip', ['--config', 'build/knip.json', '--no-progress'])),
  },
];

/**
 * @param {string} name
 * @param {string | undefined} grep
 * @param {NodeJS.ProcessEnv} [extraEnv]
 * @returns {Stage}
 */
function unitStage(name, grep, extraEnv) {
  const report = inRoot('test-results', `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const choice = grep ? ['--testNamePattern', grep, '--passWithNoTests'] : [];
  const args = ['run', '--config', 'build/vitest.config.ts', '--root', '.', ...reporters, ...choice];
  return {
    name,
    run: async () => {
      const exitCode = await runTool('vitest', args, { env: { ...process.env, ...extraEnv } });
      const tally = await tallyOf('vitest', report, exitCode);
      // What a pattern leaves out is not a test that was skipped.
      return grep ? { ...tally, skipped: 0 } : tally;
    },
  };
}

/**
 * @param {Choice} choice
 * @returns {readonly Stage[]}
 */
export const unitStages = ({ runtime, grep }) => [
  unitStage('Unit tests in Node', grep),
  unitStage("Unit tests in Electron's Node", grep, { ELECTRON_RUN_AS_NODE: '1', UNIT_ELECTRON: runtime.executable }),
];

/**
 * @param {string} name
 * @param {'interop' | 'roads' | 'park'} command
 * @returns {Stage}
 */
const trialStage = (name, command) => ({
  name,
  run: async () => {
    const report = inRoot('test-results', `${command}.json`);
    await rm(report, { force: true });
    const trial = spawn(process.execPath, [inRoot(`build/${command}.mjs`), `--report=${report}`], { stdio: 'inherit' });
    return tallyOf(command, report, await exitOf(trial));
  },
});

/** What judges that are not ours think. @type {readonly Stage[]} */
export const trialStages = [
  trialStage('Judged by strangers', 'interop'),
  trialStage('Roads, for real', 'roads'),
  trialStage('Fault park', 'park'),
];

/** @type {Stage} */
export const buildStage = {
  name: 'Build',
  run: async () => {
    await buildApp({ force: true });
    return oneCheck(0);
  },
};
