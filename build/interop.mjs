/** Sets up the judges and asks them: `npm run interop -- [option of build/interop/main.ts ...]`. With `--json` the answer alone is on stdout. */
import { spawn } from 'node:child_process';
import { inRoot, root } from './root.mjs';
import { exitOf } from './run.mjs';
import { reportTrouble } from './setup/report-trouble.mjs';
import { setUp } from './setup/set-up.mjs';

await reportTrouble(async () => {
  const runtime = await setUp('proxy', 'judges');
  const interop = ['--import', 'tsx', inRoot('build/interop/main.ts'), ...process.argv.slice(2)];
  const env = { ...process.env, INTEROP_ELECTRON: runtime.executable };
  return exitOf(spawn(process.execPath, interop, { cwd: root, env, stdio: 'inherit' }));
});
