import { createHmac, timingSafeEqual } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../contract/failure.ts';
import { systemCode, writeAtomically } from './atomic-file.ts';

const fileName = 'vault.json';

/** Bytes. A header takes some 600; a longer file is none, and is not read. */
const maxLength = 4096;

const base64Of = (bytes: number) => z.base64().length(4 * Math.ceil(bytes / 3));

/**
 * RFC 7914: cost N, block size r, parallelization p; memory is 128 * N * r bytes, here 128 MiB. A header
 * that asks for anything else is not ours: otherwise it could ask for all the memory there is.
 */
const scryptSchema = z.strictObject({ N: z.literal(2 ** 17), r: z.literal(8), p: z.literal(1), salt: base64Of(32) });

const headerSchema = z.strictObject({
  version: z.literal(1),
  keyId: z.uuid(),
  protection: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('keychain') }),
    z.strictObject({ by: z.literal('passphrase'), scrypt: scryptSchema, sealedKey: base64Of(1 + 12 + 16 + 32) }),
  ]),
  /** HMAC-SHA256 of the rest under the vault key: tells the right key from others, and a header that was changed. */
  verifier: base64Of(32),
});

/** Says where the key of the records beside it comes from. Nothing in it is secret. */
export type Header = z.output<typeof headerSchema>;
type Unverified = Omit<Header, 'verifier'>;
export type PassphraseProtection = Extract<Header['protection'], { by: 'passphrase' }>;

/** @throws Failure `file-read-denied` */
export async function readHeader(folder: string): Promise<Header | 'missing' | 'damaged'> {
  try {
    const file = await open(join(folder, fileName));
    const text = await readCapped(file).finally(() => file.close());
    return headerSchema.parse(JSON.parse(text));
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EACCES' || code === 'EPERM') throw new Failure('file-read-denied', { file: fileName });
    return code === 'ENOENT' ? 'missing' : 'damaged';
  }
}

async function readCapped(file: FileHandle): Promise<string> {
  const { size } = await file.stat();
  if (size > maxLength) throw new RangeError('too long for a header');
  return file.readFile('utf8');
}

/** @throws Failure as `writeAtomically`. */
export function writeHeader(folder: string, header: Header): Promise<void> {
  return writeAtomically(join(folder, fileName), JSON.stringify(header, null, 2), { mode: 0o600 });
}

/** Completes a header with the verifier of its key. */
export function verifiedBy(key: Buffer, header: Unverified): Header {
  return { ...header, verifier: verifierOf(key, header) };
}

/** Whether the header was made with this key and not changed since. */
export function isVerifiedBy(key: Buffer, { verifier, ...header }: Header): boolean {
  return timingSafeEqual(Buffer.from(verifierOf(key, header)), Buffer.from(verifier));
}

// zod gives the members of a parsed header in the order of its schema; ours are written in that order too.
function verifierOf(key: Buffer, header: Unverified): string {
  const hmac = createHmac('sha256', key).update(`latchkey vault ${JSON.stringify(header)}`);
  return hmac.digest('base64');
}
