import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A request as OpenSSL makes it, with the digest of its key. */
export function makeRequest(commonName: string): { readonly pem: string; readonly digest: string } {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-request-'));
  try {
    writeFileSync(join(folder, 'key'), privateKey);
    const pem = execFileSync('openssl', ['req', '-new', '-utf8', '-key', join(folder, 'key'), '-subj', `/C=CH/O=Home/CN=${commonName}`], {
      encoding: 'utf8',
    });
    const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
    return { pem, digest: createHash('sha256').update(spki).digest('hex') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
