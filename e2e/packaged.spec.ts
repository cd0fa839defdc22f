import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, expect, type Page, test } from '@playwright/test';
import { root } from './support/latchkey.ts';

const folder = path.join(root, 'release/linux-unpacked');
const executable = path.join(folder, 'latchkey');
let app: ChildProcess | null = null;

/** Starts the hardened app; its debugging port is the only way in, since its fuses close all others. */
async function start(profile: string): Promise<Page> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  app = spawn(executable, [...sandbox, '--remote-debugging-port=0', `--user-data-dir=${profile}`], { stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await debuggerAddress(app);
  const [context] = (await chromium.connectOverCDP(address)).contexts();
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
  if (page === undefined) throw new Error('the packaged app opens no window');
  return page;
}

function debuggerAddress({ stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stderr?.on('data', (chunk) => {
      text += chunk;
      const [, address] = /DevTools listening on (ws:\S+)/.exec(text) ?? [];
      if (address !== undefined) resolve(address);
    });
    stderr?.once('close', () => reject(new Error('the packaged app ended before it offered a debugging port')));
  });
}

async function end(): Promise<void> {
  if (app === null || app.exitCode !== null) return;
  const ended = once(app, 'exit');
  app.kill('SIGTERM');
  await ended;
}

test.afterEach(end);

test('the packaged app goes from the welcome to a device certificate, and keeps it @packaged', async ({}, info) => {
  test.skip(!existsSync(executable), 'nothing is packaged: npm run dist');
  const profile = info.outputPath('profile');
  const page = await start(profile);
  const press = (name: string | RegExp) => page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click();
  const fill = (name: string, text: string) => page.getByRole('textbox', { name, exact: true }).fill(text);
  await press(/I run a reverse proxy/);
  await fill('Name', 'Lindenweg');
  await fill('Address', 'https://ha.example');
  await press('Next');
  await press('Make authority');
  await press('Skip for now');
  await page.getByText('Make one for me', { exact: true }).click();
  await press('Issue certificate');
  await press('Next');
  await fill('Where does nginx find Home Assistant?', 'http://127.0.0.1:8123');
  await expect(page.getByText('ssl_verify_client on')).toBeVisible();
  await press('I copied it by hand');
  await fill('Name', 'Anna – iPhone');
  await press('Make certificate');
  await expect(page.getByRole('button', { name: 'Save file…' })).toBeVisible();
  await end();

  const again = await start(profile);
  await again.getByRole('button', { name: /^Devices/ }).click();
  await expect(again.getByText('Anna – iPhone').first()).toBeVisible();
});
