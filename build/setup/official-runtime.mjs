import { readFile } from 'node:fs/promises';
import { downloadArtifact } from '@electron/get';
import { inRoot } from '../root.mjs';
import { run } from '../run.mjs';

const silenceLimitMs = 15_000;

/**
 * Downloads the Electron that package.json pins and unpacks it where its package expects it.
 *
 * @returns {Promise<boolean>} false where its host is not reached or falls silent for 15 s
 */
export async function downloadOfficial() {
  if (process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) return false;
  const { version } = JSON.parse(await readFile(inRoot('node_modules/electron/package.json'), 'utf8'));
  const checksums = JSON.parse(await readFile(inRoot('node_modules/electron/checksums.json'), 'utf8'));
  console.error(`Downloading Electron ${version} …`);
  const silence = new AbortController();
  const watchdog = setTimeout(() => silence.abort(new Error(`no byte for ${silenceLimitMs / 1000} s`)), silenceLimitMs);
  try {
    await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums,
      downloadOptions: {
        quiet: true,
        signal: silence.signal,
        getProgressCallback: async () => void watchdog.refresh(),
      },
    });
    clearTimeout(watchdog);
    // Finds the download in the cache that both share.
    await run(process.execPath, [inRoot('node_modules/electron/install.js')]);
    return true;
  } catch (error) {
    console.error(`Electron ${version} cannot be downloaded here (${error instanceof Error ? error.message : error}).`);
    return false;
  } finally {
    clearTimeout(watchdog);
  }
}
