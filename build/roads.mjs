/** Drives up both roads to a locked door, for real: `npm run roads -- [--json] [--only TARGET] [--report FILE]`. With `--json` the answer alone is on stdout. */
import { spawn, spawnSync } from 'node:child_process';
import { inRoot, root } from './root.mjs';
import { exitOf } from './run.mjs';
import { ensureCurrentCaddy } from './setup/caddy.mjs';
import { ensureHomeAssistant } from './setup/home-assistant.mjs';
import { reportTrouble } from './setup/report-trouble.mjs';
import { setUp } from './setup/set-up.mjs';

/** @import { Brought, Skipped } from './roads/report.ts' */

/** Addresses that are on no private network (RFC 5737, RFC 3849), on a loopback that nobody else has. */
const publicAddresses = ['203.0.113.5', '2001:db8::5'];
const assign = publicAddresses.map((address) => `ip address add ${address} dev lo`);
const isolate = ['ip link set lo up', ...assign, 'exec "$@"'].join(' && ');

/** @returns {boolean} whether we may have a network to ourselves: Linux, as root, where the kernel lets us. */
const mayIsolate = () => spawnSync('unshare', ['--net', 'sh', '-c', isolate, 'sh', 'true'], { stdio: 'ignore' }).status === 0;

/** @type {Skipped[]} */
const skipped = [];

/**
 * @param {string} what
 * @param {() => Promise<string>} fetch
 * @returns {Promise<string | null>} what it brought; null where it cannot be had
 */
const orSkip = (what, fetch) =>
  fetch().catch((error) => {
    skipped.push({ what, why: error instanceof Error ? error.message : String(error) });
    return null;
  });

await reportTrouble(async () => {
  await setUp('proxy', 'roads');
  const isolated = mayIsolate();
  /** @type {Brought} */
  const brought = {
    homeAssistant: await orSkip('real Home Assistant, for which a stand-in serves', ensureHomeAssistant),
    caddy: await orSkip('caddy-current', ensureCurrentCaddy),
    publicAddresses: isolated ? publicAddresses : [],
    skipped,
  };
  const trial = [process.execPath, '--import', 'tsx', inRoot('build/roads/main.ts'), ...process.argv.slice(2)];
  const [command = '', ...args] = isolated ? ['unshare', '--net', 'sh', '-c', isolate, 'sh', ...trial] : trial;
  const env = { ...process.env, ROADS_BROUGHT: JSON.stringify(brought) };
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
  // The trial ends what it started before it ends itself; we wait for that.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  return exitOf(child);
});
