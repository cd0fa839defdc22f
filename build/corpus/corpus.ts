import { bundles } from './bundles.ts';
import { certificates } from './certificates.ts';
import { texts } from './texts.ts';

const named = (extension: string, files: Readonly<Record<string, Buffer>>) =>
  Object.entries(files).map(([fault, bytes]) => [`${fault}.${extension}`, bytes] as const);

/** File name -> content of every file of the hostile corpus, named by its one fault. */
export const corpus: ReadonlyMap<string, Buffer> = new Map([
  ...named('p12', bundles),
  ...named('cer', certificates),
  ...named('pem', texts),
]);
