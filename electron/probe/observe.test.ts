import { createServer as createHttpServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer, type Server, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { TLSSocket, TlsOptions } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectionBudget } from './budget.ts';
import { type Knowledge, nothingKnown, type Observations, type Visit } from './observations.ts';
import { observe } from './observe.ts';
import { createTestPki, type Door, type House, homeAssistant, houseBehindTls, listen, says, type TestPki } from './test-doors.ts';
import { visitPlain } from './visit.ts';

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
  doors.push(await door);
  return (await door).port;
}

const served = (): TlsOptions => ({ cert: pki.pem('server.crt'), key: pki.pem('server.key') });
const guarded = (): TlsOptions => ({ ...served(), requestCert: true, ca: pki.pem('device-ca.crt') });

interface Wish {
  readonly host?: string;
  readonly device?: string | null;
  readonly known?: Partial<Knowledge>;
  readonly connectionsMax?: number;
  readonly addresses?: readonly string[];
}

const errandTo = (port: number, { host = '127.0.0.1', device = 'device', connectionsMax }: Wish = {}) => ({
  target: { origin: `https://${host}:${port}`, host, port },
  identity: device === null ? null : pki.identity(device),
  trusted: [pki.der('server-ca.crt')],
  now: () => new Date(),
  bounds: {
    ...{ stepMs: 1_000, endsAt: performance.now() + 10_000 },
    ...{ signal: new AbortController().signal, budget: connectionBudget(connectionsMax) },
  },
});

const look = (port: number, wish: Wish = {}): Promise<Observations> =>
  observe({
    ...errandTo(port, wish),
    known: { ...nothingKnown, ...wish.known },
    lookUp: async () => wish.addresses ?? ['127.0.0.1'],
    settled: () => undefined,
  });

const statusOf = (visit: Visit<unknown> | null) =>
  visit?.reply?.phase === 'done' ? (visit.reply.value as { status?: number }).status : null;

/** A guarded house that notes who came and what was asked. */
async function watchedHouse(options: TlsOptions = guarded(), address = '127.0.0.1') {
  const asked: string[] = [];
  const shown: string[] = [];
  let open = 0;
  let openMax = 0;
  const house: House = {
    ...homeAssistant,
    answer: (request, response) => {
      asked.push(`${request.method} ${request.url?.replace(/[0-9a-f]{64}$/, '<random>')}`);
      const { localAddress = '' } = request.socket;
      shown.push(`${localAddress.replace('::ffff:', '')} ${(request.socket as TLSSocket).getPeerCertificate().subject?.CN}`);
      homeAssistant.answer(request, response);
    },
  };
  const watch = (server: Server) =>
    server.on('connection', (socket: Socket) => {
      open += 1;
      openMax = Math.max(openMax, open);
      socket.once('close', () => {
        open -= 1;
      });
    });
  const port = await opened(houseBehindTls(house, options, { address, watch }));
  return { port, asked, shown, openMax: () => openMax };
}

describe('a healthy house', () => {
  test('is asked for its four endpoints once, over few connections at a time', async () => {
    const { port, asked, openMax } = await watchedHouse();
    const seen = await look(port);
    expect(asked.toSorted()).toEqual(['GET /auth/providers', 'GET /manifest.json', 'POST /api/webhook/<random>']);
    expect([seen.device, seen.providers, seen.webhook].map(statusOf)).toEqual([200, 200, 200]);
    expect(seen.webSocket).toMatchObject({ reply: { value: { kind: 'auth-required', version: '2026.11.2' } } });
    expect(openMax()).toBeLessThanOrEqual(3);
    // the address, stranger and device, ports 80 and 8123, three questions, HTTP/2
    expect(seen.connections).toBe(9);
  });

  test('shows what it asked for, and what it was given', async () => {
    const { stranger, device, alpn } = await look((await watchedHouse()).port);
    expect(stranger).toMatchObject({ asked: { state: 'asked', issuers: ['CN=device-ca'] }, reply: { trouble: { alert: 116 } } });
    expect(device).toMatchObject({ asked: { state: 'asked' }, handshake: { value: { sentCertificate: true } } });
    expect(alpn).toEqual({ h2: false, http1: true });
  });

  test('shows its chain with what is wrong in it', async () => {
    const chain = pki.pem('server.crt') + pki.pem('other-ca.crt') + pki.pem('server-ca.crt');
    const { stranger } = await look(await opened(houseBehindTls(homeAssistant, { ...guarded(), cert: chain })));
    const facts = stranger?.handshake.phase === 'done' ? stranger.handshake.value.chain : [];
    expect(facts.map(({ commonName, isSelfSigned, isCa }) => [commonName, isSelfSigned, isCa])).toEqual([
      ['server', false, false],
      ['other-ca', true, true],
      ['server-ca', true, true],
    ]);
    expect(facts[0]).toMatchObject({
      version: 3,
      signature: 'SHA-256 with ECDSA',
      key: 'P-256',
      san: expect.arrayContaining(['DNS:localhost']),
    });
  });

  test('is rung at by a stranger only where all its webhooks are open', async () => {
    const port = await opened(houseBehindTls(homeAssistant, served()));
    expect((await look(port, { known: { openPaths: ['/api/webhook/abc'] } })).strangerWebhook).toBeNull();
    expect(statusOf((await look(port, { known: { openPaths: ['/api/webhook/'] } })).strangerWebhook)).toBe(200);
  });
});

