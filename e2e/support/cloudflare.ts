import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as ask, createServer as createPlainServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type RequestOptions, request } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TLSSocket } from 'node:tls';
import { compileExpression, type EdgeRequest } from '../../electron/cloudflare/test-expression.ts';
import { type Fate, startFakeCloudflare } from '../../electron/cloudflare/test-fake.ts';
import type { FakeZone } from '../../electron/cloudflare/test-routes.ts';

/** A Cloudflare of one's own: its API, and its edge in front of a tunnel, which does what the zone says. */
export interface Cloudflare {
  /** The domain and the host of it that the tunnel serves. */
  readonly host: string;
  readonly zone: FakeZone;
  /** A token that may do what Latchkey asks for. */
  readonly token: string;
  /** What was asked of the API: `POST /zones/…`. */
  readonly log: readonly string[];
  /** Whether the tunnel runs, and whether its name and https are set up. */
  readonly tunnel: { isUp: boolean; forcesHttps: boolean };
  /** Where the app finds all this; see internet.cjs. */
  readonly internet: string;
  /** Signs a request as the dashboard does. @returns what it shows: the certificate, without its chain */
  sign(csr: string, days?: number): Promise<string>;
  /** Lets Cloudflare make the key, too. @param folder for the files of OpenSSL, which makes it here */
  makePair(folder: string): Promise<Visitor>;
  /** Opens Home Assistant from outside, with a certificate or as a stranger. @returns the HTTP status */
  visit(visitor: Visitor | null): Promise<number>;
  /** Calls a webhook from outside, as a service that holds no certificate. @returns the HTTP status */
  call(webhook: string): Promise<number>;
  /** Decides what becomes of each request to the API from now on. */
  readonly decide: (next: (method: string, path: string) => Fate) => void;
  /** Changes that are pending come to their end. */
  settle(): void;
  stop(): Promise<void>;
}

/** A certificate and its key, PEM. */
export interface Visitor {
  readonly cert: string;
  readonly key: string;
}

const address = '104.16.132.229'; // one that Cloudflare has published
const host = 'ha.lindenweg.example';
const domain = 'lindenweg.example';
const api = 'https://api.cloudflare.com/client/v4';

/** @param homeAssistant where the tunnel ends: `http://127.0.0.1:8123` */
export async function startCloudflare(homeAssistant: string): Promise<Cloudflare> {
  const fake = await startFakeCloudflare();
  const zone = fake.addZone(domain);
  const token = 'e2e-token-0123456789abcdefghijklmnopqrstuv';
  fake.addToken(token);
  const tunnel = { isUp: true, forcesHttps: true };
  const server = makeServerCertificate();
  const edge = createServer(
    { key: server.key, cert: server.certificate, ca: fake.authority, requestCert: true, rejectUnauthorized: false },
    (asked, response) => pass(asked, response, decide(zone, fake.authority, asked), tunnel.isUp, homeAssistant),
  );
  edge.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (decide(zone, fake.authority, request) === 'block' || !tunnel.isUp)
      return void socket.end('HTTP/1.1 403 Forbidden\r\nserver: cloudflare\r\nconnection: close\r\n\r\n');
    splice(request, socket, head, new URL(homeAssistant));
  });
  const plain = createPlainServer((request, response) => {
    const location = `https://${host}${request.url}`;
    if (tunnel.forcesHttps) response.writeHead(301, { location, server: 'cloudflare' }).end();
    else response.writeHead(200, { server: 'cloudflare' }).end('in clear');
  });
  const [https, http] = await Promise.all([listen(edge), listen(plain)]);

  async function sign(csr: string, days = 365): Promise<string> {
    const response = await fetch(`${fake.address}/zones/${zone.id}/client_certificates`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ csr, validity_days: days }),
    });
    const { result } = (await response.json()) as { readonly result: { readonly certificate: string } };
    return result.certificate;
  }

  const knock = (options: RequestOptions): Promise<number> =>
    new Promise((resolve, reject) => {
      const door = { host: '127.0.0.1', port: https, servername: host, ca: server.root, headers: { host }, agent: false };
      const asked = request({ ...door, ...options }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      asked.on('error', reject).end();
    });

  return {
    host,
    zone,
    token,
    log: fake.log,
    tunnel,
    internet: JSON.stringify({
      address,
      hosts: [host],
      nameServers: { [domain]: ['ada.ns.cloudflare.com', 'bob.ns.cloudflare.com'] },
      https,
      http: `http://127.0.0.1:${http}`,
      moved: { [api]: fake.address },
      root: server.root,
    }),
    sign,
    async makePair(folder) {
      const at = (name: string) => path.join(folder, name);
      const subject = ['-subj', '/C=US/CN=Cloudflare'];
      execFileSync('openssl', ['req', '-newkey', 'rsa:2048', '-nodes', '-keyout', at('theirs.key'), '-out', at('theirs.csr'), ...subject], {
        stdio: 'pipe',
      });
      return { cert: await sign(readFileSync(at('theirs.csr'), 'utf8')), key: readFileSync(at('theirs.key'), 'utf8') };
    },
    visit: (visitor) => knock({ path: '/manifest.json', ...visitor }),
    call: (webhook) => knock({ path: webhook, method: 'POST' }),
    decide: fake.decide,
    settle: fake.settle,
    async stop() {
      for (const each of [edge, plain]) {
        each.closeAllConnections();
        each.close();
      }
      await fake.stop();
    },
  };
}

