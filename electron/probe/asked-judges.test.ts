import { execFile, spawn, spawnSync } from 'node:child_process';
import { getCiphers } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectionBudget } from './budget.ts';
import { askManifest } from './http.ts';
import type { Asked } from './observations.ts';
import { createTestPki, type Door, homeAssistant, houseBehindTls, listen, opensslServer, type TestPki } from './test-doors.ts';
import { visit } from './visit.ts';

const nginx = spawnSync('nginx', ['-v']).status === 0;
if (!nginx) process.stderr.write('nginx is not installed: what it asks for is not compared here\n');

let pki: TestPki;
let door: Door | null = null;

beforeAll(() => {
  pki = createTestPki();
  writeFileSync(path.join(pki.folder, 'manifest.json'), '{"name": "Home Assistant"}');
  writeFileSync(path.join(pki.folder, 'both.crt'), pki.pem('device-ca.crt') + pki.pem('other-ca.crt'));
});
afterEach(async () => {
  await door?.close();
  door = null;
});
afterAll(() => pki.remove());

type Version = 'TLSv1.2' | 'TLSv1.3';

/** What we read off the wire. */
async function ours(port: number, version: Version, device: string | null = null): Promise<Asked> {
  const errand = {
    target: { origin: `https://localhost:${port}`, host: 'localhost', port },
    identity: null,
    trusted: [pki.der('server-ca.crt')],
    now: () => new Date(),
    bounds: { stepMs: 5_000, endsAt: performance.now() + 20_000, signal: new AbortController().signal, budget: connectionBudget() },
  };
  const way = { address: '127.0.0.1', identity: device === null ? null : pki.identity(device) };
  return (await visit(errand, { ...way, ...(version === 'TLSv1.2' && { newest: version }) }, askManifest)).asked;
}

/** What OpenSSL says to the same. */
async function theirs(port: number, version: Version) {
  const options = [
    '-connect',
    `127.0.0.1:${port}`,
    '-servername',
    'localhost',
    version === 'TLSv1.2' ? '-tls1_2' : '-tls1_3',
    '-nameopt',
    'RFC2253',
  ];
  const said = await new Promise<string>((resolve) => {
    const client = execFile('openssl', ['s_client', ...options], { timeout: 10_000 }, (_error, stdout) => resolve(stdout));
    client.stdin?.end();
  });
  const names = /Acceptable client certificate CA names\n([\s\S]*?)\n(?=Client Certificate Types|Requested Signature)/.exec(said)?.[1];
  const schemes = /Requested Signature Algorithms: (.*)/.exec(said)?.[1]?.split(':') ?? [];
  return { isAsked: schemes.length > 0, names: names?.split('\n') ?? [], schemes };
}

/** OpenSSL's words for signature schemes (RFC 8446 section 4.2.3). */
const schemeNumbers: Readonly<Record<string, number>> = {
  'RSA+SHA1': 0x0201,
  'DSA+SHA1': 0x0202,
  'ECDSA+SHA1': 0x0203,
  'RSA+SHA224': 0x0301,
  'DSA+SHA224': 0x0302,
  'ECDSA+SHA224': 0x0303,
  'RSA+SHA256': 0x0401,
  'DSA+SHA256': 0x0402,
  'ECDSA+SHA256': 0x0403,
  'RSA+SHA384': 0x0501,
  'DSA+SHA384': 0x0502,
  'ECDSA+SHA384': 0x0503,
  'RSA+SHA512': 0x0601,
  'DSA+SHA512': 0x0602,
  'ECDSA+SHA512': 0x0603,
  'RSA-PSS+SHA256': 0x0804,
  'RSA-PSS+SHA384': 0x0805,
  'RSA-PSS+SHA512': 0x0806,
  ed25519: 0x0807,
  ed448: 0x0808,
  rsa_pss_pss_sha256: 0x0809,
  rsa_pss_pss_sha384: 0x080a,
  rsa_pss_pss_sha512: 0x080b,
};

async function agree(port: number, version: Version): Promise<Asked> {
  const [asked, said] = [await ours(port, version), await theirs(port, version)];
  expect(asked.state).toBe(said.isAsked ? 'asked' : 'not-asked');
  if (asked.state !== 'asked') return asked;
  expect(asked.issuers.map((name) => name.replaceAll(', ', ','))).toEqual(said.names);
  expect(asked.schemes).toEqual(said.schemes.map((name) => schemeNumbers[name]));
  return asked;
}

describe.each<Version>(['TLSv1.2', 'TLSv1.3'])('over %s we agree with s_client on', (version) => {
  test.each([
    ['an OpenSSL that asks', ['-verify', '1'], 'asked'],
    ['an OpenSSL that insists', ['-Verify', '1', '-verify_return_error'], 'asked'],
    ['an OpenSSL that names two authorities', ['-verify', '1', '-CAfile', 'both.crt'], 'asked'],
    ['an OpenSSL that does not ask', [], 'not-asked'],
  ])('%s', async (_, options, state) => {
    door = await opensslServer(pki, ...options);
    expect(await agree(door.port, version)).toMatchObject({ state });
  });

  test('a Node that asks', async () => {
    const options = { cert: pki.pem('server.crt'), key: pki.pem('server.key'), requestCert: true, ca: pki.pem('device-ca.crt') };
    door = await houseBehindTls(homeAssistant, options);
    expect(await agree(door.port, version)).toMatchObject({ issuers: ['CN=device-ca'] });
  });

  test.runIf(nginx).each([
    ['on', 'ssl_client_certificate both.crt;', ['CN=device-ca', 'CN=other-ca']],
    ['optional', 'ssl_client_certificate device-ca.crt;', ['CN=device-ca']],
    // It asks and names nobody.
    ['optional_no_ca', '', []],
  ])('an nginx whose ssl_verify_client is %s', async (mode, authority, issuers) => {
    door = await nginxDoor(`ssl_protocols TLSv1.2 TLSv1.3; ssl_verify_client ${mode}; ${authority}`);
    expect(await agree(door.port, version)).toMatchObject({ state: 'asked', issuers });
  });
});

test('a cipher that this runtime cannot read leaves it unknown', async () => {
  door = await opensslServer(pki, '-verify', '1', '-tls1_3', '-ciphersuites', 'TLS_CHACHA20_POLY1305_SHA256');
  const state = getCiphers().includes('chacha20-poly1305') ? 'asked' : 'unknown';
  expect(await ours(door.port, 'TLSv1.3')).toMatchObject({ state });
});

async function nginxDoor(lines: string): Promise<Door> {
  const { port, close } = await listen(createServer());
  await close();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${pki.folder}/${kind};`);
  writeFileSync(
    path.join(pki.folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${pki.folder}/pid; events {}
     http { access_log off; ${temporary.join(' ')}
       server { listen 127.0.0.1:${port} ssl; ssl_certificate server.crt; ssl_certificate_key server.key; root ${pki.folder}; ${lines} } }`,
  );
  const server = spawn('nginx', ['-e', 'stderr', '-p', pki.folder, '-c', `${pki.folder}/nginx.conf`], { stdio: 'ignore' });
  for (let isOpen = false; !isOpen; ) {
    await sleep(20);
    const socket = connect({ host: '127.0.0.1', port });
    isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
  }
  return {
    port,
    close: async () => {
      if (server.kill('SIGKILL')) await once(server, 'exit');
    },
  };
}
