/** Asks Test connection what is amiss with homes in every state: `npm run probe:park -- [--json] [--only PATTERN] [--report FILE]`. */
import { spawn, spawnSync } from 'node:child_process';
import { inRoot, root } from './root.mjs';
import { exitOf } from './run.mjs';
import { ensureCurrentCaddy } from './setup/caddy.mjs';
import { ensureHomeAssistant } from './setup/home-assistant.mjs';
import { reportTrouble } from './setup/report-trouble.mjs';
import { setUp } from './setup/set-up.mjs';

/** @import { Brought } from './park/main.ts' */

/** Its homes have addresses and names of their own: in a network and with a list of hosts that nobody else sees. */
const apart = [
  ['--net', '--mount'],
  ['--user', '--map-root-user', '--net', '--mount'],
].find((namespaces) => spawnSync('unshare', [...namespaces, 'true'], { stdio: 'ignore' }).status === 0);

/** @type {Brought['skipped'][number][]} */
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
  const runtime = await setUp('proxy', 'roads');
  /** @type {Brought} */
  const brought = {
    isApart: apart !== undefined,
    electron: runtime.executable,
    homeAssistant: await orSkip('real Home Assistant, for which a stand-in serves', ensureHomeAssistant),
    caddy: await orSkip('caddy-current', ensureCurrentCaddy),
    skipped,
  };
  const park = [process.execPath, '--import', 'tsx', inRoot('build/park/main.ts'), ...process.argv.slice(2)];
  const [command = '', ...args] = apart ? ['unshare', ...apart, ...park] : park;
  const env = { ...process.env, PARK_BROUGHT: JSON.stringify(brought) };
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
  // The park ends what it started before it ends itself; we wait for that.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  return exitOf(child);
});
