/** Sets up, builds and runs the specs of the app: `npm run e2e -- [option of Playwright ...]`, such as `--grep @in-out`. */
import { buildApp } from './build.mjs';
import { reportTrouble } from './setup/report-trouble.mjs';
import { setUp } from './setup/set-up.mjs';
import { notHere, runSpecs } from './test/e2e.mjs';
import { inWords } from './test/tally.mjs';

await reportTrouble(async () => {
  const runtime = await setUp('proxy', 'judges', 'desktop');
  await buildApp();
  const tally = await runSpecs(runtime, [`--grep-invert=${notHere}`, ...process.argv.slice(2)]);
  console.log(`\n${inWords(tally)}`);
  // a pattern that no spec has is a mistake
  return tally.failed > 0 || tally.passed === 0 ? 1 : 0;
});
