/** Sets up, builds and packages the app, then proves the package: `npm run dist -- [option of electron-builder ...]`. */
import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { buildApp } from './build.mjs';
import { inRoot } from './root.mjs';
import { runTool } from './run.mjs';
import { reportTrouble } from './setup/report-trouble.mjs';
import { setUp } from './setup/set-up.mjs';
import { runSpecs } from './test/e2e.mjs';

/** @import { Runtime } from './setup/runtime.mjs' */

/** electron-builder downloads fpm, unless it is told where one is. */
function packager() {
  const hasFpm = spawnSync('fpm', ['--version']).status === 0;
  return hasFpm ? { USE_SYSTEM_FPM: 'true' } : { CUSTOM_FPM_PATH: inRoot('build/package/fpm.mjs') };
}

/**
 * Only Linux packages can be proved here so far.
 *
 * @param {Runtime} runtime
 */
async function prove(runtime) {
  const { proveDeb, proveFuses, proveStart } = await import('./package/prove.mjs');
  const { proveInstalled } = await import('./package/prove-installed.mjs');
  const executable = inRoot('release/linux-unpacked/latchkey');
  console.log(`\nrelease/linux-unpacked: ${await proveFuses(executable)}`);
  console.log(`release/linux-unpacked: ${await proveStart(executable)}`);
  for (const name of await readdir(inRoot('release'))) {
    if (!name.endsWith('.deb')) continue;
    console.log(proveDeb(inRoot('release', name)));
    console.log(proveInstalled(inRoot('release', name)));
  }
  return runSpecs(runtime, ['--grep=@packaged']);
}

await reportTrouble(async () => {
  const runtime = await setUp('desktop');
  if (runtime.source === 'fallback')
    console.error('This is the test runtime: what is built carries “-test” in its name and is for nobody.');
  await buildApp({ force: true });
  const args = ['--config', 'build/electron-builder.config.mjs', '--publish', 'never', ...process.argv.slice(2)];
  const exitCode = await runTool('electron-builder', args, { env: { ...process.env, ...packager() } });
  if (exitCode !== 0 || process.platform !== 'linux') return exitCode;
  const { failed } = await prove(runtime);
  return failed > 0 ? 1 : 0;
});
