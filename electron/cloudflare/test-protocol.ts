import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';

/* How Cloudflare's API speaks: envelopes, refusals, pages and tokens. */

/** A refusal as Cloudflare words it. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A list of a page, with what Cloudflare says of the whole. */
export class Page {
  readonly items: readonly unknown[];
  readonly info: Record<string, number>;

  constructor(items: readonly unknown[], info: Record<string, number>) {
    this.items = items;
    this.info = info;
  }
}

export function listed(
  { query, method }: { readonly method: string; readonly query: URLSearchParams },
  all: readonly unknown[],
  known: readonly string[],
): Page {
  if (method !== 'GET') throw notAllowed();
  for (const name of query.keys())
    if (![...known, 'page', 'per_page'].includes(name)) throw new Refusal(400, 1400, `Unknown parameter ${name}`);
  const page = Number(query.get('page') ?? 1);
  const size = Number(query.get('per_page') ?? 20);
  if (!Number.isInteger(page) || page < 1 || !Number.isInteger(size) || size < 5 || size > 50)
    throw new Refusal(400, 1401, 'Invalid page.');
  const items = all.slice((page - 1) * size, page * size);
  return new Page(items, { page, per_page: size, count: items.length, total_count: all.length, total_pages: Math.ceil(all.length / size) });
}

/** What a token may be allowed to do. */
export type Permission = 'zone' | 'certificates:read' | 'certificates' | 'waf:read' | 'waf';

export function requires(permissions: ReadonlySet<Permission>, ...oneOf: readonly Permission[]): true {
  if (!oneOf.some((each) => permissions.has(each))) throw new Refusal(403, 10_000, 'Authentication error');
  return true;
}

export function tokenOf({ headers }: IncomingMessage): string {
  const token = /^Bearer ([A-Za-z0-9_-]+)$/.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) throw new Refusal(400, 6003, 'Invalid request headers');
  return token;
}

export function unknownToken(): never {
  throw new Refusal(403, 9109, 'Invalid access token');
}

export const notAllowed = () => new Refusal(405, 10_405, 'Method not allowed');

export async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const mayHaveBody = request.method === 'POST' || request.method === 'PUT' || request.method === 'PATCH';
  if (text === '' && !mayHaveBody) return undefined;
  if (!mayHaveBody || request.headers['content-type'] !== 'application/json')
    throw new Refusal(400, 1400, 'Unable to decode the request body.');
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 1400, 'Unable to decode the JSON request body.');
  }
}

export function parse<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new Refusal(400, 1400, parsed.error.issues[0]?.message ?? '');
  return parsed.data;
}

export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', server: 'cloudflare', connection: 'close' }).end(JSON.stringify(body));
}
