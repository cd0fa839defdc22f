import { defineConfig } from '@playwright/test';

/** A trace, video or screenshot of a failing run could hold a passphrase: none is taken. */
export default defineConfig({
  testDir: '../e2e',
  outputDir: process.env['E2E_OUTPUT'] ?? '../test-results',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: process.env['E2E_REPORT'] ? [['list'], ['json', { outputFile: process.env['E2E_REPORT'] }]] : 'list',
  use: { trace: 'off', video: 'off', screenshot: 'off' },
});
