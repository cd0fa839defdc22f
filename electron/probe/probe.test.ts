import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Readable } from 'node:stream';
import type { SecureVersion, TlsOptions } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import type { ProbeReport, Rung } from '../contract/probe.ts';
import { type ProbeRequest, probe } from './probe.ts';
import { createTestPki, type Door, type House, homeAssistant, houseBehindTls, listen, says, type TestPki } from './test-doors.ts';

const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));

let pki: TestPki;
const doors: Door[] = [];

beforeAll(() => {
  pki = createTestPki();
});
afterEach(async () => {
  await Promise.all(doors.splice(0).map((door) => door.close()));
});
afterAll(() => pki.remove());

async function opened(door: Promise<Door>): Promise<number> {
  const { port } = await door;
  doors.push({ port, close: (await door).close });
  return port;
}

const guarded = (): TlsOptions => ({ ...served('server'), requestCert: true, ca: pki.pem('device-ca.crt') });
const served = (name: string): TlsOptions => ({ cert: pki.pem(`${name}.crt`), key: pki.pem(`${name}.key`) });

const knock = (port: number, more: Partial<ProbeRequest> = {}): Promise<ProbeReport> =>
  probe({
    url: `https://localhost:${port}`,
    identity: pki.identity('device'),
    trusted: [pki.der('server-ca.crt')],
    now: () => new Date(),
    limits: { stepMs: 1_000, totalMs: 5_000 },
    ...more,
  });

const states = ({ rungs }: ProbeReport): string => rungs.map(({ state }) => state[0]).join('');
const evidence = ({ rungs }: ProbeReport, id: Rung['id']) => rungs.find((rung) => rung.id === id)?.evidence;

describe.each<SecureVersion>(['TLSv1.2', 'TLSv1.3'])('over %s', (version) => {
  const only = { minVersion: version, maxVersion: version } as const;

  test('a guarded Home Assistant is locked', async () => {
    const report = await knock(await opened(houseBehindTls(homeAssistant, { ...guarded(), ...only })));
    expect(report).toMatchObject({ verdict: 'locked', cause: null, runnerUp: null, device: 'device', homeAssistantVersion: '2026.11.2' });
    expect(states(report)).toBe('pppppppp');
    expect(evidence(report, 'server-certificate')).toMatchObject({ protocol: version, subject: 'CN=server', issuer: 'CN=server-ca' });
  });

  test('a door that asks nobody is open, though its certificate is untrusted', async () => {
    const report = await knock(await opened(houseBehindTls(homeAssistant, { ...served('server'), ...only })), { trusted: [] });
    expect(report).toMatchObject({
      verdict: 'open',
      cause: { code: 'door-open-not-asked', confidence: 'certain' },
      runnerUp: { code: 'server-certificate-untrusted' },
    });
    expect(states(report)).toBe('ppffpppp');
  });

  test('a door that asks and lets everybody pass is open', async () => {
    const report = await knock(await opened(houseBehindTls(homeAssistant, { ...guarded(), ...only, rejectUnauthorized: false })));
    expect(report).toMatchObject({ verdict: 'open', runnerUp: null });
  });

  test('a device of another authority is refused', async () => {
    const port = await opened(houseBehindTls(homeAssistant, { ...guarded(), ...only }));
    const report = await knock(port, { identity: pki.identity('other-device') });
    expect(report).toMatchObject({ verdict: 'device-refused', cause: { code: 'wrong-authority-file' } });
    expect(states(report).slice(4)).toBe('fsss');
  });

  test('a device out of its dates is refused for its dates', async () => {
    const port = await opened(houseBehindTls(homeAssistant, { ...guarded(), ...only }));
    const report = await knock(port, { identity: pki.identity('device-expired') });
    expect(report).toMatchObject({ verdict: 'device-refused', cause: { code: 'device-certificate-expired', confidence: 'certain' } });
  });
});

