import type { Saved, SavedFile } from '../contract/ipc.ts';
import { toPem } from '../pki/pem.ts';
import { writeAtomically } from '../vault/atomic-file.ts';
import { safeFileName, savedFile } from './file-name.ts';
import type { Desktop } from './foundation.ts';

/**
 * Asks where to, and writes certificates (DER) as one PEM file that anybody may read (0644).
 *
 * @throws Failure file-write-denied, file-disk-full, file-write-failed
 */
export async function saveChain(
  desktop: Pick<Desktop, 'askSaveFile'>,
  name: string,
  chain: readonly Uint8Array[],
): Promise<Saved<SavedFile>> {
  const path = await desktop.askSaveFile({ title: 'saveCertificate', suggestedName: safeFileName(name, 'crt'), kind: 'certificate' });
  if (path === null) return { phase: 'cancelled' };
  await writeAtomically(path, Buffer.from(chain.map((der) => toPem('CERTIFICATE', der)).join('')), { mode: 0o644 });
  return { phase: 'saved', ...savedFile(path) };
}
