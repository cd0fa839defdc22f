import { defineConfig } from 'vitest/config';
import { electronPool } from './test/electron-pool.ts';

/** Set for the run inside Electron's Node. */
const executable = process.env['UNIT_ELECTRON'];

export default defineConfig({
  test: {
    include: ['electron/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}', 'build/**/*.test.ts'],
    pool: executable ? electronPool(executable) : 'forks',
    setupFiles: executable ? ['build/test/require-electron.ts'] : [],
    testTimeout: 30_000,
  },
});
