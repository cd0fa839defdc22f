import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { inRoot, root } from './root.mjs';

/** @import { ChildProcess, SpawnOptions } from 'node:child_process' */

/**
 * @param {ChildProcess} child
 * @returns {Promise<number>} its exit code, 128 where a signal ended it; rejects where it could not be started
 */
export function exitOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 128));
  });
}

/**
 * Runs a program with our own input and output.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {SpawnOptions} [options]
 * @throws {Error} when it ends with another code than 0
 */
export async function run(command, args, options = {}) {
  const code = await exitOf(spawn(command, args, { stdio: 'inherit', ...options }));
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with code ${code}`);
}

const require = createRequire(import.meta.url);

/**
 * Runs a command of an installed package, by its script: Windows starts those in node_modules/.bin in a shell only.
 *
 * @param {string} packageName
 * @param {readonly string[]} args
 * @param {{ readonly command?: string, readonly env?: NodeJS.ProcessEnv }} [options] command: where it is not named as the package
 * @returns {Promise<number>} its exit code
 */
export function runTool(packageName, args, { command = packageName, env = process.env } = {}) {
  return exitOf(spawn(process.execPath, [toolScript(packageName, command), ...args], { cwd: root, env, stdio: 'inherit' }));
}

/**
 * @param {string} packageName
 * @param {string} [command]
 * @returns {string} the script behind a command of an installed package
 */
export function toolScript(packageName, command = packageName) {
  const folder = inRoot('node_modules', packageName);
  const { bin } = require(path.join(folder, 'package.json'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}
