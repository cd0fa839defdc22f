import { isIPv6 } from 'node:net';
import { overhear, readKeyLine } from './asked.ts';
import { type Identity, type Manners, reach, secureContextFor, shakeHands } from './dial.ts';
import { describeHandshake } from './handshake.ts';
import { askManifest, headersFor, manifestPath, type Question, readBody } from './http.ts';
import type { Answer, Target, Visit } from './observations.ts';
import { type Bounds, type Step, timed } from './step.ts';
import { tap } from './tap.ts';

/** What all visits of a run have in common. */
export interface Errand {
  readonly target: Target;
  readonly identity: Identity | null;
  /** Roots beside the public ones, DER. */
  readonly trusted: readonly Uint8Array[];
  readonly now: () => Date;
  readonly bounds: Bounds;
}

/** As whom a visit is made, and how. */
export interface Way {
  readonly address: string;
  /** Null for a stranger. */
  readonly identity: Identity | null;
  readonly newest?: 'TLSv1.2';
  /** Whether the server is told the name of the home; as somebody comes who has the address alone where it is not. */
  readonly isNamed?: boolean;
  readonly protocol?: Manners['protocol'];
}

/** Knocks over a connection of its own, asks one question and leaves. @throws Failure job-cancelled */
export async function visit<T>({ target, trusted, bounds, now }: Errand, way: Way, ask: Question<T>): Promise<Visit<T>> {
  const { address, identity, newest, isNamed = true, protocol = 'http/1.1' } = way;
  const secrets = new Map<string, Buffer>();
  let heard = () => overhear({ received: Buffer.alloc(0), sent: Buffer.alloc(0) }, secrets);
  const handshake = await timed(bounds, async (signal) => {
    const secureContext = secureContextFor({ trusted, identity, newest });
    const { stream, recording } = tap(await reach(address, target.port, bounds.budget, signal));
    heard = () => overhear(recording(), secrets);
    const onKey = (line: Buffer) => void secrets.set(...readKeyLine(line));
    const socket = await shakeHands(stream, { host: target.host, isNamed, secureContext, protocol, onKey }, signal);
    return { socket, facts: describeHandshake(socket, heard().chain, { host: target.host, trusted, now: now() }) };
  });
  if (handshake.phase === 'failed') return { handshake, asked: heard().asked, reply: null };
  const { socket, facts } = handshake.value;
  try {
    const origin = isNamed ? target.origin : originOf(target, { hostname: isIPv6(address) ? `[${address}]` : address });
    const reply = await timed(bounds, (signal) => ask(socket, origin, signal));
    const { asked, sentCertificate } = heard();
    return { handshake: { ...handshake, value: { ...facts, sentCertificate } }, asked, reply };
  } finally {
    socket.destroy();
  }
}

/** Asks for the manifest without TLS, at another port of the host. A door that nobody opens in time is taken for shut. */
export async function visitPlain({ target, bounds }: Errand, address: string, port: number, patienceMs: number): Promise<Step<Answer>> {
  const opened = await timed({ ...bounds, stepMs: Math.min(bounds.stepMs, patienceMs) }, (signal) =>
    reach(address, port, bounds.budget, signal),
  );
  if (opened.phase === 'failed') return opened;
  try {
    return await timed(bounds, (signal) => askManifest(opened.value, originOf(target, { protocol: 'http:', port: String(port) }), signal));
  } finally {
    opened.value.destroy();
  }
}

/** The origin that was asked for, but for these parts. */
const originOf = ({ origin }: Target, parts: Partial<Pick<URL, 'protocol' | 'hostname' | 'port'>>): string =>
  Object.assign(new URL(origin), parts).origin;

const bannerMax = 2048;

/** @returns what a port says in plain text to a plain question; null where it says nothing. */
export async function readBanner({ target, bounds }: Errand, address: string, patienceMs: number): Promise<string | null> {
  const words = await timed({ ...bounds, stepMs: Math.min(bounds.stepMs, patienceMs) }, async (signal) => {
    const socket = await reach(address, target.port, bounds.budget, signal);
    const headers = Object.entries({ ...headersFor(target.origin), connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET ${manifestPath} HTTP/1.1\r\n${headers.join('')}\r\n`);
    return readBody(socket, bannerMax);
  });
  return words.phase === 'done' && words.value !== '' ? words.value : null;
}
