/** Figures as ratios of one run: `npm run bench -- [--json] [--runs N] [--devices N] [--only window|pki|probe|app]`. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { buildApp } from '../build.mjs';
import { inRoot, root } from '../root.mjs';
import { withDesktop } from '../setup/desktop.mjs';
import { reportTrouble } from '../setup/report-trouble.mjs';
import { setUp } from '../setup/set-up.mjs';
import { inTable } from './comparison.mjs';
import { compareWindows } from './window.mjs';

/** @import { Comparison } from './comparison.mjs' */

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    runs: { type: 'string', default: '5' },
    devices: { type: 'string', default: '200' },
  },
});

/**
 * Bundled as the app is, since what tsx does to functions costs time that the app does not spend.
 *
 * @type {(executable: string, folder: string, script: 'pki' | 'connection', args: readonly string[]) => Promise<readonly Comparison[]>}
 */
async function runBundled(executable, folder, script, args) {
  const { build } = await import('vite');
  const output = { format: /** @type {const} */ ('es'), entryFileNames: '[name].mjs' };
  await build({
    configFile: false,
    logLevel: 'warn',
    root,
    ssr: { noExternal: true },
    build: {
      ssr: inRoot(`build/bench/${script}.ts`),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20.18',
      copyPublicDir: false,
      rolldownOptions: { output },
    },
  });
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { stdout } = await promisify(execFile)(executable, [path.join(folder, `${script}.mjs`), ...args], { cwd: root, env });
  return JSON.parse(stdout);
}

/** @type {(executable: string, env: NodeJS.ProcessEnv, folder: string) => Promise<readonly Comparison[]>} */
async function measureApp(executable, env, folder) {
  const { measureStalls } = await import('./responsiveness.mjs'); // only now, since it needs a package
  return measureStalls(executable, env, folder, Number(values.devices));
}

/** @param {string} executable */
async function compareAll(executable) {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-bench-'));
  const parts = {
    window: () => withDesktop('unlocked', (env) => compareWindows(executable, env, folder, Number(values.runs))),
    pki: () =>
      runBundled(executable, folder, 'pki', [
        `--processes=${inRoot('dist/electron/process')}`,
        `--rounds=${values.runs}`,
        `--devices=${values.devices}`,
      ]),
    probe: () => runBundled(executable, folder, 'connection', [`--rounds=${values.runs}`]),
    app: () => withDesktop('unlocked', (env) => measureApp(executable, env, folder)),
  };
  const comparisons = [];
  try {
    for (const [name, compare] of Object.entries(parts)) {
      if (values.only === undefined || values.only === name) comparisons.push(...(await compare()));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return comparisons;
}

await reportTrouble(async () => {
  if (process.platform !== 'linux') throw new Error('Memory is read from /proc: npm run bench needs Linux.');
  const runtime = await setUp('desktop', 'proxy');
  await buildApp();
  const comparisons = await compareAll(runtime.executable);
  console.log(values.json ? JSON.stringify({ electron: runtime.version, runs: Number(values.runs), comparisons }) : inTable(comparisons));
  return 0;
});
