import path from 'node:path';
import { Failure } from '../contract/failure.ts';
import type { FileFacts, Inspection } from '../contract/inspection.ts';
import { judgeInstallers, lintFile } from '../pki/lint-file.ts';
import { readBounded } from './read-file.ts';

/** A file by its path, and what may open it; null where nobody knows. */
export interface FileChoice {
  readonly path: string;
  readonly passphrase: string | null;
}

export interface InspectWork {
  inspect(bytes: Uint8Array, passphrase: string | null): Promise<FileFacts>;
}

/**
 * Says what a file holds and what phones and proxies make of it, whatever it is called.
 *
 * @throws Failure file-missing, file-read-denied, file-too-large; as `inspectContent`
 */
export async function inspectFile(work: InspectWork, file: FileChoice, now: Date): Promise<Inspection> {
  return judge(await openFile(file, work.inspect), file.passphrase, now);
}

/** @returns what was found in a file that `passphrase` opened, with what phones and proxies make of it */
export function judge(facts: FileFacts, passphrase: string | null, now: Date): Inspection {
  // without a passphrase, only an empty one can have opened what is encrypted
  const findings = lintFile({ file: facts, isPassphraseEmpty: !passphrase, now });
  return { facts, findings, targets: judgeInstallers(facts, findings) };
}

/** Reads a file and has it opened. @throws Failure with the name of the file as fact `file` */
export async function openFile<T>(
  { path: place, passphrase }: FileChoice,
  open: (bytes: Uint8Array, passphrase: string | null) => Promise<T>,
): Promise<T> {
  const bytes = await readBounded(place);
  return namingFile(path.basename(place), () => open(bytes, passphrase));
}

/** Adds the name of the file that is worked on to every failure, as fact `file`. */
export async function namingFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (trouble) {
    if (!(trouble instanceof Failure)) throw trouble;
    throw new Failure(trouble.code, { ...trouble.facts, file }, { cause: trouble });
  }
}