describe('the server certificate', () => {
  test.each([
    ['server-expired', 'server-certificate-expired'],
    ['server-elsewhere', 'server-certificate-wrong-name'],
  ])('%s is named, and the rest observed all the same', async (name, code) => {
    const report = await knock(await opened(houseBehindTls(homeAssistant, { ...guarded(), ...served(name) })));
    expect(report).toMatchObject({ verdict: 'server-untrusted', cause: { code, confidence: 'certain' }, runnerUp: null });
    expect(states(report)).toBe('ppfppppp');
  });

  test('of an unknown authority is untrusted', async () => {
    const report = await knock(await opened(houseBehindTls(homeAssistant, guarded())), { trusted: [] });
    expect(report).toMatchObject({ verdict: 'server-untrusted', cause: { code: 'server-certificate-untrusted' } });
  });

  test('is checked against the address where there is no name', async () => {
    const port = await opened(houseBehindTls(homeAssistant, guarded()));
    expect(await knock(port, { url: `https://127.0.0.1:${port}` })).toMatchObject({ verdict: 'locked' });
  });

  test('of an authority bound to an address is trusted where that authority is, in every TLS library', async () => {
    const port = await opened(houseBehindTls(homeAssistant, { ...guarded(), ...served('server-bound') }));
    const url = `https://127.0.0.1:${port}`;
    expect(await knock(port, { url, trusted: [pki.der('bound-ca.crt')] })).toMatchObject({ verdict: 'locked' });
    expect(await knock(port, { url })).toMatchObject({ verdict: 'server-untrusted', cause: { code: 'server-certificate-untrusted' } });
  });
});

test.runIf(hasIpv6)('an IPv6 address in brackets is locked too', async () => {
  const port = await opened(houseBehindTls(homeAssistant, guarded(), { address: '::1' }));
  expect(await knock(port, { url: `https://[::1]:${port}` })).toMatchObject({ verdict: 'locked', url: `https://[::1]:${port}` });
});

describe('behind the door', () => {
  const locked = async (house: House) => knock(await opened(houseBehindTls(house, guarded())));

  test.each<[string, House, string]>([
    ['a proxy whose house is down', says(502, '<h1>502 Bad Gateway</h1>'), 'home-assistant-down'],
    ['a house that does not trust its proxy', says(400, '400: Bad Request'), 'forwarded-headers-refused'],
    ['another website', says(200, '<html>Router</html>', { server: 'lighttpd' }), 'other-answer'],
    ['a redirect, which is not followed', says(302, '', { location: 'https://127.0.0.1:1/' }), 'redirected-elsewhere'],
  ])('%s', async (_, house, code) => {
    const report = await locked(house);
    expect(report).toMatchObject({ verdict: 'not-home-assistant', cause: { code } });
    expect(states(report).slice(4)).toBe('pfss');
  });

  test('a WebSocket whose upgrade was dropped', async () => {
    const report = await locked({ ...homeAssistant, greeting: null });
    expect(report).toMatchObject({ verdict: 'websocket-blocked', cause: { code: 'websocket-upgrade-dropped' } });
    expect(states(report)).toBe('ppppppfp');
  });

  test('a WebSocket that says something else', async () => {
    const report = await locked({ ...homeAssistant, greeting: '{"type":"hello"}' });
    expect(report).toMatchObject({ verdict: 'websocket-blocked', cause: { code: 'websocket-silent' }, homeAssistantVersion: null });
  });

  test('only four endpoints are asked', async () => {
    const asked: string[] = [];
    await locked({
      ...homeAssistant,
      answer: (request, response) => {
        asked.push(`${request.method} ${request.url}`);
        homeAssistant.answer(request, response);
      },
    });
    expect(new Set(asked.map((line) => line.replace(/[0-9a-f]{16,}$/, '<random>')))).toEqual(
      new Set(['GET /manifest.json', 'GET /auth/providers', 'POST /api/webhook/<random>']),
    );
  });
});

describe('without a device', () => {
  test('a locked door stays unclear', async () => {
    const report = await knock(await opened(houseBehindTls(homeAssistant, guarded())), { identity: null });
    expect(report).toMatchObject({ verdict: 'unclear', cause: { code: 'no-device-chosen' }, device: null });
    expect(states(report).slice(4)).toBe('ssss');
  });

  test('an open door is open', async () => {
    const report = await knock(await opened(houseBehindTls(homeAssistant, served('server'))), { identity: null });
    expect(report).toMatchObject({ verdict: 'open', homeAssistantVersion: '2026.11.2' });
  });
});

