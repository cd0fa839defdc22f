import { createHash } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { faulty, healthy, type Scenario } from '../scenario.ts';
import { nginx } from '../stands/nginx.ts';
import { house, passOn, raw, says } from '../stands/ours.ts';

/** Milliseconds; whatever a server does, the run is over by then. */
const limits = { stepMs: 1_500, totalMs: 9_000 };
const [other, unreachable] = [faulty('not-home-assistant'), faulty('unreachable')];

/** Sends more as long as somebody takes it. */
function pour(
  response: { write(part: string | Buffer): boolean; once(event: 'drain' | 'close', then: () => void): unknown },
  part: string | Buffer,
): void {
  let isOver = false;
  response.once('close', () => {
    isOver = true;
  });
  const more = (): void => {
    while (!isOver && response.write(part));
    if (!isOver) response.once('drain', more);
  };
  more();
}

const drip: RequestListener = (request) => {
  const letters = 'HTTP/1.1 200 OK\r\nX-Slow: '.split('');
  const timer = setInterval(() => request.socket.write(letters.shift() ?? 'a'), 40);
  request.socket.once('close', () => clearInterval(timer));
};
const endlessHeaders: RequestListener = (request) => {
  request.socket.write('HTTP/1.1 200 OK\r\n');
  pour(request.socket, `X-More: ${'a'.repeat(4_000)}\r\n`);
};
const endlessBody: RequestListener = (_request, response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/html', 'content-length': String(2 ** 30) });
  pour(response, Buffer.alloc(65_536, 'a'));
};
/** No letters, no TLS: the same in every run. */
const garbage = Buffer.from([0xe2, 0x91, 0x00, 0xff, 0x8c, 0xd7, 0xb3, 0x0a]);
const bomb = gzipSync(Buffer.alloc(50_000_000));

/** The answer to an upgrade, RFC 6455 section 4.2.2. */
function accepted({ headers }: IncomingMessage): string {
  const proof = createHash('sha1').update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${proof}\r\n\r\n`;
}

const inside = (answer: RequestListener) => house({ answer: () => answer });

/** Servers that mean no good: the run ends in a diagnosis all the same, and in time. */
export const hostiles: readonly Scenario[] = [
  other('hostile-drip', 'no-http-answer', [inside(drip)], { limits }),
  other('hostile-headers', 'no-http-answer', [inside(endlessHeaders)], { limits }),
  other('hostile-body', 'other-answer', [inside(endlessBody)], { limits }),
  other(
    'hostile-bomb',
    'other-answer',
    [
      inside(
        (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(bomb),
      ),
    ],
    { limits },
  ),
  other(
    'hostile-redirects',
    'redirected-elsewhere',
    [inside((request, response) => says({ status: 302, body: '', headers: { location: `${request.url}?again` } })(request, response))],
    { limits },
  ),
  unreachable('hostile-silence', 'tls-failed', [raw((socket) => void socket.resume())], { limits }),
  unreachable('hostile-garbage', 'tls-not-spoken', [raw((socket) => pour(socket, garbage))], { limits }),
  unreachable(
    'hostile-garbled-tls',
    'tls-failed',
    [
      raw((socket) =>
        socket.once('data', () => socket.write(Buffer.concat([Buffer.from('160303ffff', 'hex'), Buffer.alloc(65_535, garbage)]))),
      ),
    ],
    { limits },
  ),
  faulty('websocket-blocked')(
    'hostile-live',
    'websocket-silent',
    [
      house({
        answer: () => (request, response) => passOn(request, response),
        // A frame of 2^40 bytes, RFC 6455 section 5.2.
        upgrade: (request, socket) => {
          socket.write(accepted(request));
          pour(socket, Buffer.concat([Buffer.from('817f0000010000000000', 'hex'), Buffer.alloc(65_536, 'a')]));
        },
      }),
    ],
    { limits },
  ),
  healthy('hostile-beside', [nginx(), raw((socket) => void socket.resume(), 80)], { limits }),
];
