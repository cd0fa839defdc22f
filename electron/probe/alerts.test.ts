import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { probe } from './probe.ts';
import { createTestPki, type Door, opensslServer, type TestPki } from './test-doors.ts';

let pki: TestPki;
let server: Door | null = null;

beforeAll(() => {
  pki = createTestPki();
  writeFileSync(path.join(pki.folder, 'manifest.json'), '{"name": "Home Assistant"}');
});
afterEach(async () => {
  await server?.close();
  server = null;
});
afterAll(() => pki.remove());

async function serve(...options: readonly string[]): Promise<number> {
  server = await opensslServer(pki, ...options);
  return server.port;
}

const knock = async (port: number, device: string) =>
  probe({
    url: `https://127.0.0.1:${port}`,
    identity: pki.identity(device),
    trusted: [pki.der('server-ca.crt')],
    now: () => new Date(),
    limits: { stepMs: 2_000, totalMs: 10_000 },
  });

describe.each([
  ['-tls1_2', '40'],
  ['-tls1_3', '116'],
])('OpenSSL %s', (version, alert) => {
  const strict = ['-Verify', '1', '-verify_return_error', version] as const;

  test(`refuses the stranger with alert ${alert}`, async () => {
    const { rungs } = await knock(await serve(...strict), 'device');
    expect(rungs.find(({ id }) => id === 'stranger-refused')).toMatchObject({ state: 'passed', evidence: { alert } });
    expect(rungs.find(({ id }) => id === 'device-let-in')).toMatchObject({ state: 'passed', evidence: { status: '200' } });
  });

  test('refuses a device of another authority', async () => {
    const { verdict, cause } = await knock(await serve(...strict), 'other-device');
    expect({ verdict, code: cause?.code, confidence: cause?.confidence }).toEqual({
      verdict: 'device-refused',
      code: 'wrong-authority-file',
      confidence: 'certain',
    });
  });

  test.each(['ed25519', 'ec -pkeyopt ec_paramgen_curve:P-521'])('sees a server whose key is %s', async (kind) => {
    const names = '-subj /CN=server -addext subjectAltName=IP:127.0.0.1';
    const line = `req -x509 -newkey ${kind} -nodes -keyout odd.key -out odd.crt -days 30 ${names}`;
    execFileSync('openssl', line.split(' '), { cwd: pki.folder, stdio: 'pipe' });
    const port = await serve(...strict, '-cert', 'odd.crt', '-key', 'odd.key');
    expect(await knock(port, 'device')).toMatchObject({
      verdict: 'server-untrusted',
      rungs: expect.arrayContaining([expect.objectContaining({ id: 'device-let-in', state: 'passed' })]),
    });
  });

  test('names an expired device', async () => {
    expect(await knock(await serve(...strict), 'device-expired')).toMatchObject({ cause: { code: 'device-certificate-expired' } });
  });
});
