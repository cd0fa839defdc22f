import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { prepareOwnFolder, writeAtomically } from '../vault/atomic-file.ts';
import { readBounded } from './read-file.ts';

export type Outbox = ReturnType<typeof outboxIn>;

/**
 * A folder for copies that other programs are handed: only its owner may look into it, and it holds one file at most. What a crash
 * left in it is gone once `empty` was called at the next start.
 */
export function outboxIn(folder: string) {
  return {
    /**
     * Copies a file under its own name (0600) in the place of the one before.
     *
     * @returns where the copy lies
     * @throws Failure `file-missing`, `file-read-denied`; `file-write-denied`, `file-disk-full`, `file-write-failed`
     */
    async put(file: string): Promise<string> {
      const bytes = await readBounded(file);
      await rm(folder, { recursive: true, force: true });
      await prepareOwnFolder(folder);
      const copy = path.join(folder, path.basename(file));
      await writeAtomically(copy, bytes, { mode: 0o600 });
      return copy;
    },

    /** What another program keeps locked stays until the next time. */
    empty: (): Promise<void> => rm(folder, { recursive: true, force: true }).catch(() => undefined),

    /** The same, for when the app is about to end and waits for nothing. */
    emptyNow(): void {
      try {
        rmSync(folder, { recursive: true, force: true });
      } catch {
        // as above: the next start tries again
      }
    },
  };
}
