import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, expect, type Page, test } from '@playwright/test';
import { root } from './support/latchkey.ts';

const folder = path.join(root, 'release/linux-unpacked');
const executable = existsSync(folder) ? readdirSync(folder).find((name) => /^latchkey(-test)?$/.test(name)) : undefined;

/** Starts the hardened app; its debugging port is the only way in, since its fuses close all others. */
async function startPackaged(profile: string): Promise<{ readonly app: ChildProcess; readonly page: Page }> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...sandbox, '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const app = spawn(path.join(folder, executable ?? ''), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  for await (const line of createInterface({ input: app.stderr })) {
    const [, address] = /DevTools listening on (ws:\S+)/.exec(line) ?? [];
    if (address === undefined) continue;
    const browser = await chromium.connectOverCDP(address);
    const [context] = browser.contexts();
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
    if (page === undefined) break;
    return { app, page };
  }
  throw new Error('the packaged app offers no debugging port');
}

test('the packaged app goes from the welcome to a device certificate, and keeps it @packaged', async ({}, info) => {
  test.skip(executable === undefined, 'nothing is packaged: npm run dist');
  const profile = info.outputPath('profile');
  const { app, page } = await startPackaged(profile);
  const press = (name: string | RegExp) => page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click();
  const fill = (name: string, text: string) => page.getByRole('textbox', { name, exact: true }).fill(text);
  await press(/I run a reverse proxy/);
  await fill('Name', 'Lindenweg');
  await fill('Address', 'https://ha.example');
  await press('Next');
  await press('Make authority');
  await press('Skip for now');
  await page.getByRole('radio', { name: 'Make one for me' }).check();
  await press('Issue certificate');
  await fill('Where does nginx find Home Assistant?', 'http://127.0.0.1:8123');
  await expect(page.getByText('ssl_verify_client on')).toBeVisible();
  await press('I copied it by hand');
  await fill('Name', 'Anna – iPhone');
  await press('Make certificate');
  await expect(page.getByRole('button', { name: 'Save file…' })).toBeVisible();
  await end(app);

  const again = await startPackaged(profile);
  await again.page.getByRole('button', { name: /^Devices/ }).click();
  await expect(again.page.getByText('Anna – iPhone').first()).toBeVisible();
  await end(again.app);
});

async function end(app: ChildProcess): Promise<void> {
  const ended = once(app, 'exit');
  app.kill('SIGTERM');
  await ended;
}
