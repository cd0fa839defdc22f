import { spawn } from 'node:child_process';
import { chromium } from '@playwright/test';
import { exitOf } from './run.mjs';

/** @import { Page } from '@playwright/test' */

const startLimitMs = 30_000;

/**
 * @typedef {object} RunningApp
 * @property {number} pid
 * @property {Page} page its window
 * @property {() => Promise<void>} stop
 */

/**
 * Starts an app as its user would, and looks in through Chromium's debugging port. That is the only way into a hardened package,
 * and the only one that does not slow its start.
 *
 * @param {string} executable
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<RunningApp>}
 */
export async function openThroughDebuggingPort(executable, args, env) {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(executable, ['--remote-debugging-port=0', ...sandbox, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = exitOf(child);
  const address = await new Promise((resolve, reject) => {
    let text = '';
    child.stderr.on('data', (chunk) => {
      text += chunk;
      const found = text.match(/DevTools listening on (ws:\S+)/);
      if (found) resolve(found[1]);
    });
    ended.then((code) => reject(new Error(`${executable} ended with code ${code}:\n${text}`)), reject);
    setTimeout(() => reject(new Error(`${executable} opened no debugging port within ${startLimitMs} ms:\n${text}`)), startLimitMs).unref();
  });
  const browser = await chromium.connectOverCDP(address);
  const context = browser.contexts()[0];
  if (!context || !child.pid) throw new Error(`${executable} has no window`);
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  return {
    pid: child.pid,
    page,
    stop: async () => {
      await browser.close();
      child.kill();
      await ended;
    },
  };
}
