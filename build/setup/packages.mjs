import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { inRoot, root } from '../root.mjs';
import { run } from '../run.mjs';

const stamp = inRoot('node_modules/.latchkey-lock');

/** Installs the npm packages when they are missing or were installed from another lockfile. */
export async function ensurePackages() {
  const wanted = createHash('sha256')
    .update(await readFile(inRoot('package-lock.json')))
    .digest('hex');
  const installed = await readFile(stamp, 'utf8').catch(() => '');
  if (installed === wanted) return;
  console.error('Installing packages (npm ci) …');
  // Through the shell on Windows, where npm is a batch file.
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['inherit', process.stderr, 'inherit'], // standard output is for the answer of a command
  });
  await writeFile(stamp, wanted);
}