describe('where TLS 1.3 hides the reason', () => {
  test('a device that is hung up on knocks once more over TLS 1.2', async () => {
    const seen = await look((await watchedHouse()).port, { device: 'other-device' });
    expect(seen.device).toMatchObject({ handshake: { value: { protocol: 'TLSv1.3' } }, reply: { phase: 'failed' } });
    expect(seen.deviceOld).toMatchObject({ handshake: { phase: 'failed' }, asked: { state: 'asked' } });
    expect(seen.strangerOld).toBeNull();
    expect(seen.providers).toBeNull();
  });

  test('a server that speaks nothing older says so', async () => {
    const seen = await look(await opened(houseBehindTls(homeAssistant, { ...guarded(), minVersion: 'TLSv1.3' })), {
      device: 'other-device',
    });
    expect(seen.deviceOld).toMatchObject({ handshake: { phase: 'failed', trouble: { alert: 70 } } });
  });
});

describe('a stranger that names no server', () => {
  const namesIn = async (host: string): Promise<readonly unknown[]> => {
    const names: unknown[] = [];
    const watch = (server: Server) =>
      server.on('secureConnection', (socket: TLSSocket & { servername?: unknown }) => names.push(socket.servername));
    await look(await opened(houseBehindTls(homeAssistant, served(), { watch })), { host });
    return names;
  };

  test('comes beside the one that names it', async () => {
    const names = await namesIn('localhost');
    expect(names.filter((name) => name === false)).toHaveLength(1);
    expect(new Set(names)).toEqual(new Set(['localhost', false]));
  });

  test('is the only one where there is no name, and comes once', async () => {
    expect(new Set(await namesIn('127.0.0.1'))).toEqual(new Set([false]));
    expect((await look(await opened(houseBehindTls(homeAssistant, served())))).unnamed).toBeNull();
  });

  test('asks for the address, as somebody does who has nothing else', async () => {
    const hosts: unknown[] = [];
    const house: House = {
      ...homeAssistant,
      answer: (request, response) => {
        hosts.push(request.headers.host);
        homeAssistant.answer(request, response);
      },
    };
    const port = await opened(houseBehindTls(house, served()));
    await look(port, { host: 'localhost' });
    expect(hosts.filter((host) => host === `127.0.0.1:${port}`)).toHaveLength(1);
    expect(new Set(hosts)).toEqual(new Set([`localhost:${port}`, `127.0.0.1:${port}`]));
  });

  test('sees whether the default site is as shut', async () => {
    const port = await opened(houseBehindTls(homeAssistant, guarded()));
    expect((await look(port, { host: 'localhost' })).unnamed).toMatchObject({ asked: { state: 'asked' }, reply: { phase: 'failed' } });
  });
});

test('where nobody takes a connection, the port for clear text is tried all the same', async () => {
  const door = await listen(createServer());
  await door.close();
  const seen = await look(door.port);
  expect(seen).toMatchObject({ reached: { phase: 'failed' }, stranger: null, connections: 2 });
  expect(seen.plain).not.toBeNull();
});

test.runIf(hasIpv6)('every other address gets a stranger, and never the device', async () => {
  const { port, shown } = await watchedHouse({ ...guarded(), rejectUnauthorized: false }, '::');
  const { attempts, reached, elsewhere } = await look(port, { host: 'localhost', addresses: ['127.0.0.1', '::1', '127.0.0.2'] });
  expect(attempts.map(({ family, isPrivate }) => [family, isPrivate])).toEqual([
    [4, true],
    [6, true],
    [4, true],
  ]);
  expect(reached).toMatchObject({ value: '127.0.0.1' });
  expect(elsewhere).toMatchObject(
    ['::1', '127.0.0.2'].map((address) => ({
      address,
      visit: { handshake: { value: { sentCertificate: false } }, reply: { value: { status: 200 } } },
    })),
  );
  expect(new Set(shown.filter((line) => line.endsWith(' device')))).toEqual(new Set(['127.0.0.1 device']));
});

