import { Failure } from '../../electron/contract/failure.ts';
import { readCertificate } from '../../electron/pki/certificate.ts';
import { readContent } from '../../electron/pki/content.ts';
import { readCrl } from '../../electron/pki/crl.ts';
import { readCertificateBag } from '../../electron/pki/pkcs7.ts';
import { readBundle } from '../../electron/pki/pkcs12/read.ts';
import { readRequest } from '../../electron/pki/request.ts';
import { passphrase } from '../corpus/parts.ts';

/** All that reads what strangers made. */
const readers: readonly ((bytes: Buffer) => unknown)[] = [
  (bytes) => readBundle(bytes, passphrase),
  (bytes) => readContent(bytes, passphrase),
  (bytes) => readContent(bytes, null),
  readCertificate,
  readRequest,
  readCrl,
  readCertificateBag,
];

/** @returns the stack of the first bug that a reader has with these bytes; null where each reads them or fails by a Failure. */
export async function bugWith(bytes: Buffer): Promise<string | null> {
  for (const read of readers) {
    try {
      await read(bytes);
    } catch (error) {
      if (!(error instanceof Failure)) return error instanceof Error ? (error.stack ?? error.message) : 'no Error was thrown';
      if (error.code === 'internal') return error.stack ?? error.code;
    }
  }
  return null;
}
