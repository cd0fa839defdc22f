import { readFile } from 'node:fs/promises';
import type { BundleFacts, ExportForm } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { Identity } from '../pki/identity.ts';
import { toPem } from '../pki/pem.ts';
import { writeAtomically } from '../vault/atomic-file.ts';
import type { Work } from './foundation.ts';

export type FileWork = Pick<Work, 'encryptKey' | 'open' | 'readBundle' | 'writeBundle'>;

/** What is to be written, in which form, and what protects it. */
export interface FilePlan {
  readonly identity: Identity;
  readonly form: ExportForm;
  readonly passphrase: string;
}

/**
 * Writes key and certificates to a file (0600) and says so only after what lies on the disk was opened again and
 * compared: other tools have exported files without a key and called that success.
 *
 * @returns what was read back
 * @throws Failure bundle-verify-failed, passphrase-unsuitable, file-write-denied, file-disk-full, file-write-failed;
 *   bundle-key-unsupported for a bundle with a key that no phone takes
 */
export async function saveVerified(work: FileWork, path: string, plan: FilePlan): Promise<BundleFacts> {
  const bytes = await write(work, plan);
  // compared before the write as well, so that a file that stood there is not lost to a bad one
  await requireSame(work, bytes, plan);
  await writeAtomically(path, bytes, { mode: 0o600 });
  return requireSame(work, await readFile(path), plan);
}

async function write(work: FileWork, { identity, form, passphrase }: FilePlan): Promise<Uint8Array> {
  const { key, chain, name } = identity;
  if (form !== 'pem') return Buffer.from(await work.writeBundle({ key, chain, passphrase, profile: form, friendlyName: name }));
  const blocks = [toPem('ENCRYPTED PRIVATE KEY', await work.encryptKey(key, passphrase)), ...chain.map((der) => toPem('CERTIFICATE', der))];
  return Buffer.from(blocks.join(''));
}

interface ReadBack {
  readonly key: Uint8Array | undefined;
  readonly chain: readonly Uint8Array[];
  readonly facts: BundleFacts;
}

async function readBundle(work: FileWork, bytes: Uint8Array, passphrase: string): Promise<ReadBack> {
  const { key, chain, certificates, keyCount, encryption, mac, profile } = await work.readBundle(bytes, passphrase);
  return { key, chain, facts: { chain: certificates, keyCount, encryption, mac, profile } };
}

async function readPem(work: FileWork, bytes: Uint8Array, passphrase: string): Promise<ReadBack> {
  const { facts, content } = await work.open(bytes, passphrase);
  const [key] = content.keys;
  return {
    key: key !== undefined && key.certificate === facts.certificates[0]?.fingerprint ? key.pkcs8 : undefined,
    chain: content.certificates,
    facts: { chain: facts.certificates, keyCount: facts.keys.length, encryption: facts.encryption ?? 'none', mac: 'none', profile: null },
  };
}

/** @throws Failure bundle-verify-failed where what is read is not what was meant to be written, byte for byte */
async function requireSame(work: FileWork, bytes: Uint8Array, { identity, form, passphrase }: FilePlan): Promise<BundleFacts> {
  const { key, chain, facts } = await (form === 'pem' ? readPem : readBundle)(work, bytes, passphrase);
  const pairs = [[key, identity.key] as const, ...identity.chain.map((der, at) => [chain[at], der] as const)];
  const same = chain.length === identity.chain.length && pairs.every(([a, b]) => a !== undefined && Buffer.compare(a, b) === 0);
  if (!same) throw new Failure('bundle-verify-failed');
  return facts;
}