describe('a host with many addresses', () => {
  const many = Array.from({ length: 12 }, (_, at) => `127.0.0.${at + 2}`);

  test('is left in peace after eight of them, and four strangers', async () => {
    const { port } = await watchedHouse(guarded(), '0.0.0.0');
    const { attempts, elsewhere } = await look(port, { host: 'localhost', addresses: many });
    expect(attempts.map(({ address }) => address)).toEqual(many.slice(0, 8));
    expect(elsewhere.map(({ address }) => address)).toEqual(many.slice(1, 4));
  });

  test('is reached where one of them answers', async () => {
    const { port } = await watchedHouse(guarded(), '127.0.0.7');
    const { attempts, reached, elsewhere } = await look(port, { host: 'localhost', addresses: many });
    expect(reached).toMatchObject({ phase: 'done', value: '127.0.0.7' });
    expect(attempts.filter(({ connected }) => connected.phase === 'failed')).toHaveLength(7);
    expect(elsewhere).toEqual([]);
  });
});

describe('HTTP/2', () => {
  /** Refuses whoever offers nothing newer than HTTP/1.1. */
  const onlyHttp2 = (options: TlsOptions) =>
    createSecureServer({ ...options, allowHTTP1: false }, (request, response) => {
      response.stream.respond({ ':status': 200, server: 'h2' });
      response.stream.end(`{"name": "Home Assistant", "path": "${request.url}"}`);
    }) as unknown as Server;

  test('is learned beside HTTP/1.1', async () => {
    const options: TlsOptions = { ...guarded(), ALPNProtocols: ['h2', 'http/1.1'] };
    expect((await look(await opened(houseBehindTls(homeAssistant, options)))).alpn).toEqual({ h2: true, http1: true });
  });

  test('and nothing else is spoken to all the same', async () => {
    const port = await opened(listen(onlyHttp2({ ...guarded(), rejectUnauthorized: false })));
    const seen = await look(port);
    expect(seen.alpn).toEqual({ h2: true, http1: false });
    for (const visit of [seen.stranger, seen.device]) {
      expect(visit).toMatchObject({ handshake: { value: { alpn: 'h2' } }, reply: { value: { status: 200, headers: { server: 'h2' } } } });
    }
    expect([seen.webSocket, seen.webhook, seen.providers]).toEqual([null, null, null]);
  });
});

describe('a port without TLS', () => {
  test.each<[string, () => Server, RegExp]>([
    ['SSH', () => createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n')), /^SSH-2\.0-OpenSSH/],
    ['Home Assistant in clear', () => createHttpServer(homeAssistant.answer), /^HTTP\/1\.1 200 OK[\s\S]*"Home Assistant"/],
  ])('%s shows by its first words', async (_, server, words) => {
    const seen = await look(await opened(listen(server())));
    expect(seen.stranger).toMatchObject({ handshake: { trouble: { kind: 'not-tls' } }, asked: { state: 'unknown' } });
    expect(seen.banner).toMatch(words);
  });
});

describe('a door in clear beside the main one', () => {
  const beside = async (house: House) => {
    const asked: string[] = [];
    const server = createHttpServer((request, response) => {
      asked.push(`${request.headers.host} ${request.method} ${request.url}`);
      house.answer(request, response);
    });
    const port = await opened(listen(server));
    return { step: await visitPlain(errandTo(443, { host: '127.0.0.1' }), '127.0.0.1', port, 1_000), asked, port };
  };

  test('tells what it serves', async () => {
    const { step, asked, port } = await beside(homeAssistant);
    expect(step).toMatchObject({ phase: 'done', value: { status: 200 } });
    expect(asked).toEqual([`127.0.0.1:${port} GET /manifest.json`]);
  });

  test('is not followed where it leads', async () => {
    const { step, asked } = await beside(says(301, '', { location: '/elsewhere' }));
    expect(step).toMatchObject({ value: { status: 301, headers: { location: '/elsewhere' } } });
    expect(asked).toHaveLength(1);
  });
});

test('the run ends where its connections are used up, and blames nobody', async () => {
  const { port, shown } = await watchedHouse();
  const seen = await look(port, { connectionsMax: 2 });
  expect(seen.connections).toBe(2);
  expect(seen.device).toMatchObject({ handshake: { trouble: { kind: 'withheld' } } });
  expect(shown).toEqual([]);
});
