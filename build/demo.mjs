/** Sets up and builds, then has the app walk both roads by itself: `npm run demo -- [option of build/demo/options.ts ...]`. */
import { spawn } from 'node:child_process';
import { buildApp } from './build.mjs';
import { inRoot, root } from './root.mjs';
import { exitOf } from './run.mjs';
import { withDesktop } from './setup/desktop.mjs';
import { reportTrouble } from './setup/report-trouble.mjs';
import { setUp } from './setup/set-up.mjs';

await reportTrouble(async () => {
  const runtime = await setUp('desktop', 'proxy');
  await buildApp();
  const demo = ['--import', 'tsx', inRoot('build/demo/main.ts'), ...process.argv.slice(2)];
  return withDesktop('unlocked', (desktop) =>
    exitOf(spawn(process.execPath, demo, { cwd: root, env: { ...desktop, E2E_ELECTRON: runtime.executable }, stdio: 'inherit' })),
  );
});
