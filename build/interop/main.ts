/** Has strangers judge what we make, and opens what they make: `npm run interop -- [--json]`, by build/interop.mjs. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Companion } from './ask.ts';
import { judgeCertificates } from './certificates.ts';
import { openAll } from './inward.ts';
import { judgeLists } from './lists.ts';
import { makers } from './makers.ts';
import { judgeBundles } from './matrix.ts';
import { type Companions, readers } from './readers.ts';
import { inWords, isGreen, type Report } from './report.ts';
import { makeSamples, sampleCalled } from './samples.ts';

/** Where Debian's libbcprov-java lies. */
const bouncyCastle = '/usr/share/java/bcprov.jar';

const beside = (name: string): string => path.join(import.meta.dirname, name);

function startCompanions(): Companions {
  const visit = ['--import', 'tsx', beside('visit.ts')];
  return {
    java: new Companion('java', ['-cp', bouncyCastle, beside('Judge.java')]),
    node: new Companion(process.execPath, visit),
    electron: new Companion(process.env['INTEROP_ELECTRON'] ?? '', visit, { ELECTRON_RUN_AS_NODE: '1' }),
  };
}

async function judgeAll(folder: string, companions: Companions): Promise<Report> {
  const sub = (name: string): string => {
    mkdirSync(path.join(folder, name));
    return path.join(folder, name);
  };
  say('Making keys, certificates and bundles …');
  const samples = await makeSamples(sub('ours'));
  say('Others open our bundles …');
  const cells = await judgeBundles(samples.bundles, readers(sub('readers'), companions));
  say('Others judge our certificates …');
  const certificates = await judgeCertificates(samples, companions.java, sub('judges'));
  const lists = await judgeLists(samples, companions.java, sub('lists'));
  say('We open the bundles of others …');
  const [ec, rsa] = ['P-256', 'RSA-2048'].map((label) => sampleCalled(samples.certificates, `device ${label} below ${label}`));
  const inward = await openAll(makers(ec, rsa, companions.java, MK), sub('inward'));
  return { cells, certificates: [...certificates, ...lists], inward, skipped: [] };
}

const startedAt = performance.now();
/** Progress goes beside the answer. */
const say = (text: string): void => console.error(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${text}`);

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-interop-'));
const companions = startCompanions();
try {
  const report = await judgeAll(folder, companions);
  say('Done.');
  console.log(values.json ? JSON.stringify(report) : inWords(report));
  process.exitCode = isGreen(report) ? 0 : 1;
} finally {
  for (const companion of Object.values(companions)) companion.end();
  rmSync(folder, { recursive: true, force: true });
}
