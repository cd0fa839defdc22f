/** Finds an Electron that can run here, or fetches one. */
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from '../root.mjs';
import { fallback, fetchFallback } from './fallback-runtime.mjs';
import { downloadOfficial } from './official-runtime.mjs';

/**
 * @typedef {object} Runtime
 * @property {'override' | 'official' | 'fallback'} source the fallback is for development and tests, never for real keys
 * @property {string} version `33.2.1`
 * @property {string} dist the folder that holds it
 * @property {string} executable
 */

const executables = /** @type {Readonly<Record<string, string>>} */ ({
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
});

/**
 * @param {Runtime['source']} source
 * @param {string} dist
 * @returns {Promise<Runtime | null>} null where no runtime is there
 */
async function runtimeIn(source, dist) {
  const executable = path.join(dist, executables[process.platform] ?? 'electron');
  try {
    await access(executable);
    const version = (await readFile(path.join(dist, 'version'), 'utf8')).trim().replace(/^v/, '');
    return { source, version, dist, executable };
  } catch {
    return null;
  }
}

/**
 * In this order: ELECTRON_OVERRIDE_DIST_PATH, the official runtime that is installed, the fallback that was fetched before,
 * the official runtime downloaded, the fallback fetched.
 *
 * @returns {Promise<Runtime>}
 */
export async function resolveRuntime() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    const runtime = await runtimeIn('override', path.resolve(override));
    if (!runtime) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH holds no Electron: ${override}`);
    return runtime;
  }
  const official = () => runtimeIn('official', inRoot('node_modules/electron/dist'));
  const cached = () => runtimeIn('fallback', fallback.dist);
  const present = (await official()) ?? (await cached());
  if (present) return present;

  if (await downloadOfficial()) {
    const downloaded = await official();
    if (downloaded) return downloaded;
  }
  await fetchFallback();
  const fetched = await cached();
  if (!fetched) throw new Error('The fallback runtime is incomplete: delete .cache and try again.');
  return fetched;
}
