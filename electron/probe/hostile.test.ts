import { createServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { TlsOptions } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectionBudget } from './budget.ts';
import { type Answer, nothingKnown, type Observations } from './observations.ts';
import { observe } from './observe.ts';
import type { TroubleKind } from './step.ts';
import { createTestPki, type Door, type House, homeAssistant, houseBehindTls, listen, type TestPki } from './test-doors.ts';

// Each of these would keep a careless client busy for ever, or fill its memory: that a run ends at all is the proof.
let pki: TestPki;
const doors: Door[] = [];

beforeAll(() => {
  pki = createTestPki();
});
afterEach(async () => {
  await Promise.all(doors.splice(0).map((door) => door.close()));
});
afterAll(() => pki.remove());

async function look(door: Promise<Door>): Promise<Observations> {
  doors.push(await door);
  const { port } = await door;
  const seen = await observe({
    target: { origin: `https://127.0.0.1:${port}`, host: '127.0.0.1', port },
    identity: pki.identity('device'),
    known: nothingKnown,
    trusted: [pki.der('server-ca.crt')],
    now: () => new Date(),
    lookUp: async () => ['127.0.0.1'],
    bounds: { stepMs: 400, endsAt: performance.now() + 20_000, signal: new AbortController().signal, budget: connectionBudget() },
    settled: () => undefined,
  });
  expect(seen.connections).toBeLessThanOrEqual(24);
  return seen;
}

const served = (): TlsOptions => ({ cert: pki.pem('server.crt'), key: pki.pem('server.key') });
const behindTls = (answer: House['answer'], options = served()) => houseBehindTls({ answer, greeting: null }, options);

/** Sends something, then more of it for as long as somebody listens. */
function flood(socket: Socket | null, first: Buffer | string, piece: Buffer | string): void {
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.from(piece);
    })(),
  );
  socket?.on('error', () => undefined).write(first);
  socket?.once('close', () => endless.destroy());
  if (socket) endless.on('error', () => undefined).pipe(socket);
}

/** The same, a little at a time. */
function drip(socket: Socket | null, first: Buffer | string, piece: Buffer | string): void {
  socket?.on('error', () => undefined).write(first);
  const timer = setInterval(() => socket?.write(piece), 20);
  socket?.once('close', () => clearInterval(timer));
}

/** A record of TLS with nothing sensible in it. */
const record = (type: number, length: number, content: readonly number[] = Array<number>(length).fill(0)) =>
  Buffer.from([type, 3, 3, length >> 8, length & 255, ...content]);

/** A TLS 1.2 server's first words (RFC 5246 section 7.4): hello, and certificates of ten megabytes. */
function endlessChain(): Buffer {
  const renegotiationInfo = [0xff, 0x01, 0, 1, 0];
  const hello = [3, 3, ...Array<number>(32).fill(1), 0, 0xc0, 0x2b, 0, 0, renegotiationInfo.length, ...renegotiationInfo];
  const size = 10_000_000;
  const start = [11, size >> 16, (size >> 8) & 255, size & 255];
  const pieces = Array<Buffer>(Math.ceil(size / 16_384)).fill(record(22, 16_384));
  return Buffer.concat([record(22, hello.length + 4, [2, 0, 0, hello.length, ...hello]), record(22, 4, start), ...pieces]);
}

const many = (piece: Buffer) => Buffer.concat(Array<Buffer>(1000).fill(piece));

describe('instead of a handshake', () => {
  test.each<[string, (socket: Socket) => void, readonly TroubleKind[]]>([
    ['nothing', () => undefined, ['timed-out']],
    ['a record that never ends', (socket) => drip(socket, record(22, 16_000, []), 'x'), ['timed-out']],
    ['records without measure', (socket) => flood(socket, '', many(record(22, 4))), ['failed', 'timed-out', 'not-tls']],
    ['empty records without measure', (socket) => flood(socket, '', many(record(22, 0))), ['failed', 'timed-out', 'not-tls']],
    ['warnings without measure', (socket) => flood(socket, '', many(record(21, 2, [1, 90]))), ['failed', 'timed-out', 'alert', 'not-tls']],
    ['bytes that look like TLS', (socket) => socket.end(record(22, 64)), ['failed', 'closed']],
    ['text without measure', (socket) => flood(socket, '', 'hello '.repeat(1000)), ['not-tls']],
  ])('%s', async (_, say, kinds) => {
    const seen = await look(listen(createServer((socket) => socket.once('data', () => say(socket)))));
    expect(seen.stranger?.handshake).toMatchObject({ phase: 'failed' });
    expect(kinds).toContain(seen.stranger?.handshake.phase === 'failed' && seen.stranger.handshake.trouble.kind);
    expect(seen.stranger?.asked).toEqual({ state: 'unknown' });
    expect(seen.banner?.length ?? 0).toBeLessThanOrEqual(2048);
  });

  test('a chain of ten megabytes', async () => {
    const seen = await look(listen(createServer((socket) => socket.once('data', () => socket.write(endlessChain())))));
    expect(seen.stranger).toMatchObject({ handshake: { phase: 'failed' }, asked: { state: 'unknown' }, reply: null });
  });

  test('over TLS 1.3 a chain of a thousand certificates', async () => {
    const cert = pki.pem('server.crt') + pki.pem('server-ca.crt').repeat(1000);
    const seen = await look(behindTls(homeAssistant.answer, { ...served(), cert, minVersion: 'TLSv1.3' }));
    expect(seen.stranger).toMatchObject({ handshake: { phase: 'failed' }, reply: null });
  });
});

