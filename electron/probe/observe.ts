import { isIP } from 'node:net';
import type { RungId } from '../contract/probe.ts';
import { dialAll, isPrivate, patienceMs } from './attempts.ts';
import { atMost } from './budget.ts';
import { askManifest, askProviders, awaitGreeting, ringWebhook, webhooksPath } from './http.ts';
import { askManifestOverHttp2 } from './http2.ts';
import type { Attempt, Knowledge, Observations, Visit } from './observations.ts';
import { answerOf, mainReading, mainVisit, troubleIn } from './outcome.ts';
import { describeIdentity } from './shown.ts';
import { timed } from './step.ts';
import { type Errand, readBanner, visit, visitPlain, type Way } from './visit.ts';

/** What a run is to look at. */
export interface Inquiry extends Errand {
  readonly known: Knowledge;
  /** @returns all addresses of a host, in the order in which they are to be preferred */
  readonly lookUp: (host: string, signal: AbortSignal) => Promise<readonly string[]>;
  /** Says up to which rung the observations are final. */
  readonly settled: (seen: Observations, upTo: RungId) => void;
}

/**
 * Looks once at everything, over connections that ask one thing each, a few at a time.
 *
 * @throws Failure job-cancelled
 */
export async function observe(inquiry: Inquiry): Promise<Observations> {
  const { target, bounds, lookUp, settled } = inquiry;
  const name = await timed(bounds, (signal) => lookUp(target.host, signal));
  let seen: Observations = { ...nothingSeen(inquiry), name };
  const see = (part: Partial<Observations>) => {
    seen = { ...seen, ...part, connections: bounds.budget.spent() };
  };
  settled(seen, 'name');
  if (name.phase === 'failed') return seen;

  see(await dialAll(name.value, target.port, bounds));
  const [first] = seen.attempts;
  if (seen.reached?.phase !== 'done') {
    // A network that wants a login first answers in clear, whatever the address.
    if (first) see({ plain: await visitPlain(inquiry, first.address, httpPort, patienceMs(0)) });
    return seen;
  }
  settled(seen, 'reached');

  const round = newRound(inquiry, seen.reached.value, patienceMs(seen.reached.ms));
  see(await knockEverywhere(round, seen));
  see(await askBack(round, seen));
  settled(seen, 'home-assistant');
  if (mainReading(seen) === 'home-assistant') see(await lookInside(round, seen));
  return seen;
}

function nothingSeen({ target, identity, known, now }: Inquiry): Observations {
  const startedAt = now();
  return {
    ...{ target, identity: identity && describeIdentity(identity, startedAt), known, startedAt: startedAt.toISOString(), connections: 0 },
    ...{ name: null, attempts: [], reached: null },
    ...{ stranger: null, strangerOld: null, device: null, deviceOld: null, elsewhere: [], unnamed: null },
    ...{ alpn: null, plain: null, direct: null, banner: null },
    ...{ providers: null, webSocket: null, webhook: null, strangerWebhook: null },
  };
}

/** The visits to one address. */
interface Round {
  readonly errand: Errand;
  readonly address: string;
  /** How long a door beside the main one is waited for. */
  readonly patience: number;
  /** Knocks as the device that was chosen, or else as a stranger. */
  readonly main: Way;
  readonly stranger: Way;
  readonly queue: ReturnType<typeof atMost>;
}

/** A small proxy should not feel the test. */
const atOnceMax = 3;

const newRound = (errand: Errand, address: string, patience: number): Round => ({
  ...{ errand, address, patience },
  main: { address, identity: errand.identity },
  stranger: { address, identity: null },
  queue: atMost(atOnceMax),
});

/** What everybody finds who comes by: the door itself, and the doors beside it. */
async function knockEverywhere(round: Round, seen: Observations): Promise<Partial<Observations>> {
  const { errand, address, main, queue } = round;
  const isName = isIP(errand.target.host) === 0;
  const [stranger, device, unnamed, plain, direct, ...elsewhere] = await Promise.all([
    queue(() => visit(errand, round.stranger, askManifest)),
    whenever(main.identity !== null, () => queue(() => visit(errand, main, askManifest))),
    whenever(isName, () => queue(() => visit(errand, { ...round.stranger, isNamed: false }, askManifest))),
    besides(round, httpPort),
    whenever(mayBeDirect(round, seen.known), () => besides(round, homeAssistantPort)),
    ...otherAddresses(seen.attempts, address).map(async (other) => ({
      address: other,
      visit: await queue(() => visit(errand, { ...round.stranger, address: other }, askManifest)),
    })),
  ]);
  return { stranger, device, unnamed, plain, direct, elsewhere };
}

const whenever = async <T>(wanted: boolean, work: () => Promise<T>): Promise<T | null> => (wanted ? work() : null);

const httpPort = 80;
const homeAssistantPort = 8123;

