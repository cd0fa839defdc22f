/** Servers in our own process, for states that no program on this machine can be brought into. */
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  request as requestHttp,
  type ServerResponse,
} from 'node:http';
import { connect, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls';
import type { Place, Stand, Tls } from '../scenario.ts';

/** Listens at an address, until the park is closed. */
export async function listenAt(server: Server, port: number, address: string): Promise<void> {
  server.on('connection', (socket: Socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, address, resolve));
}

/** An HTTP answer that is always the same. */
export interface Page {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const says =
  ({ status, body, headers = {} }: Page): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

export interface House {
  readonly port?: number;
  readonly tls?: Tls;
  readonly certificate?: string;
  /** Asks for a certificate of `devices`; `strictly` hangs up on those without, as Node does. */
  readonly asks?: 'no' | 'strictly' | 'politely';
  readonly answer: (place: Place) => RequestListener;
  /** What becomes of an upgrade; an answer like any other unless told. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** Node's own TLS server. */
export const house = ({ port = 443, tls, certificate = 'server', asks = 'strictly', answer, upgrade }: House): Stand => ({
  by: 'us',
  start: (place) => {
    const { world, address } = place;
    const options: TlsOptions = {
      cert: world.text(`${certificate}.crt`),
      key: world.text(`${certificate}.key`),
      ...(asks !== 'no' && { requestCert: true, ca: world.text('devices.crt'), rejectUnauthorized: asks === 'strictly' }),
      ...(tls !== undefined && ({ minVersion: `TLSv${tls}`, maxVersion: `TLSv${tls}` } as const)),
    };
    const http = createHttpServer(answer(place));
    if (upgrade) http.on('upgrade', upgrade);
    const server = createTlsServer(options, (socket) => void http.emit('connection', socket));
    server.on('tlsClientError', () => undefined);
    return listenAt(server, port, address);
  },
});

/** HTTP in clear text. */
export const plainHouse = (port: number, answer: RequestListener): Stand => ({
  by: 'us',
  start: ({ address }) => listenAt(createHttpServer(answer), port, address),
});

/** Bytes, and what is done with a connection. */
export const raw = (talk: (socket: Socket) => void, port = 443): Stand => ({
  by: 'us',
  start: ({ address }) => listenAt(createTcpServer(talk), port, address),
});

/** Whether a request came with a certificate of `devices`. */
export const isVerified = (request: IncomingMessage): boolean => (request.socket as TLSSocket).authorized;

const homePort = 8123;

/** Passes a request on to Home Assistant, as a proxy does. */
export function passOn(request: IncomingMessage, response: ServerResponse, added: Readonly<Record<string, string>> = {}): void {
  const { method, url, headers } = request;
  const onward = requestHttp({ host: '127.0.0.1', port: homePort, method, path: url, headers: unupgraded(headers) }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...added });
    answer.pipe(response);
  });
  onward.on('error', () => response.writeHead(502).end());
  request.pipe(onward);
}

/** The same for a connection that is to be upgraded. */
export function passUpgradeOn(request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const onward = connect(homePort, '127.0.0.1', () => {
    const headers = Object.entries(forwarded(request.headers)).map(([name, value]) => `${name}: ${value}`);
    onward.write([`${request.method} ${request.url} HTTP/1.1`, ...headers, '', ''].join('\r\n'));
    onward.write(head);
    onward.pipe(socket).pipe(onward);
  });
  onward.on('error', () => socket.destroy());
  socket.on('error', () => onward.destroy()).on('close', () => onward.destroy());
}

const forwarded = (headers: IncomingMessage['headers']): IncomingMessage['headers'] => ({ ...headers, 'x-forwarded-for': '203.0.113.9' });
/** Upgrade is not for those behind the next (RFC 9110 section 7.8). */
const unupgraded = ({ upgrade, connection, ...headers }: IncomingMessage['headers']): IncomingMessage['headers'] => forwarded(headers);
