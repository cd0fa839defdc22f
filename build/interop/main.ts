/** Has strangers judge what we make, and opens what they make: `npm run interop -- [--json] [--report FILE]`, by build/interop.mjs. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Companion, isPresent } from './ask.ts';
import { judgeCertificates } from './certificates.ts';
import { openAll } from './inward.ts';
import { fetchJudges } from './judges.ts';
import { lintCertificates } from './linters.ts';
import { judgeLists } from './lists.ts';
import { makers } from './makers.ts';
import { judgeBundles } from './matrix.ts';
import { type Companions, readers } from './readers.ts';
import { inWords, isGreen, type Report } from './report.ts';
import { makeSamples, sampleCalled } from './samples.ts';

/** Where Debian's libbcprov-java lies. */
const bouncyCastle = '/usr/share/java/bcprov.jar';

/** Set-up brings them on Debian; elsewhere the judgement is skipped where one is missing, and says so. */
const programs = ['openssl', 'certutil', 'pk12util', 'certtool', 'keytool', 'java'];

const beside = (name: string): string => path.join(import.meta.dirname, name);

function startCompanions(): Companions {
  const visit = ['--import', 'tsx', beside('visit.ts')];
  return {
    java: new Companion('java', ['-cp', bouncyCastle, beside('Judge.java')]),
    node: new Companion(process.execPath, visit),
    electron: new Companion(process.env['INTEROP_ELECTRON'] ?? '', visit, { ELECTRON_RUN_AS_NODE: '1' }),
  };
}

async function report(): Promise<Report> {
  const missing = [...programs.filter((program) => !isPresent(program)), ...[bouncyCastle].filter((file) => !existsSync(file))];
  if (missing.length > 0) {
    const skipped = missing.map((judge) => ({ judge, why: 'not installed, so nothing was judged' }));
    return { cells: [], certificates: [], inward: [], skipped };
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-interop-'));
  const companions = startCompanions();
  try {
    return await judgeAll(folder, companions);
  } finally {
    for (const companion of Object.values(companions)) companion.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judgeAll(folder: string, companions: Companions): Promise<Report> {
  const sub = (name: string): string => {
    mkdirSync(path.join(folder, name));
    return path.join(folder, name);
  };
  const { judges, skipped } = await fetchJudges();
  say('Making keys, certificates and bundles …');
  const samples = await makeSamples(sub('ours'));
  say('Others open our bundles …');
  const cells = await judgeBundles(samples.bundles, readers(sub('readers'), companions));
  say('Others judge our certificates …');
  const certificates = await judgeCertificates(samples, companions.java, sub('judges'));
  const lists = await judgeLists(samples, companions.java, sub('lists'));
  const linted = await lintCertificates(samples, judges);
  say('We open the bundles of others …');
  const device = (label: string) => sampleCalled(samples.certificates, `device ${label} below ${label}`);
  const inward = await openAll(makers(device('P-256'), device('RSA-2048'), companions.java, judges.mkcert), sub('inward'));
  return { cells, certificates: [...certificates, ...lists, ...linted], inward, skipped };
}

const startedAt = performance.now();
/** Progress goes beside the answer. */
const say = (text: string): void => console.error(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${text}`);

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, report: { type: 'string' } } });
const judged = await report();
say('Done.');
if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(judged));
console.log(values.json ? JSON.stringify(judged) : inWords(judged));
process.exitCode = isGreen(judged) ? 0 : 1;
