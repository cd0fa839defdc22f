/** Sets up what is missing and runs every check: `npm test -- [--quick] [--grep PATTERN]`. */
import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { inRoot } from './root.mjs';
import { reportTrouble } from './setup/report-trouble.mjs';
import { setUp } from './setup/set-up.mjs';
import { appStage, sandboxStages } from './test/e2e.mjs';
import { buildStage, sourceStages, trialStages, unitStages } from './test/stages.mjs';
import { inWords, oneCheck, sum } from './test/tally.mjs';

/** @import { Stage } from './test/stages.mjs' */

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false }, // leaves out what needs a window, and the strangers, who take some minutes
    grep: { type: 'string' },
  },
});

/** @param {Stage} stage */
async function runStage({ name, run }) {
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 76 - name.length))}`);
  const startedAt = performance.now();
  const tally = await run().catch((error) => {
    console.error(error);
    return oneCheck(1);
  });
  return { name, tally, seconds: (performance.now() - startedAt) / 1000 };
}

await reportTrouble(async () => {
  const runtime = await setUp('proxy', 'judges', ...(values.quick ? [] : /** @type {const} */ (['roads', 'desktop'])));
  await mkdir(inRoot('test-results'), { recursive: true });
  const choice = { runtime, grep: values.grep };
  const windowless = [...sourceStages, ...unitStages(choice), buildStage];
  // A pattern names tests, and these are none.
  const strangers = values.grep ? [] : trialStages;
  const stages = values.quick ? windowless : [...windowless, ...strangers, appStage(choice), ...sandboxStages(runtime)];

  const results = [];
  for (const stage of stages) results.push(await runStage(stage));

  console.log('');
  for (const { name, tally, seconds } of results) console.log(`${name.padEnd(34)} ${seconds.toFixed(1).padStart(6)} s   ${inWords(tally)}`);
  const total = sum(results.map(({ tally }) => tally));
  console.log(`\n${inWords(total)}`);
  return total.failed > 0 ? 1 : 0;
});
