import { open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { BundleProfile } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { Content } from '../pki/content.ts';
import type { Identity } from '../pki/identity.ts';
import { toPem } from '../pki/pem.ts';
import { isPortable } from '../pki/pkcs12/secret.ts';
import { systemCode, writeAtomically, writeFailure } from '../vault/atomic-file.ts';
import { requireSame, saveVerifiedBundle } from './bundle-file.ts';
import type { Work } from './foundation.ts';
import { type FileChoice, openFile } from './inspect.ts';

export interface ConvertWork extends Pick<Work, 'readBundle' | 'writeBundle'> {
  readContent(bytes: Uint8Array, passphrase: string | null): Promise<Content>;
  joinIdentity(contents: readonly Content[]): Promise<Identity>;
  /** @returns EncryptedPrivateKeyInfo, DER. */
  encryptKey(key: Uint8Array, passphrase: string): Promise<Uint8Array>;
}

/** What is to become of one or more files. */
export interface Conversion {
  /** Certificate, key and chain may lie together or apart; where several hold a key, the first file's first is taken. */
  readonly files: readonly FileChoice[];
  /** `pem`: the key as encrypted PKCS#8, then the chain. */
  readonly profile: BundleProfile | 'pem';
  readonly out: string;
  /** Protects what is written. */
  readonly passphrase: string;
}

/**
 * Writes an identity anew (0600), where no file was, and opens what lies on the disk before it counts.
 *
 * @throws Failure file-…, `file-exists`; `passphrase-unsuitable`; `bundle-verify-failed`; `bundle-key-unsupported` for a
 *   key that no phone takes; as `readContent` and `joinIdentity`
 */
export async function convertFiles(work: ConvertWork, { files, profile, out, passphrase }: Conversion): Promise<void> {
  const contents: Content[] = [];
  for (const file of files) contents.push(await openFile(file, work.readContent));
  const identity = await work.joinIdentity(contents);
  if (!isPortable(passphrase)) throw new Failure('passphrase-unsuitable');
  await intoNewFile(out, async () => {
    if (profile === 'pem') return saveVerifiedPem(work, out, identity, passphrase);
    const friendlyName = identity.name || path.parse(out).name;
    await saveVerifiedBundle(work, out, { key: identity.key, chain: identity.chain, passphrase, profile, friendlyName });
  });
}

/** Holds the name from the start, so that nothing that appears meanwhile is written over; gives it back on failure. */
async function intoNewFile(file: string, write: () => Promise<void>): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((trouble: unknown) => {
    throw systemCode(trouble) === 'EEXIST' ? new Failure('file-exists', { file: path.basename(file) }) : writeFailure(trouble, file);
  });
  await handle.close();
  try {
    await write();
  } catch (trouble) {
    await rm(file, { force: true });
    throw trouble;
  }
}

async function saveVerifiedPem(work: ConvertWork, file: string, identity: Identity, passphrase: string): Promise<void> {
  const key = toPem('ENCRYPTED PRIVATE KEY', await work.encryptKey(identity.key, passphrase));
  const chain = identity.chain.map((der) => toPem('CERTIFICATE', der));
  await writeAtomically(file, [key, ...chain].join(''), { mode: 0o600 });
  requireSame(await work.joinIdentity([await work.readContent(await readFile(file), passphrase)]), identity);
}
