import { chmod, chown, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes the helper of Chromium's sandbox work for ordinary users, where the kernel grants them no user namespaces. Only root can.
 *
 * @param {string} dist the folder of an Electron runtime
 */
export async function prepareSandbox(dist) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return;
  const helper = path.join(dist, 'chrome-sandbox');
  const { uid, mode } = await stat(helper);
  if (uid === 0 && (mode & 0o7777) === 0o4755) return;
  await chown(helper, 0, 0);
  await chmod(helper, 0o4755);
}
