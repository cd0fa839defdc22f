import * as node from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FileSystem, prepareOwnFolder, removeDurably, writeAtomically } from './atomic-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await node.mkdtemp(join(tmpdir(), 'latchkey-files-'));
});
afterEach(() => node.rm(folder, { recursive: true }));

const modeOf = async (path: string): Promise<string> => ((await node.stat(path)).mode & 0o777).toString(8);

/** The real file system, but one step of a write meets a system error. */
function failingAt(step: 'open' | 'write' | 'sync' | 'rename', code: string): FileSystem {
  const fail = (): Promise<never> => Promise.reject(Object.assign(new Error(`${code}: secret text`), { code }));
  const open: FileSystem['open'] = async (path, flags, mode) => {
    if (step === 'open') return fail();
    const file = await node.open(path, flags, mode);
    if (step === 'sync') file.sync = fail;
    if (step === 'write') file.writeFile = (data) => node.writeFile(path, String(data).slice(0, 3)).then(fail);
    return file;
  };
  return { open, rename: step === 'rename' ? fail : node.rename, rm: node.rm };
}

describe('writing a file', () => {
  test('leaves the new text under the name, with its mode and nothing beside it', async () => {
    const path = join(folder, 'Jörg – iPhone 📱.p12');
    await writeAtomically(path, 'old', { mode: 0o644 });
    await writeAtomically(path, Buffer.from('new'), { mode: 0o600 });
    expect(await node.readFile(path, 'utf8')).toBe('new');
    expect(await node.readdir(folder)).toEqual([basename(path)]);
  });

  test.skipIf(process.platform === 'win32')('gives an owner-only mode, also where the old file had a wider one', async () => {
    const path = join(folder, 'record.json');
    await node.writeFile(path, 'old', { mode: 0o644 });
    await writeAtomically(path, 'new', { mode: 0o600 });
    expect(await modeOf(path)).toBe('600');
  });

  const codes = {
    EACCES: 'file-write-denied',
    EPERM: 'file-write-denied',
    EROFS: 'file-write-denied',
    ENOSPC: 'file-disk-full',
    EDQUOT: 'file-disk-full',
    EIO: 'file-write-failed',
  };
  for (const step of ['open', 'write', 'sync', 'rename'] as const) {
    test.each(Object.entries(codes))(
      `says what %s is when it comes at ${step}, keeps the old file and leaves nothing`,
      async (system, code) => {
        const path = join(folder, 'record.json');
        await node.writeFile(path, 'old');
        const facts = { file: 'record.json', folder: basename(folder) };
        const failure = await writeAtomically(path, 'secret text', { mode: 0o600, fs: failingAt(step, system) }).catch((error) => error);
        expect(failure).toMatchObject({ code, facts });
        expect(`${failure.stack} ${JSON.stringify(failure)}`).not.toContain('secret text');
        expect(await node.readFile(path, 'utf8')).toBe('old');
        expect(await node.readdir(folder)).toEqual(['record.json']);
      },
    );
  }

  test('fails where the folder is missing or the name is a folder', async () => {
    const missing = writeAtomically(join(folder, 'nowhere', 'file'), 'text', { mode: 0o600 });
    await expect(missing).rejects.toMatchObject({ code: 'file-write-failed', facts: { file: 'file', folder: 'nowhere' } });
    await expect(writeAtomically(folder, 'text', { mode: 0o600 })).rejects.toMatchObject({ code: 'file-write-failed' });
  });

  test('lets a bug through as a bug', async () => {
    const fs: FileSystem = { ...node, rename: () => Promise.reject(new TypeError('a bug')) };
    await expect(writeAtomically(join(folder, 'file'), 'text', { mode: 0o600, fs })).rejects.toThrow(TypeError);
  });
});

describe('removing a file', () => {
  test('removes it, and is content where it is gone already', async () => {
    const path = join(folder, 'record.json');
    await node.writeFile(path, 'text');
    await removeDurably(path);
    await removeDurably(path);
    expect(await node.readdir(folder)).toEqual([]);
  });
});

describe('preparing a folder of our own', () => {
  test.skipIf(process.platform === 'win32')('makes it, or makes it private', async () => {
    const made = join(folder, 'a', 'b');
    await prepareOwnFolder(made);
    expect(await modeOf(made)).toBe('700');
    await node.chmod(made, 0o755);
    await prepareOwnFolder(made);
    expect(await modeOf(made)).toBe('700');
  });

  test('sweeps what a crash between writing and renaming left, and nothing else', async () => {
    const path = join(folder, 'record.json');
    const crashing: FileSystem = { ...node, rename: () => new Promise(() => undefined) };
    void writeAtomically(path, 'half', { mode: 0o600, fs: crashing });
    await expect.poll(() => node.readdir(folder)).toHaveLength(1);
    await node.writeFile(join(folder, '.latchkey-notes.tmp'), 'not ours');
    await prepareOwnFolder(folder);
    expect(await node.readdir(folder)).toEqual(['.latchkey-notes.tmp']);
  });

  test('fails where it cannot be made', async () => {
    await node.writeFile(join(folder, 'file'), '');
    const failure = { code: 'file-write-failed', facts: { file: 'inside', folder: 'file' } };
    await expect(prepareOwnFolder(join(folder, 'file', 'inside'))).rejects.toMatchObject(failure);
  });
});
