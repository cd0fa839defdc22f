import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../contract/failure.ts';
import { readBounded } from './read-file.ts';

/** A drive that spins up answers within this time. */
const answersWithinMs = 10_000;
/** Node reads files on four threads, and a read that hangs holds one for good: the vault needs the last. */
const hangingAtMost = 3;

/**
 * Reads files that may lie on a drive that went away. One that does not answer is given up; while it hangs, nothing else of its
 * folder is tried.
 *
 * @param read passed in so that a test can hang it
 * @returns reads one file. @throws Failure as `readBounded`; `file-not-answering`
 */
export function patientReader(read: (file: string) => Promise<Buffer> = readBounded, limitMs = answersWithinMs) {
  const hanging = new Set<{ readonly folder: string }>();

  return async (file: string): Promise<Buffer> => {
    const folder = path.dirname(file);
    const givenUp = new Failure('file-not-answering', { file: path.basename(file) });
    if (hanging.size >= hangingAtMost || [...hanging].some((other) => other.folder === folder)) throw givenUp;
    const stop = new AbortController();
    const reading = read(file).finally(() => stop.abort());
    const late = delay(limitMs, undefined, { signal: stop.signal }).then(
      () => {
        const hangs = { folder };
        hanging.add(hangs);
        const over = () => void hanging.delete(hangs);
        reading.then(over, over);
        throw givenUp;
      },
      () => reading,
    );
    return Promise.race([reading, late]);
  };
}
