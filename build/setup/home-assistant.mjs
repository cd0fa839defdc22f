import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from '../root.mjs';
import { run } from '../run.mjs';

const folder = inRoot('.cache/home-assistant');
const stamp = path.join(folder, 'installed-from');
const list = inRoot('build/setup/home-assistant.txt');
/** Milliseconds; a fresh install takes about 20 seconds. */
const patience = 300_000;

/**
 * Installs real Home Assistant in an environment of its own when it is missing or was installed from another list.
 *
 * @returns {Promise<string>} the Python that runs it: `PYTHON -m homeassistant`
 * @throws {Error} where Python or the package index cannot be had
 */
export async function ensureHomeAssistant() {
  const python = path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const wanted = createHash('sha256')
    .update(await readFile(list))
    .digest('hex');
  if (existsSync(python) && (await readFile(stamp, 'utf8').catch(() => '')) === wanted) return python;

  console.error('Installing Home Assistant …');
  /** @type {import('node:child_process').SpawnOptions} */
  const quietly = { stdio: 'ignore', timeout: patience };
  await rm(folder, { recursive: true, force: true });
  await run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', folder], quietly);
  // To compile all that is never started takes longer than the rest.
  const lean = ['--no-deps', '--no-compile', '--only-binary', ':all:', '--quiet', '--disable-pip-version-check'];
  await run(python, ['-m', 'pip', 'install', ...lean, '--requirement', list], quietly);
  await writeFile(stamp, wanted);
  return python;
}
