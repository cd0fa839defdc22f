import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../contract/failure.ts';
import { limits } from '../pki/pkcs12/limits.ts';
import { systemCode } from '../vault/atomic-file.ts';

/**
 * Reads a file that the user chose, once it is known to be a file and of a sane size.
 *
 * @throws Failure file-missing, file-read-denied, file-too-large (above 5 MiB)
 */
export async function readBounded(file: string): Promise<Buffer> {
  const facts = { file: path.basename(file) };
  try {
    // a pipe, opened to be waited for, would hold one of Node's few threads for good
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) throw new Failure('file-read-denied', facts);
      if (stat.size > limits.bytes) throw new Failure('file-too-large', facts);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (trouble) {
    throw trouble instanceof Failure ? trouble : readFailure(trouble, file);
  }
}

/**
 * Reads a file that holds a passphrase. It may be a pipe, as `<(pass show phone)` of a shell is.
 *
 * @throws Failure file-missing, file-read-denied
 */
export const readSecretFile = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((trouble: unknown) => {
    throw readFailure(trouble, file);
  });

const readFailure = (cause: unknown, file: string): Failure =>
  new Failure(systemCode(cause) === 'ENOENT' ? 'file-missing' : 'file-read-denied', { file: path.basename(file) }, { cause });
