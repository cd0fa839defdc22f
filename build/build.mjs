/** Builds what has changed: `npm run build`. The window's page goes to dist/renderer, the rest to dist/electron. */
import { readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot, root } from './root.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { reportTrouble } from './setup/report-trouble.mjs';

/** @import { InlineConfig, PluginOption } from 'vite' */

const everyPart = ['package.json', 'package-lock.json', 'build/build.mjs', 'electron/contract', 'assets/page'];

/** @type {InlineConfig} */
const common = { configFile: false, publicDir: false, logLevel: 'warn' };

/**
 * The page. Nothing is inlined, since its content security policy takes scripts, styles and images from files only.
 *
 * @param {PluginOption} react
 * @returns {InlineConfig}
 */
const rendererConfig = (react) => ({
  ...common,
  root: inRoot('renderer'),
  base: './',
  publicDir: inRoot('assets/page'),
  plugins: [react],
  build: {
    outDir: inRoot('dist/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
});

/**
 * Code for Node: CommonJS, everything bundled but Electron, keytar (a native addon) and Node itself. Chunks lie beside
 * main.cjs, so that `__dirname` is dist/electron wherever a module of the main process ends up.
 *
 * @param {Readonly<Record<string, string>>} input output name -> source
 * @returns {InlineConfig}
 */
const nodeConfig = (input) => ({
  ...common,
  root,
  ssr: { noExternal: true, external: ['electron', 'keytar'] },
  build: {
    ssr: true,
    outDir: inRoot('dist/electron'),
    emptyOutDir: false,
    target: 'node20.18',
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input,
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
    },
  },
});

const mainEntries = {
  main: inRoot('electron/main.ts'),
  cli: inRoot('electron/cli.ts'),
  'process/keyring': inRoot('electron/process/keyring.ts'),
  'process/parser': inRoot('electron/process/parser.ts'),
  'process/forge-work': inRoot('electron/process/forge-work.ts'),
};

/**
 * @param {string} place a file or a folder
 * @returns {Promise<number>} the youngest change in it, ms since 1970; folders count, so that a deletion shows
 */
async function changedAt(place) {
  const own = await stat(place);
  if (!own.isDirectory()) return own.mtimeMs;
  const inside = await readdir(place);
  const times = await Promise.all(inside.map((name) => changedAt(path.join(place, name))));
  return Math.max(own.mtimeMs, ...times);
}

/**
 * @param {string} stamp written after the last build of this part
 * @param {readonly string[]} sources
 */
async function isFresh(stamp, sources) {
  const builtAt = await stat(stamp)
    .then((found) => found.mtimeMs)
    .catch(() => 0);
  if (builtAt === 0) return false;
  const times = await Promise.all([...everyPart, ...sources].map((source) => changedAt(inRoot(source))));
  return builtAt > Math.max(...times);
}

/**
 * Builds the parts whose sources are younger than the last build.
 *
 * @param {{ readonly force?: boolean }} [options] force: build in any case
 * @returns {Promise<readonly string[]>} what was built: `renderer`, `electron`
 */
export async function buildApp({ force = false } = {}) {
  const { build } = await import('vite');
  const parts = {
    renderer: async () => {
      const { default: react } = await import('@vitejs/plugin-react');
      await build(rendererConfig(react()));
    },
    electron: async () => {
      await rm(inRoot('dist/electron'), { recursive: true, force: true });
      await build(nodeConfig(mainEntries));
      // Alone, since a sandboxed preload script can load no chunk.
      await build(nodeConfig({ preload: inRoot('electron/preload.ts') }));
    },
  };
  const built = [];
  for (const [name, buildPart] of Object.entries(parts)) {
    const stamp = inRoot('dist', `.${name}-built`);
    if (!force && (await isFresh(stamp, [name]))) continue;
    const startedAt = new Date();
    await buildPart();
    await writeFile(stamp, '');
    await utimes(stamp, startedAt, startedAt);
    built.push(name);
  }
  return built;
}

if (process.argv[1] === import.meta.filename) {
  await reportTrouble(async () => {
    await ensurePackages();
    const startedAt = performance.now();
    const built = await buildApp({ force: process.argv.includes('--force') });
    console.log(built.length > 0 ? `Built ${built.join(', ')} in ${Math.round(performance.now() - startedAt)} ms.` : 'Nothing changed.');
    return 0;
  });
}
