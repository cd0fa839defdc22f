import type { TLSSocket } from 'node:tls';
import type { RungId } from '../contract/entities.ts';
import { credentials, type Identity, lookUp, reach, shakeHands } from './dial.ts';
import { describeHandshake } from './handshake.ts';
import { askManifest, awaitGreeting } from './http.ts';
import type { Missed, Observations, ShownIdentity, Target, Visit } from './observations.ts';
import { mainReading } from './outcome.ts';
import { type Bounds, type Step, timed } from './step.ts';

export interface Errand {
  readonly target: Target;
  readonly identity: Identity | null;
  readonly shown: ShownIdentity | null;
  readonly trusted: readonly Uint8Array[];
  readonly now: () => Date;
  readonly bounds: Bounds;
  /** Says up to which rung the observations are final. */
  readonly settled: (seen: Observations, upTo: RungId) => void;
}

// A host with more addresses than this is not somebody's home; the rest is left in peace.
const addressesMax = 8;

/**
 * Looks once at everything, one connection after the other.
 *
 * @throws Failure job-cancelled
 */
export async function observe(errand: Errand): Promise<Observations> {
  const { target, identity, shown, bounds, settled } = errand;
  const name = await timed(bounds, (signal) => lookUp(target.host, signal));
  let seen: Observations = { target, identity: shown, name, reached: null, missed: [], stranger: null, device: null, webSocket: null };
  settled(seen, 'name');
  if (name.phase === 'failed') return seen;

  seen = { ...seen, ...(await reachFirst(name.value, target.port, bounds)) };
  settled(seen, 'reached');
  if (seen.reached?.phase !== 'done') return seen;

  const address = seen.reached.value;
  seen = { ...seen, stranger: await visit(errand, address, null, askManifest) };
  if (seen.stranger?.handshake.phase === 'done') settled(seen, 'server-certificate');
  if (identity !== null) seen = { ...seen, device: await visit(errand, address, identity, askManifest) };
  settled(seen, 'home-assistant');
  if (mainReading(seen) !== 'home-assistant') return seen;
  return { ...seen, webSocket: await visit(errand, address, identity, awaitGreeting) };
}

/** Tries one address after the other until one takes a connection. */
async function reachFirst(addresses: readonly string[], port: number, bounds: Bounds): Promise<Pick<Observations, 'reached' | 'missed'>> {
  const missed: Missed[] = [];
  let reached: Step<string> | null = null;
  for (const address of addresses.slice(0, addressesMax)) {
    reached = await timed(bounds, async (signal) => {
      (await reach(address, port, signal)).destroy();
      return address;
    });
    if (reached.phase === 'done') break;
    missed.push({ address, trouble: reached.trouble });
  }
  return { reached, missed };
}

type Question<T> = (socket: TLSSocket, target: Target, signal: AbortSignal) => Promise<T>;

/** Knocks over a connection of its own, as a device or a stranger, asks one question and leaves. */
async function visit<T>(errand: Errand, address: string, identity: Identity | null, ask: Question<T>): Promise<Visit<T>> {
  const { target, trusted, bounds, now } = errand;
  const handshake = await timed(bounds, async (signal) => {
    const settings = credentials(trusted, identity);
    const socket = await shakeHands(await reach(address, target.port, signal), target.host, settings, signal);
    return { socket, facts: describeHandshake(socket, target.host, trusted, now()) };
  });
  if (handshake.phase === 'failed') return { handshake, reply: null };
  const { socket, facts } = handshake.value;
  try {
    return { handshake: { ...handshake, value: facts }, reply: await timed(bounds, (signal) => ask(socket, target, signal)) };
  } finally {
    socket.destroy();
  }
}
