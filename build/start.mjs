/** Sets up what is missing, builds what has changed and opens the app: `npm start -- [ARGUMENT ...]`. */
import { spawn } from 'node:child_process';
import { buildApp } from './build.mjs';
import { root } from './root.mjs';
import { exitOf } from './run.mjs';
import { withDesktop } from './setup/desktop.mjs';
import { reportTrouble } from './setup/report-trouble.mjs';
import { setUp } from './setup/set-up.mjs';

const { platform, env } = process;
const hasScreen = platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);

/**
 * @param {string} executable
 * @param {NodeJS.ProcessEnv} environment
 */
function openApp(executable, environment) {
  // Chromium refuses to start its sandbox as root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = spawn(executable, [...sandbox, root, ...process.argv.slice(2)], { env: environment, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => app.kill(signal));
  return exitOf(app);
}

await reportTrouble(async () => {
  const runtime = await setUp(...(hasScreen ? [] : /** @type {const} */ (['desktop'])));
  await buildApp();
  if (hasScreen) return openApp(runtime.executable, env);
  console.error('There is no display here: Latchkey runs on a virtual one and forgets everything when it ends (Ctrl-C).');
  return withDesktop('unlocked', (desktop) => openApp(runtime.executable, desktop));
});
