import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { WebSocketServer } from 'ws';
import { fromPem } from '../pki/pem.ts';
import type { Identity } from './dial.ts';

/** Certificates made by OpenSSL, so that the probe is not judged by our own hand. */
export interface TestPki {
  readonly folder: string;
  /** A PEM file's text: `server.crt`, `server.key`, `device-ca.crt` … */
  readonly pem: (file: string) => string;
  readonly der: (file: string) => Uint8Array;
  /** A device's certificate and key, with its authority as chain. */
  readonly identity: (name: string) => Identity;
  readonly remove: () => void;
}

/** Makes two authorities, server certificates good and bad, and device certificates, in a folder of their own. */
export function createTestPki(): TestPki {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-probe-'));
  const openssl = (line: string) => execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' });
  const fresh = (name: string) => `-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ${name}.key -subj /CN=${name}`;
  const authority = (name: string, extensions = '') =>
    openssl(`req -x509 ${fresh(name)} -out ${name}.crt -days 30 -addext keyUsage=critical,keyCertSign,cRLSign${extensions}`);
  const leaf = (name: string, ca: string, extension: string, days = 30) => {
    openssl(`req -new ${fresh(name)} -out ${name}.csr -addext ${extension}`);
    openssl(`x509 -req -in ${name}.csr -CA ${ca}.crt -CAkey ${ca}.key -days ${days} -copy_extensions copy -out ${name}.crt`);
  };
  authority('server-ca');
  leaf('server', 'server-ca', 'subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1');
  leaf('server-elsewhere', 'server-ca', 'subjectAltName=DNS:elsewhere.example');
  leaf('server-expired', 'server-ca', 'subjectAltName=DNS:localhost', -1);
  authority('bound-ca', ' -addext nameConstraints=critical,permitted;IP:127.0.0.1/255.255.255.255');
  leaf('server-bound', 'bound-ca', 'subjectAltName=IP:127.0.0.1');
  authority('device-ca');
  leaf('device', 'device-ca', 'extendedKeyUsage=clientAuth');
  leaf('device-expired', 'device-ca', 'extendedKeyUsage=clientAuth', -1);
  leaf('device-lost', 'device-ca', 'extendedKeyUsage=clientAuth');
  authority('other-ca');
  leaf('other-device', 'other-ca', 'extendedKeyUsage=clientAuth');

  const pem = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  const der = (file: string) => fromPem(pem(file))[0]?.der ?? new Uint8Array();
  return {
    folder,
    pem,
    der,
    identity: (name) => ({ name, certificate: der(`${name}.crt`), chain: [], key: der(`${name}.key`) }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** A server of a test: where it listens, and how to take it down with all its connections. */
export interface Door {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Listens on a free port. */
export async function listen(server: Server, address = '127.0.0.1'): Promise<Door> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { port, close };
}

/** What stands behind a door: HTTP, and a WebSocket or none. */
export interface House {
  readonly answer: RequestListener;
  readonly greeting: string | null;
}

const greeting = JSON.stringify({ type: 'auth_required', ha_version: '2026.11.2' });

const manifest = JSON.stringify({ name: 'Home Assistant', short_name: 'Home Assistant', start_url: '/?homescreen=1' });
const providers = JSON.stringify({ providers: [{ name: 'Home Assistant Local', id: null, type: 'homeassistant' }] });

/** Answers as Home Assistant does, on the probe's four endpoints only. */
export const homeAssistant: House = {
  answer: ({ method, url = '' }, response) => {
    if (method === 'POST' && url.startsWith('/api/webhook/')) return void response.end();
    if (url === '/manifest.json') return void response.setHeader('content-type', 'application/manifest+json').end(manifest);
    if (url === '/auth/providers') return void response.setHeader('content-type', 'application/json').end(providers);
    return void response.writeHead(404).end('404: Not Found');
  },
  greeting,
};

/** A house that says the same to everything. */
export const says = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): House => ({
  answer: (_request, response) => void response.writeHead(status, headers).end(body),
  greeting: null,
});

/** An HTTP server that is handed its connections, without a port of its own. */
function houseServer(house: House) {
  const http = createHttpServer(house.answer);
  if (house.greeting !== null) {
    const text = house.greeting;
    const sockets = new WebSocketServer({ server: http, path: '/api/websocket' });
    sockets.on('connection', (socket) => socket.send(text));
  }
  return http;
}

/** A house in clear text, as behind a proxy. */
export const openHouse = (house: House): Promise<Door> => listen(houseServer(house));

/** What a test wants to have a hand in. */
export interface Meddling {
  readonly address?: string;
  /** Gets the server before it listens. */
  readonly watch?: (server: Server) => void;
  /** Takes the place of the WebSocket; gets the header that accepts the upgrade (RFC 6455 section 4.2.2). */
  readonly upgrade?: (socket: Socket, accept: string) => void;
}

/** A house behind TLS in Node. It refuses by a silent reset after the handshake where `requestCert` is set. */
export function houseBehindTls(house: House, options: TlsOptions, { address, watch, upgrade }: Meddling = {}): Promise<Door> {
  const http = houseServer(house);
  if (upgrade) http.on('upgrade', (request, socket: Socket) => upgrade(socket, acceptHeader(request.headers['sec-websocket-key'])));
  const server = createTlsServer(options, (socket) => void http.emit('connection', socket));
  server.on('tlsClientError', () => undefined);
  watch?.(server);
  return listen(server, address);
}

const acceptHeader = (key = ''): string => {
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  return `Sec-WebSocket-Accept: ${accept}\r\n`;
};

/**
 * OpenSSL's own server: another implementation, which says by alert what Node says by a reset. It serves the files of the
 * folder, one connection after the other.
 */
export async function opensslServer({ folder }: TestPki, ...options: readonly string[]): Promise<Door> {
  const { port, close } = await listen(createServer());
  await close();
  const certificate = ['-cert', 'server.crt', '-key', 'server.key', '-CAfile', 'device-ca.crt'];
  const server = spawn('openssl', ['s_server', '-accept', `127.0.0.1:${port}`, '-WWW', ...certificate, ...options], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const stop = async () => {
    if (server.kill('SIGKILL')) await once(server, 'exit');
  };
  for await (const said of server.stdout) if (String(said).includes('ACCEPT')) break;
  return { port, close: stop };
}