const besides = ({ errand, address, patience, queue }: Round, port: number) =>
  whenever(errand.target.port !== port, () => queue(() => visitPlain(errand, address, port, patience)));

/** Nobody else's port is tried: it is our own network, or a home of ours that no service stands in front of. */
const mayBeDirect = ({ address }: Round, { road }: Knowledge): boolean => road === 'proxy' || (road === null && isPrivate(address));

const elsewhereMax = 3;

/** Those of the other family first. */
function otherAddresses(attempts: readonly Attempt[], reached: string): readonly string[] {
  const family = attempts.find(({ address }) => address === reached)?.family;
  const others = attempts.filter(({ address, connected }) => connected.phase === 'done' && address !== reached);
  return [...others.filter((each) => each.family !== family), ...others.filter((each) => each.family === family)]
    .slice(0, elsewhereMax)
    .map(({ address }) => address);
}

/** Asks once more where the first answers do not tell enough. */
async function askBack(round: Round, seen: Observations): Promise<Partial<Observations>> {
  const { errand, address, patience, main, queue } = round;
  const older = (first: Visit<unknown> | null, way: Way) =>
    whenever(hidesWhy(first), () => queue(() => visit(errand, { ...way, newest: 'TLSv1.2' }, askManifest)));
  const isPlain = troubleIn(seen.stranger)?.kind === 'not-tls';
  const [strangerOld, deviceOld, banner, newer] = await Promise.all([
    older(seen.stranger, round.stranger),
    older(seen.device, main),
    whenever(isPlain, () => queue(() => readBanner(errand, address, patience))),
    whenever(mayWantHttp2(seen), () => tryHttp2(round, seen)),
  ]);
  return { strangerOld, deviceOld, banner, ...newer };
}

/** TLS 1.3 hangs up without a word where TLS 1.2 gives a reason. */
function hidesWhy(visit: Visit<unknown> | null): boolean {
  const isOldAlready = visit?.handshake.phase === 'done' && visit.handshake.value.protocol !== 'TLSv1.3';
  return troubleIn(visit)?.kind === 'dropped' && !isOldAlready;
}

/** RFC 7301 section 3.2: nothing that was offered is spoken. */
const noApplicationProtocol = 120;

function mayWantHttp2(seen: Observations): boolean {
  const trouble = troubleIn(mainVisit(seen));
  return trouble?.alert === noApplicationProtocol || trouble?.kind === 'not-http' || trouble?.kind === 'dropped';
}

/** Learns whether the server speaks HTTP/2; where it speaks nothing else, the visits are made anew in it. */
async function tryHttp2(round: Round, seen: Observations): Promise<Partial<Observations>> {
  const alpn = await learnAlpn(round, seen);
  if (!alpn?.h2 || alpn.http1) return { alpn };
  const again = (way: Way) => round.queue(() => visit(round.errand, { ...way, protocol: 'h2' }, askManifestOverHttp2));
  const [stranger, device] = await Promise.all([again(round.stranger), whenever(seen.device !== null, () => again(round.main))]);
  return { alpn, stranger, device };
}

/** One handshake that offers HTTP/2 alone. Null where it does not come so far. */
async function learnAlpn({ errand, main, queue }: Round, seen: Observations): Promise<Observations['alpn']> {
  const { handshake } = await queue(() => visit(errand, { ...main, protocol: 'h2' }, async () => null));
  const http1 = [seen.stranger, seen.device].some((each) => answerOf(each) !== null || agreedOn(each) === 'http/1.1');
  if (handshake.phase === 'done') return { h2: handshake.value.alpn === 'h2', http1 };
  return handshake.trouble.alert === noApplicationProtocol ? { h2: false, http1 } : null;
}

const agreedOn = (visit: Visit<unknown> | null): string | null => (visit?.handshake.phase === 'done' ? visit.handshake.value.alpn : null);

/** What Home Assistant's apps need beside the page. */
async function lookInside(round: Round, seen: Observations): Promise<Partial<Observations>> {
  const { errand, main, stranger, queue } = round;
  const isHttp1 = seen.alpn?.http1 ?? true;
  const isOpenToAll = seen.known.openPaths.includes(webhooksPath);
  const [webSocket, providers, webhook, alpn, strangerWebhook] = await Promise.all([
    whenever(isHttp1, () => queue(() => visit(errand, main, awaitGreeting))),
    whenever(isHttp1, () => queue(() => visit(errand, main, askProviders))),
    whenever(isHttp1, () => queue(() => visit(errand, main, ringWebhook))),
    seen.alpn ?? learnAlpn(round, seen),
    whenever(isHttp1 && isOpenToAll, () => queue(() => visit(errand, stranger, ringWebhook))),
  ]);
  return { webSocket, providers, webhook, alpn, strangerWebhook };
}
