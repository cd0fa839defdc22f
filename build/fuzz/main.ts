/** Bends good files and has every reader read them: `npm run fuzz -- [--seconds N] [--seed N]`. What it finds becomes a fixture. */
import { createHash, randomInt } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot } from '../root.mjs';
import { fuzz } from './fuzz.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string', default: String(randomInt(2 ** 32)) } },
});
console.log(`seed ${values.seed}, ${values.seconds} s`);
const { runs, findings } = await fuzz({ seconds: Number(values.seconds), seed: Number(values.seed) });

const folder = inRoot('electron/pki/fixtures/found');
await mkdir(folder, { recursive: true });
for (const { fault, bytes } of findings) {
  const file = path.join(folder, `${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.bin`);
  await writeFile(file, bytes);
  console.log(`${fault}\n  ${file}`);
}
console.log(`${runs} files, ${findings.length} findings`);
process.exitCode = findings.length > 0 ? 1 : 0;
