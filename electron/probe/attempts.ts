import { BlockList, isIPv6 } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { reach } from './dial.ts';
import type { Attempt, Observations } from './observations.ts';
import { type Bounds, type Step, timed } from './step.ts';

/** A host with more addresses than this is not somebody's home; the rest is left in peace. */
const addressesMax = 8;
/** RFC 8305 section 5: never less between two attempts. */
const staggerMs = 10;

/**
 * How long another door of the same host is waited for once one took a connection in so many milliseconds. Firewalls
 * that drop what comes would hold up a healthy run.
 */
export const patienceMs = (connectedInMs: number): number => 300 + 4 * connectedInMs;

/** Dials every address, almost at once; the first in the resolver's order that takes a connection is the one for all that follows. */
export async function dialAll(
  addresses: readonly string[],
  port: number,
  bounds: Bounds,
): Promise<Pick<Observations, 'attempts' | 'reached'>> {
  const late = new AbortController();
  const attempts = await Promise.all(
    addresses.slice(0, addressesMax).map(async (address, place) => {
      await sleep(place * staggerMs);
      const connected = await timed({ ...bounds, late: late.signal }, async (signal) => {
        (await reach(address, port, bounds.budget, signal)).destroy();
        return null;
      });
      if (connected.phase === 'done') setTimeout(() => late.abort(), patienceMs(connected.ms)).unref();
      return { address, family: isIPv6(address) ? 6 : 4, isPrivate: isPrivate(address), connected } as const;
    }),
  );
  return { attempts, reached: reachedBy(attempts) };
}

function reachedBy(attempts: readonly Attempt[]): Step<string> | null {
  for (const { address, connected } of attempts) if (connected.phase === 'done') return { ...connected, value: address };
  const [first] = attempts;
  return first?.connected.phase === 'failed' ? first.connected : null;
}

/** Not routed in public: RFC 1918, RFC 6598, RFC 4193, loopback and link-local. */
const ownRanges = [
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
  ...['fc00::/7', 'fe80::/10', '::1/128'],
] as const;

const ownNetwork = new BlockList();
for (const range of ownRanges) {
  const [network = '', prefix] = range.split('/');
  ownNetwork.addSubnet(network, Number(prefix), familyOf(network));
}

/** Whether an address leads no further than the own network or a private one laid over others. */
export function isPrivate(address: string): boolean {
  const [bare = ''] = address.split('%'); // fe80::1%eth0
  return ownNetwork.check(bare, familyOf(bare));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
