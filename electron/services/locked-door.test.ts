import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProbeReport } from '../contract/probe.ts';
import { proxyPlan } from '../deploy/plan.ts';
import { readCertificate } from '../pki/certificate.ts';
import { issueCrl } from '../pki/crl.ts';
import { toPem } from '../pki/pem.ts';
import { probe } from '../probe/probe.ts';
import { createTestPki, type Door, homeAssistant, listen, openHouse, says, type TestPki } from '../probe/test-doors.ts';

const nginx = spawnSync('nginx', ['-v']).status === 0;
if (!nginx) process.stderr.write('nginx is not installed: the door that our configuration makes is not tested here\n');

describe.runIf(nginx)('a real nginx with the configuration that we write', () => {
  let pki: TestPki;
  let crl: string;
  let house: Door;
  let url: string;
  let server: ChildProcess;

  beforeAll(async () => {
    pki = createTestPki();
    const issuer = { certificate: pki.der('device-ca.crt'), key: createPrivateKey(pki.pem('device-ca.key')) };
    const { serial } = readCertificate(pki.der('device-lost.crt'));
    const now = new Date();
    const revoked = [{ serial, at: now, reason: 'keyCompromise' }] as const;
    crl = toPem('X509 CRL', await issueCrl({ issuer, number: 1, revoked, now, nextUpdate: new Date(now.getTime() + 86_400_000) }));
    house = await openHouse(homeAssistant);
    url = `https://localhost:${await freePort()}`;
    await start(house.port);
  });
  afterAll(async () => {
    await stop();
    await house.close();
    pki.remove();
  });

  async function start(housePort: number, openPaths: readonly string[] = []): Promise<void> {
    const upstream = `http://127.0.0.1:${housePort}`;
    const { files } = proxyPlan({
      home: { name: 'Küche; } "#', url },
      setup: { target: 'nginx', upstream, folder: pki.folder, ipv6: false, openPaths, insidePort: null },
      device: { authorityPem: pki.pem('device-ca.crt'), crlPem: crl, revokedSerials: [] },
      server: { source: 'own', authorityPem: pki.pem('server-ca.crt'), chainPem: pki.pem('server.crt'), key: 'here' },
      now: new Date(),
    });
    for (const { name, text } of files) if (text !== null) writeFileSync(path.join(pki.folder, name), text);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${pki.folder}/${kind};`);
    writeFileSync(
      path.join(pki.folder, 'nginx.conf'),
      `daemon off; master_process off; pid ${pki.folder}/pid; events {}
       http { access_log off; ${temporary.join(' ')} include ${pki.folder}/latchkey.conf; }`,
    );
    server = spawn('nginx', ['-e', 'stderr', '-p', pki.folder, '-c', `${pki.folder}/nginx.conf`], { stdio: 'ignore' });
    await untilListening(Number(new URL(url).port));
  }

  async function stop(): Promise<void> {
    if (server.kill('SIGKILL')) await once(server, 'exit');
  }

  const knock = (name: string | null): Promise<ProbeReport> =>
    probe({ url, identity: name === null ? null : pki.identity(name), trusted: [pki.der('server-ca.crt')], now: () => new Date() });

  /** Never in a blocking way: the house lives in this very process. */
  const run = async (program: string, ...options: readonly string[]): Promise<string> => {
    const running = promisify(execFile)(program, options, { cwd: pki.folder, timeout: 10_000 });
    running.child.stdin?.end();
    return (await running).stdout;
  };

  const curl = (...options: readonly string[]): Promise<string> =>
    run('curl', ...options, '--silent', '--cacert', 'server-ca.crt', '--write-out', ' %{http_code}', `${url}/manifest.json`);

  test('is locked', async () => {
    const report = await knock('device');
    expect(report).toMatchObject({ verdict: 'locked', cause: null, homeAssistantVersion: '2026.11.2' });
    expect(report.rungs.map(({ state }) => state)).toEqual(Array.from({ length: 8 }, () => 'passed'));
    expect(report.rungs.find(({ id }) => id === 'stranger-refused')?.evidence.body).toContain('No required SSL certificate was sent');
  });

  test.each([['--tls-max', '1.2'], ['--tlsv1.3']])('curl %s agrees', async (...version) => {
    expect(await curl(...version)).toMatch(/No required SSL certificate was sent[\s\S]* 400$/);
    expect(await curl(...version, '--cert', 'device.crt', '--key', 'device.key')).toMatch(/"name":"Home Assistant".* 200$/);
  });

  test.each([
    ['other-device', 'wrong-authority-file', 'certain'],
    ['device-expired', 'device-certificate-expired', 'certain'],
    ['device-lost', 'device-revoked-there', 'possible'],
  ])('refuses %s', async (name, code, confidence) => {
    expect(await knock(name)).toMatchObject({ verdict: 'device-refused', cause: { code, confidence } });
  });

  test('stays unclear to a stranger alone', async () => {
    expect(await knock(null)).toMatchObject({ verdict: 'unclear', cause: { code: 'no-device-chosen' } });
  });

  test('resumes no session, which would skip the check', async () => {
    const line = `s_client -connect localhost:${new URL(url).port} -servername localhost -tls1_2 -reconnect -cert device.crt -key device.key`;
    const said = await run('openssl', ...line.split(' '));
    expect(said).toContain('New, TLSv1.2');
    expect(said).not.toContain('Reused');
  });

  test('with a webhook left open is locked to strangers all the same, however they spell another path', async () => {
    await stop();
    await start(house.port, ['/api/webhook/abc']);
    expect(await knock('device')).toMatchObject({ verdict: 'locked', homeAssistantVersion: '2026.11.2' });
    expect(await knock('device-lost')).toMatchObject({ verdict: 'device-refused' });
    const status = (asked: string, ...options: readonly string[]) =>
      run('curl', ...options, '-s', '-o', 'answer', '--path-as-is', '--cacert', 'server-ca.crt', '-w', '%{http_code}', `${url}${asked}`);
    const device = (name: string) => ['--cert', `${name}.crt`, '--key', `${name}.key`];
    const isHandedOver = await status('/api/webhook/abc', ...device('device'));
    expect(isHandedOver).not.toBe('400');
    for (const asked of ['/api/webhook/abc', '/api/webhook/abc?x=/../']) expect(await status(asked)).toBe(isHandedOver);
    for (const asked of otherPaths) expect([asked, await status(asked)]).toEqual([asked, '400']);
    for (const name of ['device-lost', 'other-device']) expect(await status('/api/webhook/abc', ...device(name))).toBe('400');
  });

  test('with Home Assistant down says so, and stays locked to strangers', async () => {
    await house.close();
    const report = await knock('device');
    expect(report).toMatchObject({ verdict: 'not-home-assistant', cause: { code: 'home-assistant-down', facts: { status: '502' } } });
    expect(report.rungs.find(({ id }) => id === 'stranger-refused')?.state).toBe('passed');
  });

  test('in front of a house that does not trust it says so', async () => {
    await stop();
    house = await openHouse(says(400, '400: Bad Request'));
    await start(house.port);
    expect(await knock('device')).toMatchObject({ verdict: 'not-home-assistant', cause: { code: 'forwarded-headers-refused' } });
  });
});

/** What might pass for `/api/webhook/abc`. */
const otherPaths = [
  '/',
  '/api/webhook/abcd',
  '/api/webhook/abc/',
  '/api/webhook/abc/../../states',
  '/api/webhook/x/../abc',
  '/api/webhook/%2e%2e/states',
  '/api/webhook/%61bc',
  '/api/webhook/abc%2f..%2f..',
  '/api/webhook/abc%3f',
  '/api//webhook/abc',
  '//api/webhook/abc',
  '/API/webhook/abc',
  '/?/api/webhook/abc',
];

async function freePort(): Promise<number> {
  const { port, close } = await listen(createServer());
  await close();
  return port;
}

async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = connect({ host: '127.0.0.1', port });
    const open = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (open) return;
    await sleep(50);
  }
  throw new Error('nginx does not listen');
}
