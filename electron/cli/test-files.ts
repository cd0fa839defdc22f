import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Protects every file here that is protected. */
export const passphrase = 'correct horse 7';

/** Files that strangers made in a folder of their own: `ca.crt`, `device.key`, `device.crt`, … */
export class StrangersFiles {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'latchkey-cli-'));

  constructor() {
    this.put('passphrase', `${passphrase}\n`);
    this.put('wrong', 'wrong');
    this.#identity();
    this.openssl('pkcs12', '-export', ...identity, '-passout', `pass:${passphrase}`, '-out', 'openssl.p12');
    this.openssl('pkcs12', '-export', ...identity, '-passout', 'pass:', '-out', 'empty.p12');
  }

  at = (name: string): string => path.join(this.folder, name);
  read = (name: string): Buffer => readFileSync(this.at(name));

  put(name: string, content: string | Uint8Array): string {
    writeFileSync(this.at(name), content);
    return this.at(name);
  }

  openssl(...args: readonly string[]): string {
    return this.make('openssl', ...args);
  }

  /** Runs a program that must succeed, in this folder. @returns what it said */
  make(program: string, ...args: readonly string[]): string {
    const { status, error, stdout, stderr } = spawnSync(program, args, { cwd: this.folder, encoding: 'utf8' });
    if (error) throw error;
    if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
    return stdout + stderr;
  }

  /** As `inspect --json` writes it. */
  fingerprint(name: string): string {
    return new X509Certificate(this.read(name)).fingerprint256.replaceAll(':', '').toLowerCase();
  }

  #identity(): void {
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-utf8'];
    this.openssl('req', '-x509', ...curve, '-keyout', 'ca.key', '-out', 'ca.crt', '-days', '900', '-subj', '/CN=Küche & Söhne CA');
    this.openssl('req', ...curve, '-keyout', 'device.key', '-out', 'device.csr', '-subj', '/CN=Jörg – iPhone 📱');
    this.put('device.ext', 'basicConstraints=CA:FALSE\nextendedKeyUsage=clientAuth\nsubjectAltName=URI:urn:x:joerg\n');
    const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '700', '-extfile', 'device.ext'];
    this.openssl('x509', '-req', '-in', 'device.csr', ...signed, '-out', 'device.crt');
    this.put('index.txt', '');
    this.put('ca.cnf', '[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=30\n');
    this.openssl('ca', '-config', 'ca.cnf', '-gencrl', '-keyfile', 'ca.key', '-cert', 'ca.crt', '-out', 'ca.crl');
  }
}

const identity = ['-inkey', 'device.key', '-in', 'device.crt', '-certfile', 'ca.crt', '-name', 'joerg'];
