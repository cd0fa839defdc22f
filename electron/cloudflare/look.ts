import type { Sight } from './checks.ts';
import type { Network } from './network.ts';

const limitMs = 5_000;

/** Asks upward from a host for the domain that has name servers: that is Cloudflare's zone, if it is one. */
export async function findDomain({ nameServers, sleep }: Network, host: string): Promise<Sight['domain']> {
  const labels = host.split('.');
  for (let at = 0; at < labels.length - 1; at += 1) {
    const zone = labels.slice(at).join('.');
    const found = await Promise.race([nameServers(zone).catch(() => []), sleep(limitMs).then(() => null)]);
    if (found === null) return null;
    if (found.length > 0) return { zone, nameServers: found };
  }
  return null;
}

/** Knocks over plain http, at one of the paths that may be asked, and follows nothing. */
export async function knockPlain({ fetch }: Network, host: string): Promise<Sight['plain']> {
  try {
    const options: RequestInit = { redirect: 'manual', signal: AbortSignal.timeout(limitMs), headers: { 'user-agent': 'Latchkey' } };
    const response = await fetch(`http://${host}/manifest.json`, options);
    await response.body?.cancel();
    return { status: response.status, location: response.headers.get('location') ?? '' };
  } catch {
    return null; // refused, unknown or silent: the probe tells why
  }
}