/** What the edge does with a visitor, by the zone's own rules: the first that fits decides. Of other hosts it knows nothing (error 1003). */
function decide(zone: FakeZone, authority: string, request: IncomingMessage): 'block' | 'pass' {
  if (request.headers.host !== host) return 'block';
  const visitor: EdgeRequest = {
    host,
    path: new URL(request.url ?? '/', 'https://edge').pathname,
    certificate: zone.hostnames.includes(host) ? certificateOf(request.socket as TLSSocket, zone, authority) : null,
  };
  const rules = zone.ruleset?.rules ?? [];
  return rules.some(({ enabled, action, expression }) => enabled && action === 'block' && compileExpression(expression)(visitor))
    ? 'block'
    : 'pass';
}

/** As the edge sees a certificate: a revoked one is verified all the same. */
function certificateOf(socket: TLSSocket, zone: FakeZone, authority: string): EdgeRequest['certificate'] {
  const { raw } = socket.getPeerCertificate();
  if (!raw) return null;
  const shown = new X509Certificate(raw);
  const ours = zone.certificates.find(({ certificate }) => new X509Certificate(certificate).fingerprint256 === shown.fingerprint256);
  return {
    verified: socket.authorized,
    revoked: ours?.status === 'revoked' || ours?.status === 'pending_revocation',
    issuerSki: keyIdentifier(authority),
  };
}

/** SHA-1 of the key (RFC 5280 section 4.2.1.2, method 1), which is what OpenSSL writes. */
function keyIdentifier(pem: string): string {
  const spki = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
  const point = spki.subarray(-65); // P-256, not compressed
  return createHash('sha1').update(point).digest('hex').toUpperCase();
}

function pass(request: IncomingMessage, response: ServerResponse, decision: 'block' | 'pass', isUp: boolean, origin: string): void {
  if (decision === 'block') return void response.writeHead(403, { server: 'cloudflare' }).end('<h1>Sorry, you have been blocked</h1>');
  if (!isUp) return void response.writeHead(530, { server: 'cloudflare' }).end('error code: 1033');
  const headers = { ...request.headers, 'x-forwarded-for': '203.0.113.7' };
  const onward = ask(new URL(request.url ?? '/', origin), { method: request.method ?? 'GET', headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, { ...answer.headers, server: 'cloudflare' });
    answer.pipe(response);
  });
  onward.on('error', () => response.writeHead(502, { server: 'cloudflare' }).end());
  request.pipe(onward);
}

/** Hands a WebSocket on as it came. */
function splice(request: IncomingMessage, socket: Socket, head: Buffer, { hostname, port }: URL): void {
  const lines = [`GET ${request.url} HTTP/1.1`, ...Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`)];
  const onward = connect(Number(port), hostname, () => {
    onward.write(`${lines.join('\r\n')}\r\nx-forwarded-for: 203.0.113.7\r\n\r\n`);
    onward.write(head);
    onward.pipe(socket).pipe(onward);
  });
  onward.on('error', () => socket.destroy());
  socket.on('error', () => onward.destroy());
}

async function listen(server: ReturnType<typeof createServer> | ReturnType<typeof createPlainServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A certificate for the host, from an authority that stands for the public ones. */
function makeServerCertificate(): { readonly root: string; readonly key: string; readonly certificate: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-edge-'));
  const at = (name: string) => path.join(folder, name);
  const openssl = (...words: readonly string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', '-x509', ...curve, '-keyout', 'root.key', '-out', 'root.crt', '-subj', '/CN=Public CA', '-days', '30');
  openssl('req', ...curve, '-keyout', 'edge.key', '-out', 'edge.csr', '-subj', `/CN=${domain}`);
  writeFileSync(at('edge.ext'), `subjectAltName=DNS:${domain},DNS:*.${domain}\nextendedKeyUsage=serverAuth\n`);
  const signing = ['-CA', 'root.crt', '-CAkey', 'root.key', '-CAcreateserial', '-days', '20', '-extfile', 'edge.ext'];
  openssl('x509', '-req', '-in', 'edge.csr', ...signing, '-out', 'edge.crt');
  const read = (name: string) => readFileSync(at(name), 'utf8');
  const made = { root: read('root.crt'), key: read('edge.key'), certificate: read('edge.crt') };
  rmSync(folder, { recursive: true });
  return made;
}
