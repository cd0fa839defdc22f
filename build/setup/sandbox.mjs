import { spawnSync } from 'node:child_process';
import { chmod, chown, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Sees to it that Chromium's sandbox works for ordinary users: through user namespaces where the kernel grants them, else through
 * its helper, which only root can prepare.
 *
 * @param {string} dist the folder of an Electron runtime
 */
export async function prepareSandbox(dist) {
  if (process.platform !== 'linux') return;
  const helper = path.join(dist, 'chrome-sandbox');
  const { uid, mode } = await stat(helper);
  if (uid === 0 && (mode & 0o7777) === 0o4755) return;
  if (process.getuid?.() === 0) {
    await chown(helper, 0, 0);
    await chmod(helper, 0o4755);
  } else if (spawnSync('unshare', ['--user', 'true']).status !== 0) {
    console.error(`NO SANDBOX: this kernel grants ordinary users no namespaces, and Electron will not start without. Paste this line:

  sudo chown root: '${helper}' && sudo chmod 4755 '${helper}'
`);
  }
}
