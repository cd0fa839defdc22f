import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a link is made of: who must be asked for, and for what. */
export interface Link {
  /** What the Host header must say, to the letter: `192.168.1.20:49321`. */
  readonly host: string;
  readonly pagePath: string;
  readonly filePath: string;
}

/** What becomes of a request; the last six are refusals. */
export type Verdict = 'page' | 'file' | 'idle' | 'misdirected' | 'bad-method' | 'body' | 'hurried' | 'unknown';

/** What browsers ask every server for by themselves: not there, but nobody's guess either. */
const askedByHabit = new Set(['/favicon.ico', '/apple-touch-icon.png', '/apple-touch-icon-precomposed.png']);

/**
 * Judges a request by its head alone.
 *
 * A page of the internet can make a browser ask this server under a name of its own (DNS rebinding): its Host header
 * tells. The path is compared in a time that says nothing about how much of it was right.
 */
export function judge({ method, url = '', headers, rawHeaders }: IncomingMessage, { host, pagePath, filePath }: Link): Verdict {
  const hosts = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'host');
  if (hosts.length !== 1 || hosts[0] !== host) return 'misdirected';
  if (method !== 'GET' && method !== 'HEAD') return 'bad-method';
  if (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0) return 'body';
  // both are always compared
  const [isPage, isFile] = [isSame(url, pagePath), isSame(url, filePath)];
  if (isPage) return 'page';
  if (isFile) return 'file';
  return askedByHabit.has(url) ? 'idle' : 'unknown';
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** How many requests one address may make in a while; a person with a phone needs a dozen. */
const visitLimit = { requests: 40, perMs: 10_000 } as const;

/** Counts requests by address. @returns whether an address is within its limit. */
export function visitCounter(now: () => Date): (address: string) => boolean {
  let since = now().getTime();
  let counts = new Map<string, number>();
  return (address) => {
    if (now().getTime() - since >= visitLimit.perMs) {
      since = now().getTime();
      counts = new Map();
    }
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    return count <= visitLimit.requests;
  };
}
