import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeAuthority } from './test-authority.ts';
import { bodyOf, listed, Page, type Permission, Refusal, requires, send, tokenOf, unknownToken } from './test-protocol.ts';
import { type Asked, certificatesOf, describeZone, type FakeZone, hostsOf, newId, rulesOf } from './test-routes.ts';

/*
 * Cloudflare's API as it is documented, strict: it refuses what it does not know, replaces whole lists on PUT, gives lists in pages
 * and signs with an authority of its own that keeps the subject and sends no chain. It knows nothing of how Latchkey asks.
 */

/** What becomes of a request: answered; lost before it is carried out; carried out, and its answer lost. */
export type Fate =
  | 'answer'
  | 'lose-request'
  | 'lose-answer'
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body: string };

/** Starts a Cloudflare of one's own at a port of this machine. */
export async function startFakeCloudflare() {
  const authority = await makeAuthority();
  const tokens = new Map<
    string,
    { readonly permissions: ReadonlySet<Permission>; readonly expiresOn?: string; readonly isAccountOwned?: boolean }
  >();
  const zones: FakeZone[] = [];
  const log: string[] = [];
  let fate: (method: string, path: string) => Fate = () => 'answer';
  /** How often a new certificate is asked for before it is made. */
  let wait = 0;

  async function answer(asked: Asked): Promise<unknown> {
    const { method, path: place, permissions } = asked;
    if (place === '/zones') return requires(permissions, 'zone') && listed(asked, zones.map(describeZone), ['name', 'status']);
    const [, zoneId = '', rest = ''] = /^\/zones\/([^/]+)(\/.*)?$/.exec(place) ?? [];
    const zone = zones.find(({ id }) => id === zoneId);
    if (!zone) throw new Refusal(404, 7003, `Could not route to ${place}, perhaps your object identifier is invalid?`);
    if (rest === '' && method === 'GET') return requires(permissions, 'zone') && describeZone(zone);
    if (rest === '/certificate_authorities/hostname_associations') return hostsOf(zone, asked);
    if (rest.startsWith('/client_certificates'))
      return certificatesOf(zone, rest.slice('/client_certificates'.length), asked, { ...authority, wait });
    if (rest.startsWith('/rulesets')) return rulesOf(zone, rest.slice('/rulesets'.length), asked);
    throw new Refusal(404, 7000, 'No route for that URI');
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const place = url.pathname.replace(/^\/client\/v4/, '');
    const method = request.method ?? 'GET';
    log.push(`${method} ${place}`);
    const end = fate(method, place);
    if (end === 'lose-request') return void request.socket.destroy();
    if (typeof end === 'object') return void response.writeHead(end.status, end.headers).end(end.body);
    try {
      if (!url.pathname.startsWith('/client/v4/')) throw new Refusal(404, 7000, 'No route for that URI');
      const token = tokenOf(request);
      const body = await bodyOf(request);
      const permissions = tokens.get(token)?.permissions;
      const result = await (place === '/user/tokens/verify'
        ? verified(token)
        : answer({ method, path: place, query: url.searchParams, body, permissions: permissions ?? unknownToken() }));
      const { list, info } = result instanceof Page ? { list: result.items, info: result.info } : { list: result, info: undefined };
      if (end === 'lose-answer') return void request.socket.destroy();
      send(response, 200, { success: true, errors: [], messages: [], result: list, ...(info && { result_info: info }) });
    } catch (trouble) {
      if (!(trouble instanceof Refusal)) throw trouble;
      if (end === 'lose-answer') return void request.socket.destroy();
      const error = { code: trouble.code, message: trouble.message };
      send(response, trouble.status, { success: false, errors: [error], messages: [], result: null });
    }
  }

  function verified(token: string): unknown {
    const known = tokens.get(token);
    if (!known || known.isAccountOwned) throw new Refusal(401, 1000, 'Invalid API Token');
    return { id: newId(), status: 'active', ...(known.expiresOn !== undefined && { expires_on: known.expiresOn }) };
  }

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/client/v4`;

  return {
    /** In the place of https://api.cloudflare.com/client/v4. */
    address,
    /** The authority's certificate, PEM; it is never sent. */
    authority: authority.pem,
    zones,
    /** `GET /zones/…`, in order. */
    log,
    addZone(name: string, { plan = 'Free Website' }: { readonly plan?: string } = {}): FakeZone {
      const zone: FakeZone = { id: newId(), name, plan, certificates: [], hostnames: [], ruleset: null };
      zones.push(zone);
      return zone;
    },
    addToken(
      token: string,
      permissions: readonly Permission[] = ['zone', 'certificates', 'waf'],
      more: { readonly expiresOn?: string; readonly isAccountOwned?: boolean } = {},
    ): void {
      tokens.set(token, { permissions: new Set(permissions), ...more });
    },
    dropToken: (token: string) => tokens.delete(token),
    /** Decides what becomes of each request from now on. */
    decide(next: typeof fate): void {
      fate = next;
    },
    makeWait(times: number): void {
      wait = times;
    },
    /** What Cloudflare does by and by: pending changes come to their end. */
    settle(): void {
      for (const certificate of zones.flatMap(({ certificates }) => certificates)) {
        if (certificate.status === 'pending_revocation') certificate.status = 'revoked';
        if (certificate.status === 'pending_reactivation') certificate.status = 'active';
      }
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await authority.remove();
    },
  };
}

/** `fetch` that finds the fake where Cloudflare's API would be, and nothing anywhere else. */
export const fetchFrom =
  (address: string): typeof globalThis.fetch =>
  (input, init) => {
    const url = String(input);
    if (!url.startsWith('https://api.cloudflare.com/client/v4/')) return Promise.reject(new TypeError('fetch failed'));
    return globalThis.fetch(url.replace('https://api.cloudflare.com/client/v4', address), init);
  };
