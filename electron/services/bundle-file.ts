import { readFile } from 'node:fs/promises';
import { Failure } from '../contract/failure.ts';
import type { OpenBundle } from '../pki/pkcs12/read.ts';
import type { BundlePlan } from '../pki/pkcs12/write.ts';
import { writeAtomically } from '../vault/atomic-file.ts';
import type { Work } from './foundation.ts';

/**
 * Writes a bundle (0600) and says so only after what lies on the disk was opened again and compared:
 * other tools have exported files without a key and called that success.
 *
 * @returns what was read back
 * @throws Failure bundle-verify-failed, passphrase-unsuitable, file-write-denied, file-disk-full, file-write-failed
 */
export async function saveVerifiedBundle(
  work: Pick<Work, 'readBundle' | 'writeBundle'>,
  path: string,
  content: BundlePlan,
): Promise<OpenBundle> {
  const der = Buffer.from(await work.writeBundle(content));
  // compared before the write as well, so that a file that stood there is not lost to a bad one
  requireSame(await work.readBundle(der, content.passphrase), content);
  await writeAtomically(path, der, { mode: 0o600 });
  const onDisk = await work.readBundle(await readFile(path), content.passphrase);
  requireSame(onDisk, content);
  return onDisk;
}

type KeyAndChain = Pick<OpenBundle, 'key' | 'chain'>;

/** @throws Failure bundle-verify-failed where what was read is not what was meant to be written, byte for byte */
export function requireSame(read: KeyAndChain, meant: KeyAndChain): void {
  const pairs = [[read.key, meant.key] as const, ...meant.chain.map((der, at) => [read.chain[at], der] as const)];
  const same = read.chain.length === meant.chain.length && pairs.every(([a, b]) => a !== undefined && Buffer.compare(a, b) === 0);
  if (!same) throw new Failure('bundle-verify-failed');
}
