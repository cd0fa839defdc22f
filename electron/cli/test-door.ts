import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { StrangersFiles } from './test-files.ts';

/** How a door stands. */
export interface DoorState {
  /** Whether it wants a certificate. */
  readonly locked: boolean;
  /** Whether it ever answers. */
  readonly silent?: boolean;
}

/** A Home Assistant at `https://localhost:PORT`, with a certificate of the strangers' authority; `asked` is the first request. */
export async function openDoor(files: StrangersFiles, { locked, silent = false }: DoorState) {
  makeServerCertificate(files);
  const [cert, key, ca] = ['server.crt', 'server.key', 'ca.crt'].map(files.read);
  const server = createServer({ cert, key, ca, requestCert: locked, rejectUnauthorized: locked }, ({ method, url = '' }, response) => {
    if (silent) return;
    const isKnown = url === '/manifest.json' || url === '/auth/providers' || (method === 'POST' && url.startsWith('/api/webhook/'));
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' });
    response.end(url === '/manifest.json' ? '{"name":"Home Assistant","start_url":"/?homescreen=1"}' : '{"providers":[]}');
  });
  const asked = once(server, 'request');
  const sockets = new WebSocketServer({ server, path: '/api/websocket' });
  sockets.on('connection', (socket) => socket.send('{"type":"auth_required","ha_version":"2026.11.2"}'));
  server.on('tlsClientError', () => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const close = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets.clients) socket.terminate();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `https://localhost:${(server.address() as AddressInfo).port}`, asked, close };
}

function makeServerCertificate(files: StrangersFiles): void {
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  files.openssl('req', ...curve, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
  files.put('server.ext', 'subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\nkeyUsage=digitalSignature\n');
  const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '90', '-extfile', 'server.ext'];
  files.openssl('x509', '-req', '-in', 'server.csr', ...signed, '-out', 'server.crt');
}
