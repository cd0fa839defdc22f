import { resolveNs } from 'node:dns/promises';

/** The way out, as far as Cloudflare's road needs one of its own. */
export interface Network {
  readonly fetch: typeof globalThis.fetch;
  /** @throws the resolver's error where a name has no name servers of its own */
  readonly nameServers: (name: string) => Promise<readonly string[]>;
  readonly sleep: (ms: number) => Promise<void>;
}

export const systemNetwork: Network = {
  fetch: (...request) => globalThis.fetch(...request),
  nameServers: (name) => resolveNs(name),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
