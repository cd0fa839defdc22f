import { constants } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure, type FailureCode } from '../contract/failure.ts';
import { limits } from '../pki/pkcs12/limits.ts';
import { systemCode } from '../vault/atomic-file.ts';

/**
 * Reads a file that the user chose, once it is known to be a file and of a sane size.
 *
 * @throws Failure file-missing, file-read-denied, file-is-folder, file-in-use, file-not-answering, file-too-large (above 5 MiB)
 */
export async function readBounded(file: string): Promise<Buffer> {
  const facts = { file: path.basename(file) };
  try {
    // a pipe, opened to be waited for, would hold one of Node's few threads for good
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const found = await handle.stat();
      if (!found.isFile()) throw new Failure(found.isDirectory() ? 'file-is-folder' : 'file-read-denied', facts);
      if (found.size > limits.bytes) throw new Failure('file-too-large', facts);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (trouble) {
    if (trouble instanceof Failure) throw trouble;
    // Windows does not open a folder at all
    const isFolder = await stat(file).then(
      (found) => found.isDirectory(),
      () => false,
    );
    throw isFolder ? new Failure('file-is-folder', facts) : readFailure(trouble, file);
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

/** What the system says of files that others hold, and of drives and shares that went away. */
const codes: Readonly<Record<string, FailureCode>> = {
  ENOENT: 'file-missing',
  ENOTDIR: 'file-missing',
  EBUSY: 'file-in-use',
  ETXTBSY: 'file-in-use',
  EIO: 'file-not-answering',
  ENXIO: 'file-not-answering',
  ENODEV: 'file-not-answering',
  ESTALE: 'file-not-answering',
  ENOTCONN: 'file-not-answering',
  ETIMEDOUT: 'file-not-answering',
  EHOSTDOWN: 'file-not-answering',
  EHOSTUNREACH: 'file-not-answering',
  ENETUNREACH: 'file-not-answering',
};

const readFailure = (cause: unknown, file: string): Failure =>
  new Failure(codes[systemCode(cause)] ?? 'file-read-denied', { file: path.basename(file) }, { cause });
