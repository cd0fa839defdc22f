import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../contract/failure.ts';
import { systemCode, writeFailure } from '../vault/atomic-file.ts';

/**
 * Writes a file where none was. Its name is held from the start, so that nothing that appears meanwhile is written over, and given
 * back on failure.
 *
 * @throws Failure `file-exists`, `file-write-denied`, `file-disk-full`, `file-write-failed`; whatever `write` throws
 */
export async function intoNewFile<T>(file: string, write: () => Promise<T>): Promise<T> {
  const handle = await open(file, 'wx', 0o600).catch((trouble: unknown) => {
    throw systemCode(trouble) === 'EEXIST' ? new Failure('file-exists', { file: path.basename(file) }) : writeFailure(trouble, file);
  });
  await handle.close();
  try {
    return await write();
  } catch (trouble) {
    await rm(file, { force: true });
    throw trouble;
  }
}

/**
 * Writes to the first name that is free in a folder: `Anna.p12`, `Anna-2.p12`, …
 *
 * @throws as `intoNewFile`, but for `file-exists`
 */
export async function intoFreeName<T>(folder: string, fileName: string, write: (file: string) => Promise<T>): Promise<T> {
  const { name, ext } = path.parse(fileName);
  for (let count = 1; ; count += 1) {
    const file = path.join(folder, count === 1 ? fileName : `${name}-${count}${ext}`);
    try {
      return await intoNewFile(file, () => write(file));
    } catch (trouble) {
      if (!(trouble instanceof Failure && trouble.code === 'file-exists')) throw trouble;
    }
  }
}
