import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './latchkey.ts';

/** Bytes that must never be seen, and what to call them when they are. */
export interface Secret {
  readonly name: string;
  readonly bytes: Buffer;
  /** A passphrase is shown on the page; it may lie in no file. */
  readonly mayBeShown?: true;
}

/** @returns the vault keys that Latchkey keeps in this session's real keyring, read behind its back. */
export function vaultKeys(): readonly Secret[] {
  return keyringEntries().map(({ account, password }) => ({ name: `vault key ${account}`, bytes: Buffer.from(password, 'base64') }));
}

/** An entry of the keyring, as keytar gives it. */
export interface KeyringEntry {
  readonly account: string;
  readonly password: string;
}

const service = 'app.latchkey.desktop';
// keytar's lookup of all entries ends its process on a locked keyring, so it gets one of its own.
const askKeyring = (expression: string): string => {
  const script = `Promise.resolve(${expression}).then((v) => console.log(JSON.stringify(v ?? null)), () => console.log('null'))`;
  const child = spawnSync(process.execPath, ['-e', `const keytar = require('keytar'); ${script}`], {
    cwd: root,
    encoding: 'utf8',
    timeout: 10_000,
  });
  return child.stdout.trim() || 'null';
};

/** @returns what the keyring holds for Latchkey; empty where there is no keyring. */
export function keyringEntries(): readonly KeyringEntry[] {
  return (JSON.parse(askKeyring(`keytar.findCredentials('${service}')`)) as readonly KeyringEntry[] | null) ?? [];
}

/** Takes one entry out of the keyring, as a user with a password manager might. */
export function forgetKeyringEntry(entry: KeyringEntry): void {
  askKeyring(`keytar.deletePassword('${service}', ${JSON.stringify(entry.account)})`);
}

/** Puts an entry back that was taken out. */
export function restoreKeyringEntry(entry: KeyringEntry): void {
  askKeyring(`keytar.setPassword('${service}', ${JSON.stringify(entry.account)}, ${JSON.stringify(entry.password)})`);
}

/**
 * Looks for secrets in messages or files: as they are, and inside every run of base64 or hex.
 *
 * @returns one sentence a find, without the secret; empty where all is well.
 */
export function findSecrets(
  places: readonly { readonly where: string; readonly content: unknown }[],
  secrets: readonly Secret[],
): readonly string[] {
  return places.flatMap(({ where, content }) => {
    const views = leaves(content).flatMap(decodings);
    const known = secrets.filter(({ bytes }) => bytes.length > 0 && views.some((view) => view.includes(bytes)));
    const key = views.some((view) => privateKeyMarks.some((mark) => view.includes(mark)));
    return [...known.map(({ name }) => `${name} in ${where}`), ...(key ? [`a private key in ${where}`] : [])];
  });
}

/** How private keys begin, after the tag and length of the outermost SEQUENCE. */
const privateKeyMarks = [
  '020100300d06092a864886f70d010101', // PrivateKeyInfo (RFC 5958 section 2), rsaEncryption
  '020100301306072a8648ce3d0201', // the same, a 256 bit curve
  '020100301006072a8648ce3d0201', // the same, a 384 bit curve
  '020100300506032b6570', // the same, Ed25519 (RFC 8410)
  '02010002820101', // RSAPrivateKey (RFC 8017 A.1.2), 2048 bits
  '0201010420', // ECPrivateKey (RFC 5915), 256 bits
  '0201010430', // the same, 384 bits
  Buffer.from('PRIVATE KEY-----').toString('hex'),
].map((hex) => Buffer.from(hex, 'hex'));

function leaves(value: unknown): readonly Buffer[] {
  if (Buffer.isBuffer(value)) return [value];
  if (typeof value === 'string') return [Buffer.from(value)];
  if (typeof value !== 'object' || value === null) return [];
  if ('$bytes' in value) return [Buffer.from(String(value.$bytes), 'base64')];
  return Object.values(value).flatMap(leaves);
}

function decodings(bytes: Buffer): readonly Buffer[] {
  const text = bytes.toString('latin1');
  const hex = (text.match(/[0-9a-fA-F]{40,}/g) ?? []).map((run) => Buffer.from(run, 'hex'));
  // A run may begin with letters that do not belong to it, so every alignment is tried.
  const base64 = (text.replace(/\\n|\s/g, '').match(/[A-Za-z0-9+/_-]{40,}/g) ?? []).flatMap((run) =>
    [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64')),
  );
  return [bytes, ...hex, ...base64];
}

/** @returns every file under a folder with its bytes, for {@link findSecrets}. */
export function filesUnder(folder: string): readonly { readonly where: string; readonly content: Buffer }[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return files.map((file) => ({ where: path.relative(folder, file), content: readFileSync(file) }));
}