describe('where there is no door', () => {
  test('a name without an address', async () => {
    const report = await knock(443, { url: 'https://no-such-name.invalid' });
    expect(report).toMatchObject({ verdict: 'unreachable', cause: { code: 'name-not-found' } });
    expect(states(report)).toBe('fsssssss');
  });

  test('a port where nobody listens', async () => {
    const door = await listen(createServer());
    await door.close();
    const report = await knock(door.port);
    expect(report).toMatchObject({ verdict: 'unreachable', cause: { code: 'connection-refused', facts: { port: String(door.port) } } });
    expect(states(report)).toBe('pfssssss');
  });

  test.each<[string, string, string]>([
    ['plain HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'tls-not-spoken'],
    ['SSH', 'SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n', 'other-protocol'],
    ['garbage', '\0'.repeat(64), 'tls-not-spoken'],
    ['a TLS alert for everybody', '\x15\x03\x03\x00\x02\x02\x28', 'tls-no-common-cipher'],
    ['a slammed door', '', 'tls-failed'],
  ])('%s', async (_, words, code) => {
    const server = createServer((socket) => socket.end(words, 'latin1'));
    const report = await knock(await opened(listen(server)));
    expect(report).toMatchObject({ verdict: 'unreachable', cause: { code } });
    expect(states(report)).toBe('ppfsssss');
  });
});

describe('a hostile server', () => {
  const limits = { stepMs: 300, totalMs: 2_000 };
  const hostile = (answer: House['answer']) => opened(houseBehindTls({ answer, greeting: null }, guarded()));

  test.each<[string, House['answer'], string]>([
    ['that never answers', () => undefined, 'no-http-answer'],
    ['that never ends its headers', (_, response) => drip(response.socket, 'HTTP/1.1 200 OK\r\n', 'x: y\r\n'), 'no-http-answer'],
    [
      'that sends headers without measure',
      (_, response) => void response.writeHead(200, { x: 'y'.repeat(100_000) }).end(),
      'no-http-answer',
    ],
    ['that does not speak HTTP', (_, response) => void response.socket?.end('hello\r\n\r\n'), 'no-http-answer'],
    ['that never ends its body', (_, response) => drip(response.socket, 'HTTP/1.1 200 OK\r\n\r\n', 'x'), 'other-answer'],
    ['that sends a body without measure', (_, response) => void endless().pipe(response), 'other-answer'],
  ])('%s ends in a diagnosis within the limit', async (_, answer, code) => {
    const report = await knock(await hostile(answer), { limits });
    expect(report).toMatchObject({ verdict: 'not-home-assistant', cause: { code } });
  });

  test('that never answers the handshake', async () => {
    const report = await knock(await opened(listen(createServer())), { limits });
    expect(report).toMatchObject({ verdict: 'unreachable', cause: { code: 'tls-failed' } });
  });

  test('cannot draw the run out beyond its whole limit', async () => {
    const report = await knock(await opened(listen(createServer())), { limits: { stepMs: 600_000, totalMs: 200 } });
    expect(report).toMatchObject({ verdict: 'unreachable', cause: { code: 'tls-failed' } });
  });

  test('cannot smuggle control characters into the evidence', async () => {
    const report = await knock(await hostile((_, response) => void response.end('a\u001b[31m\u202eb\nc')));
    expect(evidence(report, 'home-assistant')?.body).toBe('a·[31m·b·c');
  });
});

test('rungs come once, in order, and as they stand in the report', async () => {
  const rungs: Rung[] = [];
  const report = await knock(await opened(houseBehindTls(homeAssistant, guarded())), { onRung: (rung) => rungs.push(rung) });
  expect(rungs).toEqual(report.rungs);
});

test('cancelling ends the run at once', async () => {
  const cancel = new AbortController();
  const run = knock(await opened(listen(createServer())), { signal: cancel.signal, limits: { stepMs: 60_000, totalMs: 60_000 } });
  setTimeout(() => cancel.abort(), 50);
  await expect(run).rejects.toMatchObject({ code: 'job-cancelled' });
});

test('a run that was cancelled before it began does nothing', async () => {
  await expect(knock(1, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(Failure);
});

const rsaKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'der' });

test.each([
  ['is for another certificate', () => pki.identity('other-device').key],
  ['is of another kind', rsaKey],
])('a device whose key %s is told apart from one that is refused', async (_, keyOf) => {
  const port = await opened(houseBehindTls(homeAssistant, guarded()));
  const report = await knock(port, { identity: { ...pki.identity('device'), key: keyOf() } });
  expect(report).toMatchObject({ verdict: 'device-refused', cause: { code: 'device-certificate-unusable' } });
});

test('no report holds the key', async () => {
  const port = await opened(houseBehindTls(homeAssistant, guarded()));
  const report = JSON.stringify(await knock(port));
  expect(report).not.toContain(pki.pem('device.key').slice(60, 100));
  expect(report).not.toContain('PRIVATE');
});

const endless = () =>
  Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(65_536);
    })(),
  );

/** Sends a word every 20 ms for as long as somebody listens. */
function drip(
  socket: { write(text: string): unknown; once(event: 'close', done: () => void): unknown } | null,
  first: string,
  word: string,
): void {
  socket?.write(first);
  const timer = setInterval(() => socket?.write(word), 20);
  socket?.once('close', () => clearInterval(timer));
}
