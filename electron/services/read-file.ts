import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
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
    if (trouble instanceof Failure) throw trouble;
    throw new Failure(systemCode(trouble) === 'ENOENT' ? 'file-missing' : 'file-read-denied', facts, { cause: trouble });
  }
}
