import type { Cause, CauseCode, Verdict } from '../contract/entities.ts';
import type { Greeting, Observations, Visit } from './observations.ts';
import { answerOf, deviceOutcome, isMute, mainReading, mainVisit, type Reading, serverOf, strangerOutcome, troubleIn } from './outcome.ts';
import { printable } from './printable.ts';
import type { TroubleKind } from './step.ts';

/** What the observations prove. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Null where all is well. */
  readonly cause: Cause | null;
  /** The next cause that fits the same observations. */
  readonly runnerUp: Cause | null;
}

interface Row {
  readonly verdict: Verdict;
  readonly cause: CauseCode;
  /** How sure this row is of itself; null where it does not fit. */
  readonly fits: (seen: Observations) => Cause['confidence'] | null;
}

/**
 * Every cause, the first that fits is named. An open door comes before all that merely annoys, even before a
 * certificate that nobody trusts; everything else stands in the order in which a phone would stumble over it,
 * which is the order in which it has to be mended.
 */
const rows: readonly Row[] = [
  { verdict: 'open', cause: 'door-open', fits: strangerGetsIn },

  { verdict: 'unreachable', cause: 'name-not-found', fits: ({ name }) => when(name?.phase === 'failed') },
  { verdict: 'unreachable', cause: 'connection-refused', fits: (seen) => when(missed(seen, 'refused')) },
  { verdict: 'unreachable', cause: 'connection-timed-out', fits: (seen) => when(missed(seen, 'timed-out')) },
  { verdict: 'unreachable', cause: 'connection-failed', fits: noWayThere },

  { verdict: 'unreachable', cause: 'tls-not-spoken', fits: ({ stranger }) => when(failsWith(stranger, 'not-tls')) },
  { verdict: 'device-refused', cause: 'device-certificate-unusable', fits: ({ device }) => when(failsWith(device, 'identity-unusable')) },
  { verdict: 'unreachable', cause: 'tls-failed', fits: tlsFails },

  { verdict: 'server-untrusted', cause: 'server-certificate-expired', fits: (seen) => when(serverOf(seen)?.inDate === false) },
  { verdict: 'server-untrusted', cause: 'server-certificate-wrong-name', fits: (seen) => when(serverOf(seen)?.nameMatches === false) },
  { verdict: 'server-untrusted', cause: 'server-certificate-untrusted', fits: (seen) => when((serverOf(seen)?.distrust ?? null) !== null) },

  { verdict: 'device-refused', cause: 'device-certificate-out-of-date', fits: deviceOutOfDate },
  { verdict: 'device-refused', cause: 'device-certificate-refused', fits: deviceRefused },

  { verdict: 'not-home-assistant', cause: 'home-assistant-down', fits: (seen) => when(reads(seen, 'gateway-down')) },
  { verdict: 'not-home-assistant', cause: 'forwarded-headers-refused', fits: (seen) => when(reads(seen, 'forwarded-headers-refused')) },
  { verdict: 'not-home-assistant', cause: 'other-answer', fits: (seen) => when(reads(seen, 'other'), 'likely') },
  { verdict: 'device-refused', cause: 'device-certificate-refused', fits: deviceForbidden },
  { verdict: 'not-home-assistant', cause: 'no-http-answer', fits: (seen) => when(isMute(mainVisit(seen))) },

  { verdict: 'websocket-blocked', cause: 'websocket-upgrade-dropped', fits: ({ webSocket }) => when(greets(webSocket, 'not-upgraded')) },
  { verdict: 'websocket-blocked', cause: 'websocket-silent', fits: webSocketSilent },

  { verdict: 'unclear', cause: 'stranger-outcome-unclear', fits: (seen) => when(isIn(seen) && strangerOutcome(seen) === 'unclear') },
];

