import { type OutgoingHttpHeaders, type ServerResponse, STATUS_CODES } from 'node:http';
import { pagePolicy } from './page.ts';

/** A file as it is offered. */
export interface Offered {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const always: OutgoingHttpHeaders = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': pagePolicy,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

interface Refusal {
  readonly status: number;
  readonly headers?: OutgoingHttpHeaders;
}

/** What a request gets that is turned away. */
export const refusals = {
  misdirected: { status: 421 },
  'bad-method': { status: 405, headers: { Allow: 'GET, HEAD' } },
  body: { status: 413 },
  hurried: { status: 429, headers: { 'Retry-After': '10' } },
  unknown: { status: 404 },
  idle: { status: 404 },
} as const satisfies Record<string, Refusal>;

/** Says in two words what went wrong. */
export function send(response: ServerResponse, { status, headers = {} }: Refusal): void {
  const body = STATUS_CODES[status] ?? '';
  finish(response, status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' }, body);
}

export function sendPage(response: ServerResponse, status: number, html: string): void {
  finish(response, status, { 'Content-Type': 'text/html; charset=utf-8' }, html);
}

function finish(response: ServerResponse, status: number, headers: OutgoingHttpHeaders, body: string): void {
  response.writeHead(status, { ...always, ...headers, 'Content-Length': Buffer.byteLength(body), Connection: 'close' });
  response.end(body);
}

/** A browser that has the whole file closes within a round trip; this is many. */
const lastWordMs = 1_000;

/**
 * Sends the file. Some phones break the first request off and let their download manager ask again; such a break
 * shows only after the last byte was sent, so the socket is not closed before the other side has closed it.
 *
 * @param onEnd told whether the other side took all of it
 */
export function sendFile(response: ServerResponse, { name, bytes }: Offered, onEnd: (isWhole: boolean) => void): void {
  const { socket } = response;
  response.once('finish', () => socket?.setTimeout(lastWordMs, () => socket.destroy()).end());
  socket?.once('close', (hadError) => onEnd(response.writableFinished && !hadError));
  response.writeHead(200, {
    ...always,
    'Content-Type': 'application/x-pkcs12',
    'Content-Disposition': attachment(name),
    'Content-Length': bytes.length,
  });
  response.end(bytes);
}

/** Names a download (RFC 6266): in ASCII for old readers, in UTF-8 (RFC 8187) for all others. */
function attachment(name: string): string {
  const utf8 = encodeURIComponent(Buffer.from(name).toString()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${name.replace(/[^ -~]|["%\\]/g, '_')}"; filename*=UTF-8''${utf8}`;
}
