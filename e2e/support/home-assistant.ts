import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

/** A stand-in that answers as Home Assistant does on the paths that Latchkey may ask. */
export interface HomeAssistant {
  /** Where a proxy finds it: `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** `GET /manifest.json`, in order of arrival. */
  readonly requests: readonly string[];
  /** What the real one would hold against the caller: a login that failed counts toward a ban. */
  readonly faults: readonly string[];
  stop(): Promise<void>;
}

const version = '2026.11.1';
const manifest = {
  background_color: '#FFFFFF',
  description: 'Home automation platform that puts local control and privacy first.',
  display: 'standalone',
  lang: 'en-US',
  name: 'Home Assistant',
  short_name: 'Home Assistant',
  start_url: '/?homescreen=1',
  theme_color: '#03A9F4',
};
const providers = { providers: [{ name: 'Home Assistant Local', id: null, type: 'homeassistant' }], preselect_remember_me: true };

/**
 * @param trustsProxy whether `use_x_forwarded_for` and `trusted_proxies` are set for loopback
 * @param port where one was that was stopped; a free one where it is left out
 */
export async function startHomeAssistant({ trustsProxy = true, port: wanted = 0 } = {}): Promise<HomeAssistant> {
  const requests: string[] = [];
  const faults: string[] = [];
  const refuses = (request: IncomingMessage) => !trustsProxy && request.headers['x-forwarded-for'] !== undefined;

  const server = createServer((request, response) => {
    const asked = `${request.method} ${new URL(request.url ?? '/', 'http://ha').pathname}`;
    requests.push(asked);
    if (refuses(request)) return text(response, 400, '400: Bad Request');
    if (asked === 'GET /manifest.json') return json(response, manifest, 'application/manifest+json');
    if (asked === 'GET /auth/providers') return json(response, providers);
    if (/^POST \/api\/webhook\/[^/]+$/.test(asked)) return text(response, 200, '');
    if (asked === 'GET /api/websocket') return text(response, 400, 'No WebSocket UPGRADE hdr: None\n Can "Upgrade" only to "WebSocket".');
    faults.push(asked);
    return asked.includes(' /api/') ? text(response, 401, '401: Unauthorized') : text(response, 404, '404: Not Found');
  });

  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    requests.push(`GET ${request.url} (WebSocket)`);
    if (request.url !== '/api/websocket' || refuses(request)) return socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    return sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('message', () => faults.push('WebSocket message before a login'));
      webSocket.send(JSON.stringify({ type: 'auth_required', ha_version: version }));
    });
  });

  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      for (const webSocket of sockets.clients) webSocket.terminate();
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${port}`, requests, faults, stop };
}

function json(response: ServerResponse, body: unknown, type = 'application/json'): void {
  response.writeHead(200, { 'Content-Type': type, Server: 'Python/3.13 aiohttp/3.12.15' }).end(JSON.stringify(body));
}

function text(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Server: 'Python/3.13 aiohttp/3.12.15' }).end(body);
}
