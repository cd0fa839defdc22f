/** The command line in the checkout: `npm run --silent cli -- inspect FILE`. Nothing but its answer goes to standard output. */
import { spawn } from 'node:child_process';
import { buildApp } from './build.mjs';
import { inRoot } from './root.mjs';
import { exitOf } from './run.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { reportTrouble } from './setup/report-trouble.mjs';

await reportTrouble(async () => {
  await ensurePackages();
  await buildApp();
  // npm changes to the checkout; the files that are named lie where the user typed
  const cwd = process.env['INIT_CWD'] ?? process.cwd();
  return exitOf(spawn(process.execPath, [inRoot('dist/electron/cli.cjs'), ...process.argv.slice(2)], { cwd, stdio: 'inherit' }));
});
