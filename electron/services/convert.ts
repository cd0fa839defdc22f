import path from 'node:path';
import type { ExportForm } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { InspectedCertificate } from '../contract/inspection.ts';
import type { Content } from '../pki/content.ts';
import { leavesIn } from '../pki/identity.ts';
import type { OpenContent } from '../pki/inspect.ts';
import { isPortable } from '../pki/pkcs12/secret.ts';
import { type FileWork, saveVerified } from './bundle-file.ts';
import type { Work } from './foundation.ts';
import { type FileChoice, openFile } from './inspect.ts';
import { intoNewFile } from './new-file.ts';

export type ConvertWork = FileWork & Pick<Work, 'identity' | 'join'>;

/** What is to become of one or more files. */
export interface Conversion {
  /** Certificate, key and chain may lie together or apart; the first file's keys come first. */
  readonly files: readonly FileChoice[];
  /** Which of the certificates whose keys are there, and of a kind that phones take; asked only where there is any. */
  readonly pick: (candidates: readonly InspectedCertificate[]) => InspectedCertificate | undefined;
  readonly form: ExportForm;
  readonly out: string;
  /** Protects what is written. */
  readonly passphrase: string;
}

/**
 * Writes an identity anew (0600), where no file was, and opens what lies on the disk before it counts.
 *
 * @returns the certificates that `pick` had to choose from
 * @throws Failure file-…, `file-exists`; as `saveVerified`, `readContent` and `identityIn`
 */
export async function convertFiles(
  work: ConvertWork,
  { files, pick, form, out, passphrase }: Conversion,
): Promise<readonly InspectedCertificate[]> {
  const { facts, content } = await openAll(work, files);
  const candidates = leavesIn(content).flatMap((leaf) => facts.certificates.filter(({ fingerprint }) => fingerprint === leaf));
  const picked = candidates.length > 0 ? pick(candidates) : undefined;
  const { name, ...identity } = await work.identity(content, picked?.fingerprint ?? null);
  if (!isPortable(passphrase)) throw new Failure('passphrase-unsuitable');
  await intoNewFile(out, async () => {
    await saveVerified(work, out, { identity: { ...identity, name: name || path.parse(out).name }, form, passphrase });
  });
  return candidates;
}

async function openAll(work: ConvertWork, files: readonly FileChoice[]): Promise<OpenContent> {
  const contents: Content[] = [];
  for (const file of files) contents.push((await openFile(file, work.open)).content);
  return work.join(contents);
}