/** Names what the observations prove: pure, the same for the same observations. */
export function judge(seen: Observations): Judgement {
  const fitting = rows.flatMap(({ verdict, cause, fits }) => {
    const confidence = fits(seen);
    return confidence === null ? [] : [{ verdict, cause: { code: cause, confidence, facts: factsOf(seen) } }];
  });
  const [first, second] = fitting;
  if (first !== undefined) return { verdict: first.verdict, cause: first.cause, runnerUp: second?.cause ?? null };
  if (isIn(seen) && strangerOutcome(seen) === 'refused') return { verdict: 'locked', cause: null, runnerUp: null };
  const code = seen.identity === null ? 'no-device-chosen' : 'stranger-outcome-unclear';
  return { verdict: 'unclear', cause: { code, confidence: 'certain', facts: factsOf(seen) }, runnerUp: null };
}

const when = (fits: boolean, confidence: Cause['confidence'] = 'certain') => (fits ? confidence : null);

const failsWith = (visit: Visit<unknown> | null, kind: TroubleKind): boolean =>
  visit?.handshake.phase === 'failed' && visit.handshake.trouble.kind === kind;

const missed = ({ reached, missed: list }: Observations, kind: TroubleKind): boolean =>
  reached?.phase === 'failed' && list.some(({ trouble }) => trouble.kind === kind);

const reads = (seen: Observations, reading: Reading): boolean => mainReading(seen) === reading;

const isIn = (seen: Observations): boolean => seen.identity !== null && reads(seen, 'home-assistant');

const greets = (visit: Visit<Greeting> | null, kind: Greeting['kind']): boolean =>
  visit?.reply?.phase === 'done' && visit.reply.value.kind === kind;

function strangerGetsIn(seen: Observations) {
  // A proxy that complains of the house behind it has already opened the door.
  const answer = answerOf(seen.stranger);
  return when(strangerOutcome(seen) === 'let-in', answer !== null && answer.status >= 500 ? 'likely' : 'certain');
}

function noWayThere(seen: Observations) {
  return when(seen.reached?.phase === 'failed' && !missed(seen, 'refused') && !missed(seen, 'timed-out'));
}

function tlsFails(seen: Observations) {
  const failed = mainVisit(seen)?.handshake.phase === 'failed';
  const refused = deviceOutcome(seen) === 'refused' || (seen.identity === null && strangerOutcome(seen) === 'refused');
  return when(failed && !refused && !failsWith(seen.stranger, 'not-tls') && !failsWith(seen.device, 'identity-unusable'));
}

function deviceOutOfDate(seen: Observations) {
  return when(deviceOutcome(seen) === 'refused' && seen.identity?.inDate === false);
}

function deviceRefused(seen: Observations) {
  return when(deviceOutcome(seen) === 'refused', troubleIn(seen.device)?.kind === 'dropped' ? 'likely' : 'certain');
}

/** A page that says "forbidden" may be the proxy's word about the certificate, or about something else. */
function deviceForbidden(seen: Observations) {
  return when(answerOf(seen.device) !== null && deviceOutcome(seen) === 'unclear', 'possible');
}

function webSocketSilent({ webSocket }: Observations) {
  return when(webSocket !== null && !greets(webSocket, 'auth-required') && !greets(webSocket, 'not-upgraded'));
}

/** The day of an ISO 8601 time. */
const day = (time: string | undefined): string | undefined => time?.slice(0, 10);

/** Everything that a cause's sentence may name. */
function factsOf(seen: Observations): Cause['facts'] {
  const server = serverOf(seen);
  const visit = mainVisit(seen);
  const trouble = troubleIn(visit) ?? troubleIn(seen.webSocket) ?? troubleIn(seen.stranger) ?? seen.missed[0]?.trouble ?? null;
  const facts = {
    host: seen.target.host,
    port: seen.target.port,
    address: seen.reached?.phase === 'done' ? seen.reached.value : seen.missed.map(({ address }) => address).join(', '),
    device: seen.identity?.name,
    deviceNotBefore: day(seen.identity?.notBefore),
    deviceNotAfter: day(seen.identity?.notAfter),
    issuer: server?.issuer,
    names: server?.names.join(', '),
    notBefore: day(server?.notBefore),
    notAfter: day(server?.notAfter),
    distrust: server?.distrust,
    status: answerOf(visit)?.status,
    location: answerOf(visit)?.location,
    alert: trouble?.alert,
    error: trouble?.code,
  };
  const told = Object.entries(facts).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(told.map(([name, value]) => [name, printable(String(value))]));
}
