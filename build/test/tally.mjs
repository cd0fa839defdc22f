import { readFile } from 'node:fs/promises';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  const total = (/** @type {keyof Tally} */ kind) => tallies.reduce((count, tally) => count + tally[kind], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/**
 * @param {Tally} tally
 * @returns {string} `12 passed, 0 failed`, and `, 1 skipped` where there are any
 */
export const inWords = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/**
 * A stage that only passes or fails.
 *
 * @param {number} exitCode
 * @returns {Tally}
 */
export const oneCheck = (exitCode) => ({ passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 });

/**
 * @param {unknown} report of Vitest's JSON reporter
 * @returns {Tally}
 */
function vitestTally(report) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = /** @type {Record<string, number>} */ (report);
  return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0, skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0) };
}

/**
 * @param {unknown} report of Playwright's JSON reporter
 * @returns {Tally}
 */
function playwrightTally(report) {
  const { stats } = /** @type {{ stats: Record<'expected' | 'flaky' | 'unexpected' | 'skipped', number> }} */ (report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/**
 * @param {unknown} report of build/interop: every verdict is a test, everybody who could not be asked is one that was skipped
 * @returns {Tally}
 */
function interopTally(report) {
  const { cells, certificates, inward, skipped } = /** @type {import('../interop/report.ts').Report} */ (report);
  const verdicts = [...cells, ...certificates, ...inward];
  const passed = verdicts.filter(({ ok }) => ok).length;
  return { passed, failed: verdicts.length - passed, skipped: skipped.length };
}

/**
 * @param {unknown} report of build/roads: every check is a test
 * @returns {Tally}
 */
function roadsTally(report) {
  const { checks, skipped } = /** @type {import('../roads/report.ts').Report} */ (report);
  const passed = checks.filter(({ ok }) => ok).length;
  return { passed, failed: checks.length - passed, skipped: skipped.length };
}

/**
 * @param {unknown} report of build/park: every scenario in every runtime is a test, and so is every check
 * @returns {Tally}
 */
function parkTally(report) {
  const { scenarios, checks, skipped } = /** @type {import('../park/report.ts').Report} */ (report);
  const outcomes = [...scenarios, ...checks];
  const passed = outcomes.filter(({ ok }) => ok).length;
  return { passed, failed: outcomes.length - passed, skipped: skipped.length };
}

const readers = { vitest: vitestTally, playwright: playwrightTally, interop: interopTally, roads: roadsTally, park: parkTally };

/**
 * Counts the tests of a runner. One that broke down without a failing test, or left no report, is a failure too.
 *
 * @param {keyof typeof readers} runner
 * @param {string} reportFile
 * @param {number} exitCode
 * @returns {Promise<Tally>}
 */
export async function tallyOf(runner, reportFile, exitCode) {
  try {
    const tally = readers[runner](JSON.parse(await readFile(reportFile, 'utf8')));
    return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
