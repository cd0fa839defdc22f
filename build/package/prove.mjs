import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { openThroughDebuggingPort } from '../debugging-port.mjs';
import { withDesktop } from '../setup/desktop.mjs';

/** As they stand in the executable. */
const wantedFuses = {
  RunAsNode: '0',
  EnableCookieEncryption: '1',
  EnableNodeOptionsEnvironmentVariable: '0',
  EnableNodeCliInspectArguments: '0',
  EnableEmbeddedAsarIntegrityValidation: '1',
  OnlyLoadAppFromAsar: '1',
  LoadBrowserProcessSpecificV8Snapshot: '0',
  GrantFileProtocolExtraPrivileges: '0',
};

/**
 * Reads the fuses back out of what was built.
 *
 * @param {string} executable
 * @returns {Promise<string>} what was found, for people
 */
export async function proveFuses(executable) {
  const wire = await getCurrentFuseWire(executable);
  const names = /** @type {(keyof typeof wantedFuses)[]} */ (Object.keys(wantedFuses));
  const wrong = names.filter((name) => String.fromCharCode(wire[FuseV1Options[name]] ?? 0) !== wantedFuses[name]);
  if (wrong.length > 0) throw new Error(`Wrong fuses in ${executable}: ${wrong.join(', ')}`);
  return `${names.length} fuses as they should be`;
}

/**
 * Has dpkg read the package, and looks for what makes a double-click on a bundle open it.
 *
 * @param {string} file
 * @returns {string}
 */
export function proveDeb(file) {
  const read = (/** @type {readonly string[]} */ args) => execFileSync('dpkg-deb', args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  const fields = read(['--field', file, 'Package', 'Version', 'Architecture', 'Installed-Size']);
  const contents = read(['--contents', file]);
  const wanted = [
    './opt/Latchkey/latchkey',
    './opt/Latchkey/resources/app.asar',
    './usr/share/applications/latchkey.desktop',
    './usr/share/mime/packages/latchkey.xml',
    './usr/share/icons/hicolor/512x512/apps/latchkey.png',
    './usr/share/icons/hicolor/scalable/mimetypes/latchkey-document.svg',
  ];
  const missing = wanted.filter((name) => !contents.includes(` ${name}\n`));
  if (missing.length > 0) throw new Error(`Missing in ${file}: ${missing.join(', ')}`);
  return `${path.basename(file)}: ${fields.trim().replaceAll('\n', ', ')}`;
}

/**
 * Starts the package on a desktop and in a profile of its own.
 *
 * @param {string} executable
 * @returns {Promise<string>}
 */
export async function proveStart(executable) {
  const profile = await mkdtemp(path.join(tmpdir(), 'latchkey-package-'));
  try {
    return await withDesktop('unlocked', async (env) => {
      const { page, stop } = await openThroughDebuggingPort(executable, [`--user-data-dir=${profile}`], env);
      const title = await page.title();
      await stop();
      return `starts and shows “${title}”`;
    });
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}
