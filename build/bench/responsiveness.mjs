/** How long the main thread of the real app is held up at a stretch while its services work. */
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { _electron } from '@playwright/test';
import { root } from '../root.mjs';
import { alone } from './comparison.mjs';
import { measureGivingUpInWindow } from './giving-up.mjs';

/** @import { ElectronApplication } from '@playwright/test' */
/** @import { Comparison } from './comparison.mjs' */
/** @import { PageChannel, Reply, Sent } from '../../electron/contract/ipc.ts' */
/** @import { Result } from '../../electron/contract/failure.ts' */

/** One frame of a screen with 60 of them a second. */
const frameMs = 16;

/** @typedef {<C extends PageChannel>(channel: C, request: Sent<C>) => Promise<Reply<C>>} Ask over the bridge, as the page does */

/**
 * Runs in the main process: every file goes to one folder, unasked.
 *
 * @param {{ readonly dialog: Electron.Dialog }} electron
 * @param {string} folder
 */
function saveInto({ dialog }, folder) {
  dialog.showSaveDialog = async (/** @type {readonly unknown[]} */ ...args) => {
    const { defaultPath = 'file' } = /** @type {Electron.SaveDialogOptions} */ (args.at(-1));
    return { canceled: false, filePath: `${folder}/${defaultPath.split('/').at(-1)}` };
  };
}

/**
 * @param {ElectronApplication} app
 * @param {() => Promise<unknown>} work
 * @returns {Promise<{ readonly p99: number, readonly longest: number }>} ms between two turns of the main thread, of which the timer
 *   that measures takes 1 ms
 */
async function stallsOf(app, work) {
  const monitor = await app.evaluateHandle(() => {
    const histogram = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 });
    histogram.enable();
    return histogram;
  });
  await work();
  return monitor.evaluate((histogram) => {
    histogram.disable();
    return { p99: histogram.percentile(99) / 1e6, longest: histogram.max / 1e6 };
  });
}

/** @type {(what: string, stalls: { readonly p99: number, readonly longest: number }, goal: number | null) => readonly Comparison[]} */
const stalls = (what, { p99, longest }, goal) => [
  alone(`Main thread at p99, ${what}`, [p99], goal),
  alone(`Main thread at most, ${what}`, [longest], null),
];

/**
 * @param {ElectronApplication} app
 * @returns {Promise<Ask>}
 */
async function bridgeOf(app) {
  const page = await app.firstWindow();
  await page.waitForSelector('h1');
  return async (channel, request) => {
    const answer = await page.evaluate(
      ([name, sent]) => {
        const { latchkey } = /** @type {{ latchkey: { invoke(channel: string, request: unknown): Promise<Result<never>> } }} */ (
          /** @type {unknown} */ (globalThis)
        );
        return latchkey.invoke(name, sent);
      },
      /** @type {const} */ ([/** @type {string} */ (channel), /** @type {unknown} */ (request)]),
    );
    if (!answer.ok) throw new Error(`${channel}: ${answer.failure.code}`);
    return answer.value;
  };
}

/**
 * @param {Ask} ask
 * @param {string} homeId
 * @param {number} count
 */
async function issueDevices(ask, homeId, count) {
  for (let number = 1; number <= count; number++) {
    const device = await ask('device:issue', { homeId, name: `Person ${number} - phone`, platform: 'ios' });
    await ask('bundle:export', { deviceId: device.id, form: 'compatible' });
  }
}

/** @type {(app: ElectronApplication, folder: string, devices: number) => Promise<readonly Comparison[]>} */
async function measureIn(app, folder, devices) {
  const ask = await bridgeOf(app);
  await app.evaluate(saveInto, folder);
  await ask('vault:open', undefined);
  const givingUp = await measureGivingUpInWindow(await app.firstWindow(), 5);
  const home = await ask('home:create', { name: 'Home', url: 'https://home.example.org' });
  const other = await ask('home:create', { name: 'Other', url: 'https://other.example.org' });
  await ask('authority:create', { homeId: home.id, name: 'Home', key: 'p256' });
  const idle = await stallsOf(app, () => delay(3000));
  const startedAt = performance.now();
  const issuing = await stallsOf(app, () => issueDevices(ask, home.id, devices));
  const issuingMs = performance.now() - startedAt;
  const rsa = await stallsOf(app, () => ask('authority:create', { homeId: other.id, name: 'Other', key: 'rsa4096' }));
  return [
    ...stalls('idle', idle, null),
    ...stalls(`${devices} devices and bundles`, issuing, frameMs),
    ...stalls('RSA-4096 authority', rsa, frameMs),
    ...givingUp,
    alone('One device and bundle in the app, opened again twice', [issuingMs / devices], null),
  ];
}

/**
 * @param {string} executable Electron's
 * @param {NodeJS.ProcessEnv} env with a display and a keyring
 * @param {string} folder an empty one
 * @param {number} devices
 * @returns {Promise<readonly Comparison[]>}
 */
export async function measureStalls(executable, env, folder, devices) {
  const app = await _electron.launch({
    executablePath: executable,
    args: [root, `--user-data-dir=${path.join(folder, 'responsive')}`],
    env: /** @type {Record<string, string>} */ (env),
    chromiumSandbox: process.getuid?.() !== 0, // root may not use Chromium's sandbox
  });
  try {
    return await measureIn(app, folder, devices);
  } finally {
    await app.close();
  }
}
