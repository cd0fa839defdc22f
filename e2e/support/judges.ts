import { execFile, execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** Strangers that read what we write. None of them knows Latchkey. */
export type Tool = 'openssl' | 'curl' | 'certutil' | 'pk12util' | 'certtool' | 'keytool' | 'nginx';

const missed = new Set<Tool>();

/** Whether a judge is on this machine; its absence is said once, loudly. */
export function present(tool: Tool): boolean {
  const found = spawnSync('sh', ['-c', `PATH="$PATH:/usr/sbin" command -v ${tool}`]).status === 0;
  if (!found && !missed.has(tool)) console.warn(`SKIPPED JUDGE: ${tool} is not installed, so it judges nothing in this run`);
  if (!found) missed.add(tool);
  return found;
}

const run = (tool: Tool, args: readonly string[]): SpawnSyncReturns<string> => spawnSync(tool, args, { encoding: 'utf8', timeout: 60_000 });
const all = ({ stdout, stderr }: SpawnSyncReturns<string>): string => `${stdout}${stderr}`;
const scratch = (): string => mkdtempSync(path.join(tmpdir(), 'latchkey-judge-'));

/** @returns what `openssl verify -x509_strict` says: `FILE: OK` when it is content. */
export function opensslVerify(purpose: 'sslserver' | 'sslclient', authority: string, certificate: string): string {
  return all(run('openssl', ['verify', '-x509_strict', '-purpose', purpose, '-CAfile', authority, certificate]));
}

/** @returns the certificate as `openssl x509 -text` prints it. */
export const opensslText = (certificate: string): string =>
  all(run('openssl', ['x509', '-in', certificate, '-noout', '-text', '-nameopt', 'utf8,sep_comma_plus']));

/** @returns days between the two dates of a certificate. */
export function lifeDays(certificate: string): number {
  const dates = execFileSync('openssl', ['x509', '-in', certificate, '-noout', '-startdate', '-enddate'], { encoding: 'utf8' });
  const [start, end] = dates
    .trim()
    .split('\n')
    .map((line) => Date.parse(line.replace(/^\w+=/, '')));
  return ((end ?? 0) - (start ?? 0)) / 86_400_000;
}

/** What OpenSSL finds in a bundle: how it is protected, and the parts as PEM files. */
export interface OpenedBundle {
  /** `-info`: the algorithms of key bag, certificates and MAC. */
  readonly info: string;
  /** PEM files: the leaf, the authorities and the key, in the clear. */
  readonly leaf: string;
  readonly authorities: string;
  readonly key: string;
}

/** Opens a bundle with OpenSSL; throws with its words where it cannot. */
export function opensslBundle(file: string, passphrase: string): OpenedBundle {
  const folder = scratch();
  const part = (name: string, ...args: string[]) => {
    const out = path.join(folder, name);
    execFileSync('openssl', ['pkcs12', '-in', file, '-passin', `pass:${passphrase}`, '-nodes', '-out', out, ...args], { stdio: 'pipe' });
    return out;
  };
  const info = all(run('openssl', ['pkcs12', '-info', '-noout', '-in', file, '-passin', `pass:${passphrase}`]));
  return {
    info,
    leaf: part('leaf.pem', '-clcerts', '-nokeys'),
    authorities: part('ca.pem', '-cacerts', '-nokeys'),
    key: part('key.pem', '-nocerts'),
  };
}

/** @returns the secret number of a PEM key: what no message and no file may hold. */
export function secretNumber(pem: string): Buffer {
  const { d = '' } = createPrivateKey(readFileSync(pem)).export({ format: 'jwk' });
  return Buffer.from(d, 'base64url');
}

/** @returns what NSS (Firefox) says after it took a bundle into a fresh store. */
export function nssImport(file: string, passphrase: string): string {
  const store = `sql:${scratch()}`;
  execFileSync('certutil', ['-N', '-d', store, '--empty-password']);
  return all(run('pk12util', ['-i', file, '-d', store, '-W', passphrase])) + all(run('certutil', ['-K', '-d', store]));
}

/** @returns what GnuTLS finds in a bundle. */
export const gnutlsInfo = (file: string, passphrase: string): string =>
  all(run('certtool', ['--p12-info', '--inder', '--infile', file, '--password', passphrase]));

/** @returns what Java finds in a bundle. */
export const javaList = (file: string, passphrase: string): string =>
  all(run('keytool', ['-J-Dstdout.encoding=UTF-8', '-list', '-v', '-storetype', 'PKCS12', '-keystore', file, '-storepass', passphrase]));

/** How curl knocks: which authority it trusts, and as whom. */
export interface CurlVisit {
  readonly url: string;
  readonly trusts: string;
  readonly as: { readonly bundle: string; readonly passphrase: string } | null;
}

/**
 * One GET by curl. Others must be able to answer meanwhile, so this one does not block.
 *
 * @returns the HTTP status, 0 without an answer, and the body
 */
export async function curl({ url, trusts, as }: CurlVisit): Promise<{ readonly status: number; readonly body: string }> {
  const identity = as === null ? [] : ['--cert-type', 'P12', '--cert', `${as.bundle}:${as.passphrase}`];
  const args = ['--silent', '--max-time', '10', '--cacert', trusts, ...identity, '--write-out', '\n%{http_code}', url];
  const said = await promisify(execFile)('curl', args).catch((refused: { readonly stdout: string }) => refused);
  const [, body = '', status = '0'] = /^([\s\S]*)\n(\d+)$/.exec(said.stdout) ?? [];
  return { status: Number(status), body };
}

/** A bundle made by OpenSSL alone: a self-made authority and one client under it. */
export function opensslMakesBundle(folder: string, { name, passphrase }: { readonly name: string; readonly passphrase: string }): string {
  const at = (file: string) => path.join(folder, file);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  writeFileSync(at('client.ext'), 'extendedKeyUsage=clientAuth\n');
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    at('own-ca.key'),
    '-out',
    at('own-ca.crt'),
    '-subj',
    '/CN=Somebody else CA',
    '-days',
    '30',
  );
  openssl(
    'req',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    at('own.key'),
    '-out',
    at('own.csr'),
    '-utf8',
    '-subj',
    `/CN=${name}`,
  );
  openssl(
    'x509',
    '-req',
    '-in',
    at('own.csr'),
    '-CA',
    at('own-ca.crt'),
    '-CAkey',
    at('own-ca.key'),
    '-CAcreateserial',
    '-days',
    '20',
    '-extfile',
    at('client.ext'),
    '-out',
    at('own.crt'),
  );
  openssl(
    'pkcs12',
    '-export',
    '-in',
    at('own.crt'),
    '-inkey',
    at('own.key'),
    '-certfile',
    at('own-ca.crt'),
    '-passout',
    `pass:${passphrase}`,
    '-out',
    at('own.p12'),
  );
  return at('own.p12');
}

/** Makes a server's key and its request (CSR) as an administrator does. @returns the request's file. */
export function opensslMakesServerRequest(folder: string, name: string): string {
  const at = (file: string) => path.join(folder, file);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', at('server.key')];
  const names = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  execFileSync('openssl', ['req', '-new', ...key, '-out', at('server.csr'), ...names], { stdio: 'pipe' });
  return at('server.csr');
}

/** @returns the public key in a certificate or a request, as PEM. */
export const publicKey = (file: string): string =>
  execFileSync('openssl', [file.endsWith('.csr') ? 'req' : 'x509', '-in', file, '-noout', '-pubkey'], { encoding: 'utf8' });
