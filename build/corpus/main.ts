/** Writes the hostile corpus anew: `npm run corpus`. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from '../root.mjs';
import { corpus } from './corpus.ts';

const folder = inRoot('electron/pki/fixtures/hostile');
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
for (const [name, bytes] of corpus) await writeFile(path.join(folder, name), bytes);
console.log(`${corpus.size} files in ${folder}`);
