import { randomBytes } from 'node:crypto';
import * as node from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure, type FailureCode } from '../contract/failure.ts';

/** What is used of `node:fs/promises`; a test puts a full disk here. */
export type FileSystem = Pick<typeof node, 'open' | 'rename' | 'rm'>;

export interface WriteOptions {
  /** Permission bits of the new file, less the umask: 0o600 for what is the owner's alone. */
  readonly mode: number;
  readonly fs?: FileSystem;
}

const temporaryName = (): string => `.latchkey-${randomBytes(8).toString('hex')}.tmp`;
const isTemporary = (name: string): boolean => /^\.latchkey-[0-9a-f]{16}\.tmp$/.test(name);

/**
 * Writes a file so that a crash leaves the old one or the new one, whole and on the disk.
 *
 * @throws Failure `file-write-denied`, `file-disk-full` or `file-write-failed` with the names of `file` and `folder`;
 *   the old file is untouched then.
 */
export async function writeAtomically(path: string, data: string | Uint8Array, { mode, fs = node }: WriteOptions): Promise<void> {
  const temporary = join(dirname(path), temporaryName());
  try {
    await writeNew(temporary, data, mode, fs);
    await fs.rename(temporary, path);
    await syncFolder(dirname(path), fs);
  } catch (error) {
    await fs.rm(temporary, { force: true }).catch(() => undefined);
    throw writeFailure(error, path);
  }
}

/** Removes a file, for good once this resolves; one that is not there is gone already. @throws as `writeAtomically`. */
export async function removeDurably(path: string): Promise<void> {
  try {
    await node.rm(path, { force: true });
    await syncFolder(dirname(path), node);
  } catch (error) {
    throw writeFailure(error, path);
  }
}

/**
 * Makes a folder that only its owner may enter, makes an existing one so, and sweeps what a crash of
 * `writeAtomically` left in it. Nobody may be writing there meanwhile.
 *
 * @throws Failure as `writeAtomically`.
 */
export async function prepareOwnFolder(folder: string): Promise<void> {
  try {
    await node.mkdir(folder, { recursive: true, mode: 0o700 });
    await node.chmod(folder, 0o700);
    const left = (await node.readdir(folder)).filter(isTemporary);
    await Promise.all(left.map((name) => node.rm(join(folder, name), { force: true })));
  } catch (error) {
    throw writeFailure(error, folder);
  }
}

async function writeNew(path: string, data: string | Uint8Array, mode: number, fs: FileSystem): Promise<void> {
  const file = await fs.open(path, 'wx', mode);
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the rename last through a power cut. Windows opens no folders, and some file systems do not sync them. */
async function syncFolder(folder: string, fs: FileSystem): Promise<void> {
  const handle = await fs.open(folder, 'r').catch(() => null);
  try {
    await handle?.sync();
  } catch (error) {
    if (systemCode(error) === 'EIO') throw error;
  } finally {
    await handle?.close();
  }
}

const writeFailureCodes: Readonly<Record<string, FailureCode>> = {
  EACCES: 'file-write-denied',
  EPERM: 'file-write-denied',
  EROFS: 'file-write-denied',
  ENOSPC: 'file-disk-full',
  EDQUOT: 'file-disk-full',
};

/**
 * What to throw where writing a file or folder went wrong.
 *
 * @returns Failure `file-write-denied`, `file-disk-full` or `file-write-failed` for what the system refused, with the
 *   names of `file` and `folder`; anything else is a bug and comes back as it is.
 */
export function writeFailure(error: unknown, path: string): unknown {
  if (systemCode(error) === '') return error;
  const [file, folder] = [basename(path), basename(dirname(resolve(path)))];
  return new Failure(writeFailureCodes[systemCode(error)] ?? 'file-write-failed', { file, folder: folder || '/' });
}

/** The system's code of an error: `ENOENT`; empty where it has none. */
export const systemCode = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
