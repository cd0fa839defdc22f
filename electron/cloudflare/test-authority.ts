import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const newId = () => randomBytes(16).toString('hex');

/** What an authority makes of a request. */
interface Signed {
  readonly certificate: string;
  readonly common_name: string;
  readonly expires_on: string;
}

/** An authority with a name and an identifier of its own, kept by OpenSSL. */
export async function makeAuthority() {
  const folder = await mkdtemp(path.join(tmpdir(), 'fake-cloudflare-'));
  const at = (name: string) => path.join(folder, name);
  const name = '/C=US/ST=California/L=San Francisco/O=Cloudflare, Inc./CN=Managed CA 5f2c';
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', at('ca.key')];
  await run('openssl', ['req', '-x509', '-new', ...key, '-out', at('ca.pem'), '-days', '3650', '-subj', name]);
  await writeFile(
    at('client.cnf'),
    'basicConstraints=critical,CA:FALSE\nextendedKeyUsage=clientAuth\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid:always\n',
  );
  return {
    pem: await readFile(at('ca.pem'), 'utf8'),
    remove: () => rm(folder, { recursive: true, force: true }),
    async sign(csr: string, days: number): Promise<Signed> {
      const id = newId();
      await writeFile(at(`${id}.csr`), csr);
      await run('openssl', ['req', '-in', at(`${id}.csr`), '-verify', '-noout']);
      const signing = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-set_serial', `0x${id.slice(0, 30)}1`, '-days', String(days)];
      await run('openssl', ['x509', '-req', '-in', at(`${id}.csr`), ...signing, '-extfile', at('client.cnf'), '-out', at(`${id}.pem`)]);
      const certificate = await readFile(at(`${id}.pem`), 'utf8');
      const { stdout } = await run('openssl', [
        'x509',
        '-in',
        at(`${id}.pem`),
        '-noout',
        '-enddate',
        '-dateopt',
        'iso_8601',
        '-subject',
        '-nameopt',
        'multiline,utf8,-esc_msb',
      ]);
      const commonName = /commonName\s*= (.*)/.exec(stdout)?.[1] ?? '';
      const end = /notAfter=(\S+) (\S+)Z/.exec(stdout);
      return { certificate, common_name: commonName, expires_on: `${end?.[1]}T${end?.[2]}Z` };
    },
  };
}