describe('instead of an answer', () => {
  const answerOf = ({ device }: Observations): Answer | null => (device?.reply?.phase === 'done' ? device.reply.value : null);

  const ok = 'HTTP/1.1 200 OK\r\n';
  const longHeader = `x: ${'y'.repeat(1000)}\r\n`;

  test.each<[string, House['answer']]>([
    ['nothing', () => undefined],
    ['headers drop by drop', (_, { socket }) => drip(socket, ok, 'x: y\r\n')],
    ['headers without measure', (_, { socket }) => flood(socket, ok, longHeader)],
    ['a header without end', (_, { socket }) => flood(socket, `${ok}x: `, 'y'.repeat(1000))],
    ['a status line without end', (_, { socket }) => flood(socket, '', 'HTTP/1.1 200 OK')],
    ['promises to go on', (_, { socket }) => flood(socket, '', 'HTTP/1.1 100 Continue\r\n\r\n')],
  ])('%s', async (_, answer) => {
    const seen = await look(behindTls(answer));
    expect(seen.device).toMatchObject({ handshake: { phase: 'done' }, reply: { phase: 'failed' } });
  });

  test.each<[string, House['answer']]>([
    ['a gigabyte', (_, { socket }) => flood(socket, `${ok}Content-Length: 1073741824\r\n\r\n`, 'x'.repeat(65_536))],
    ['chunks without measure', (_, { socket }) => flood(socket, `${ok}Transfer-Encoding: chunked\r\n\r\n`, '8\r\nxxxxxxxx\r\n')],
  ])('%s is cut at 64 KB', async (_, answer) => {
    expect(answerOf(await look(behindTls(answer)))?.body).toHaveLength(65_536);
  });

  test('a bomb is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const seen = await look(behindTls((_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)));
    expect(answerOf(seen)?.body.length).toBeLessThanOrEqual(bomb.length);
  });

  test('a redirect to itself is looked at once by each', async () => {
    let asked = 0;
    const answer: House['answer'] = ({ url, headers }, response) => {
      asked += 1;
      response.writeHead(302, { location: `https://${headers.host}${url}` }).end();
    };
    expect(answerOf(await look(behindTls(answer)))).toMatchObject({ status: 302 });
    expect(asked).toBe(2);
  });
});

describe('behind a page that is in order', () => {
  const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n';
  const upgraded = (accept: string, ...frame: readonly number[]) =>
    Buffer.concat([Buffer.from(`${upgrade}${accept}\r\n`), Buffer.from(frame)]);

  // RFC 6455 section 5.2: the first byte says what a frame is, the second how long.
  test.each<[string, (socket: Socket, accept: string) => void]>([
    ['a WebSocket that never speaks', (socket, accept) => void socket.write(upgraded(accept))],
    ['a frame of a gigabyte', (socket, accept) => flood(socket, upgraded(accept, 0x81, 127, 0, 0, 0, 0, 64, 0, 0, 0), 'x'.repeat(65_536))],
    ['pieces of a frame without end', (socket, accept) => flood(socket, upgraded(accept, 0x01, 1, 120), Buffer.from([0x00, 1, 120]))],
    ['pings without measure', (socket, accept) => flood(socket, upgraded(accept), Buffer.from([0x89, 0]))],
    ['headers without measure', (socket) => flood(socket, upgrade, `x: ${'y'.repeat(1000)}\r\n`)],
  ])('%s', async (_, say) => {
    const seen = await look(houseBehindTls({ ...homeAssistant, greeting: null }, served(), { upgrade: say }));
    expect(seen.webSocket).toMatchObject({ handshake: { phase: 'done' }, reply: { phase: 'failed' } });
    expect(seen.webhook).toMatchObject({ reply: { value: { status: 200 } } });
  });
});

test('cancelled in the midst of it, the run lets go of all its connections', async () => {
  let open = 0;
  const door = await listen(
    createServer((socket) => {
      open += 1;
      socket.resume().once('close', () => {
        open -= 1;
      });
    }),
  );
  doors.push(door);
  const cancel = new AbortController();
  const { port } = door;
  const run = observe({
    target: { origin: `https://127.0.0.1:${port}`, host: '127.0.0.1', port },
    identity: pki.identity('device'),
    known: nothingKnown,
    trusted: [],
    now: () => new Date(),
    lookUp: async () => ['127.0.0.1'],
    bounds: { stepMs: 60_000, endsAt: performance.now() + 60_000, signal: cancel.signal, budget: connectionBudget() },
    settled: () => undefined,
  });
  const refused = expect(run).rejects.toMatchObject({ code: 'job-cancelled' });
  while (open < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  cancel.abort();
  await refused;
  while (open > 0) await new Promise((resolve) => setTimeout(resolve, 5));
});
