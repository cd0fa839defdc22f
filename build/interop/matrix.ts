import { createPublicKey } from 'node:crypto';
import { isSameKey } from '../../electron/pki/chain.ts';
import { mustRefuse } from './ask.ts';
import type { Opened, Reader } from './readers.ts';
import { type Cell, outcomeOf } from './report.ts';
import { type BundleFile, type Identity, passphrase } from './samples.ts';

/** Has every reader open every bundle, and refuse it under a wrong passphrase. Readers work side by side, each one bundle at a time. */
export async function judgeBundles(bundles: readonly BundleFile[], readers: readonly Reader[]): Promise<readonly Cell[]> {
  const lanes = await Promise.all(readers.map((reader) => readAll(reader, bundles)));
  return bundles.flatMap((_, row) => lanes.flatMap((lane) => lane.slice(row, row + 1)));
}

async function readAll(reader: Reader, bundles: readonly BundleFile[]): Promise<readonly Cell[]> {
  const cells: Cell[] = [];
  for (const bundle of bundles) {
    const outcome = await outcomeOf(async () => {
      const found = whatIsFound(await reader.open(bundle, passphrase), bundle.device);
      await mustRefuse('a wrong passphrase', reader.open(bundle, `${passphrase}-wrong`));
      return found;
    });
    cells.push({ key: bundle.device.label, profile: bundle.profile, reader: reader.name, ...outcome });
  }
  return cells;
}

/** @returns what was found, for people. @throws Error where it is not the identity's key and chain. */
function whatIsFound({ publicKey, certificates }: Opened, { key, chain }: Identity): string {
  if (!isSameKey(publicKey, createPublicKey(key))) throw new Error('another key');
  const missing = chain.filter((certificate) => !certificates.some((found) => found.equals(certificate)));
  if (missing.length > 0) throw new Error(`${missing.length} of ${chain.length} certificates missing`);
  if (certificates.length > chain.length) throw new Error(`${certificates.length - chain.length} certificates too many`);
  return `key and ${chain.length} certificates`;
}
