/**
 * Opens a door with a bundle, in the TLS of the runtime that runs this: Node hands the bundle itself to `tls`; Electron, whose
 * BoringSSL refuses some, the key and certificates that `readBundle` takes from it. Answers each line with a line.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { connect, createServer, type SecureContextOptions, type SecureVersion, type TLSSocket } from 'node:tls';
import { toPem } from '../../electron/pki/pem.ts';
import { readBundle } from '../../electron/pki/pkcs12/read.ts';
import { host } from './samples.ts';

async function identityIn(file: string, passphrase: string): Promise<SecureContextOptions> {
  const bundle = readFileSync(file);
  if (!process.versions['electron']) return { pfx: bundle, passphrase };
  const { key, chain } = await readBundle(bundle, passphrase);
  return { key: toPem('PRIVATE KEY', key), cert: chain.map((der) => toPem('CERTIFICATE', der)).join('') };
}

/** @returns what the server was shown: the leaf, then its issuer. */
async function visit(
  version: SecureVersion,
  guest: SecureContextOptions,
  door: SecureContextOptions,
  trusted: Buffer,
): Promise<readonly Buffer[]> {
  const only = { minVersion: version, maxVersion: version };
  const server = createServer({ ...door, ...only, requestCert: true, rejectUnauthorized: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = connect({ ...guest, ...only, host: '127.0.0.1', port, servername: host, ca: trusted });
  try {
    const refused = Promise.race([once(client, 'error'), once(server, 'tlsClientError')]).then(([error]) => Promise.reject(error));
    const [[socket]] = await Promise.race([Promise.all([once(server, 'secureConnection'), once(client, 'secureConnect')]), refused]);
    const { raw, issuerCertificate } = (socket as TLSSocket).getPeerCertificate(true);
    (socket as TLSSocket).destroy();
    return [raw, issuerCertificate.raw];
  } finally {
    client.destroy();
    server.close();
  }
}

async function answer([
  file = '',
  passphrase = '',
  devices = '',
  key = '',
  certificate = '',
  servers = '',
]: readonly string[]): Promise<string> {
  try {
    const guest = await identityIn(file, passphrase);
    const door = { key: readFileSync(key), cert: readFileSync(certificate), ca: readFileSync(devices) };
    await visit('TLSv1.2', guest, door, readFileSync(servers));
    const certificates = await visit('TLSv1.3', guest, door, readFileSync(servers));
    return ['ok', ...certificates.map((der) => der.toString('base64'))].join('\t');
  } catch (error) {
    return `no\t${String(error).replace(/\s+/g, ' ')}`;
  }
}

for await (const line of createInterface({ input: process.stdin })) process.stdout.write(`${await answer(line.split('\t'))}\n`);
