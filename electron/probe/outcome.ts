import type { Answer, Asked, Handshake, Observations, ServerCertificateFacts, Visit } from './observations.ts';
import type { Step, Trouble } from './step.ts';

/** A run without the steps that were held back, lest it knock too often: they say nothing of the door. */
export function tried(seen: Observations): Observations {
  const step = <S extends Step<unknown>>(made: S | null): S | null =>
    made?.phase === 'failed' && made.trouble.kind === 'withheld' ? null : made;
  const visit = <V extends Visit<unknown>>(made: V | null): V | null => (made === null || step(made.handshake) === null ? null : made);
  return {
    ...seen,
    attempts: seen.attempts.filter(({ connected }) => step(connected) !== null),
    stranger: visit(seen.stranger),
    strangerOld: visit(seen.strangerOld),
    device: visit(seen.device),
    deviceOld: visit(seen.deviceOld),
    elsewhere: seen.elsewhere.filter((each) => visit(each.visit) !== null),
    unnamed: visit(seen.unnamed),
    plain: step(seen.plain),
    direct: step(seen.direct),
    providers: visit(seen.providers),
    webSocket: visit(seen.webSocket),
    webhook: visit(seen.webhook),
    strangerWebhook: visit(seen.strangerWebhook),
  };
}

/** An address that took no connection, and why. */
export interface Missed {
  readonly address: string;
  readonly trouble: Trouble;
}

/** What an HTTP answer says about who gave it. */
export type Reading =
  | 'home-assistant'
  | 'forwarded-headers-refused'
  /** The proxy turned us away for the certificate, and says so. */
  | 'certificate-refused'
  /** A rule at Cloudflare's edge turned us away. */
  | 'cloudflare-blocked'
  | 'gateway-down'
  | 'other';

/** Sorts an answer to `/manifest.json`. */
export function readingOf(answer: Answer): Reading {
  const { status, body } = answer;
  if (status === 200 && /"name":\s*"Home Assistant"/.test(body)) return 'home-assistant';
  // Home Assistant's web server in these very words, where use_x_forwarded_for or trusted_proxies is missing.
  if (status === 400 && body.trim() === '400: Bad Request') return 'forwarded-headers-refused';
  if (isCertificatePage(answer)) return 'certificate-refused';
  if (isBlockedByCloudflare(answer)) return 'cloudflare-blocked';
  return isGatewayTrouble(answer) ? 'gateway-down' : 'other';
}

/** nginx's words, which our own files put into the mouths of other proxies; 495 and 496 are its codes for the same. */
const isCertificatePage = ({ status, body }: Answer): boolean =>
  status === 495 ||
  status === 496 ||
  ([400, 403].includes(status) && /No required SSL certificate was sent|The SSL certificate error/.test(body));

/** Whether an answer came over Cloudflare. */
export const isCloudflare = ({ headers }: Answer): boolean =>
  headers['cf-ray'] !== undefined || headers.server?.toLowerCase() === 'cloudflare';

/** A riddle for browsers, which Cloudflare sends with the status of a refusal. */
export const isChallenge = (answer: Answer): boolean =>
  isCloudflare(answer) && (answer.headers['cf-mitigated'] === 'challenge' || /just a moment|challenge-platform/i.test(answer.body));

/** A refusal that came over Cloudflare may be from behind it: Home Assistant and nginx have pages of their own. */
const isBlockedByCloudflare = (answer: Answer): boolean =>
  answer.status === 403 && isCloudflare(answer) && !isChallenge(answer) && !/^403: Forbidden\s*$|<center>nginx/.test(answer.body);

/** What a proxy says of the house behind it; 520 to 530 are Cloudflare's own. */
const isGatewayTrouble = (answer: Answer): boolean =>
  [502, 503, 504].includes(answer.status) || (answer.status >= 520 && answer.status <= 530 && isCloudflare(answer));

/** The addresses that took no connection. */
export const missedOf = ({ attempts }: Observations): readonly Missed[] =>
  attempts.flatMap(({ address, connected }) => (connected.phase === 'failed' ? [{ address, trouble: connected.trouble }] : []));

export const answerOf = (visit: Visit<Answer> | null): Answer | null => (visit?.reply?.phase === 'done' ? visit.reply.value : null);

/** Where a visit broke off; null where it got its answer or was not made. */
export function troubleIn(visit: Visit<unknown> | null): Trouble | null {
  if (visit?.handshake.phase === 'failed') return visit.handshake.trouble;
  if (visit?.reply?.phase !== 'failed') return null;
  const { trouble } = visit.reply;
  return trouble.kind === 'closed' ? { ...trouble, kind: 'dropped' } : trouble;
}

/** The alert that ended a visit, or the same visit over TLS 1.2 where 1.3 hid it; null where none was heard. */
const alertIn = (visit: Visit<unknown> | null, old: Visit<unknown> | null): number | null =>
  troubleIn(visit)?.alert ?? (isHidden(visit) && troubleIn(old)?.alert !== protocolVersion ? (troubleIn(old)?.alert ?? null) : null);

/** Alert 70: TLS 1.2 is not spoken there, which says nothing of 1.3. */
const protocolVersion = 70;

const isHidden = (visit: Visit<unknown> | null): boolean => ['closed', 'dropped', 'timed-out'].includes(troubleIn(visit)?.kind ?? '');

export const alertToStranger = ({ stranger, strangerOld }: Observations): number | null => alertIn(stranger, strangerOld);

export const alertToDevice = ({ device, deviceOld }: Observations): number | null => alertIn(device, deviceOld);

/** How BoringSSL calls a server's key that may not sign. */
export const keyUsage = /KEY_USAGE_BIT_INCORRECT/;

/** Whether the first handshake ended with such an error on our side. */
export const failsAs = ({ stranger }: Observations, code: RegExp): boolean =>
  stranger?.handshake.phase === 'failed' && code.test(stranger.handshake.trouble.code);

/** A server that shakes hands and then says nothing, or nothing that is HTTP. */
export function isMute(visit: Visit<unknown> | null): boolean {
  const kind = visit?.handshake.phase === 'done' ? troubleIn(visit)?.kind : undefined;
  return kind === 'timed-out' || kind === 'not-http' || kind === 'failed';
}

/** The visit that should reach Home Assistant: the device's, or the stranger's where no device was chosen. */
export const mainVisit = ({ identity, stranger, device }: Observations): Visit<Answer> | null => (identity ? device : stranger);

/** What stands behind the door; null where nothing answered. */
export function mainReading(seen: Observations): Reading | null {
  const answer = answerOf(mainVisit(seen));
  return answer && readingOf(answer);
}

/** What came from behind the door; null where the door itself spoke, or nothing answered. */
export function answerBehind(seen: Observations): Answer | null {
  const reading = mainReading(seen);
  return reading === 'certificate-refused' || reading === 'cloudflare-blocked' ? null : answerOf(mainVisit(seen));
}

/** Whether the device reached Home Assistant. */
export const isIn = (seen: Observations): boolean => seen.identity !== null && mainReading(seen) === 'home-assistant';

/** The server's side of the first handshake that was finished. */
export function serverOf({ stranger, device, strangerOld, deviceOld }: Observations): Handshake | null {
  for (const visit of [stranger, device, strangerOld, deviceOld]) if (visit?.handshake.phase === 'done') return visit.handshake.value;
  return null;
}

/** The server's own certificate. */
export const leafOf = (seen: Observations): ServerCertificateFacts | null => serverOf(seen)?.chain[0] ?? null;

/** Whether the door asks for a certificate, from the first visit that could read it. */
export function askedOf({ stranger, strangerOld, device, deviceOld }: Observations): Asked {
  const told = [stranger, strangerOld, device, deviceOld].find((visit) => visit !== null && visit.asked.state !== 'unknown');
  return told?.asked ?? { state: 'unknown' };
}

/** The server's clock, as its answers say; null where none does. */
export function serverClock({ stranger, strangerOld, device, deviceOld, plain }: Observations): Date | null {
  const answers = [...[device, stranger, deviceOld, strangerOld].map(answerOf), plain?.phase === 'done' ? plain.value : null];
  const clocks = answers.map((answer) => new Date(answer?.headers.date ?? ''));
  return clocks.find((clock) => !Number.isNaN(clock.getTime())) ?? null;
}

/** Unclear covers what was not tried and what proves neither. */
export type Outcome = 'let-in' | 'refused' | 'unclear';

// RFC 8446 section 6.2: bad, unsupported, revoked, expired and unknown certificate, unknown authority, access
// denied, signature that does not verify, certificate required.
const certificateAlerts: ReadonlySet<number> = new Set([42, 43, 44, 45, 46, 48, 49, 51, 116]);

/** Whether the device should be refused. */
export const isRevoked = ({ known }: Observations): boolean => known.revokedAt !== null;

/** Whether the device's certificate opened the door. */
export function deviceOutcome(seen: Observations): Outcome {
  const answer = answerOf(seen.device);
  if (answer !== null) {
    if (answerBehind(seen) === null) return 'refused';
    return [401, 403, 429].includes(answer.status) ? 'unclear' : 'let-in';
  }
  const alert = alertToDevice(seen);
  // 40 is also the word for "no cipher in common", but then it comes before anybody is asked for a certificate.
  if (alert !== null) return certificateAlerts.has(alert) || (alert === 40 && askedOf(seen).state === 'asked') ? 'refused' : 'unclear';
  // BoringSSL hangs up by itself where the server wants to be signed for by what our key cannot do.
  if (/NO_COMMON_SIGNATURE_ALGORITHMS|UNKNOWN_CERTIFICATE_TYPE/.test(troubleIn(seen.device)?.code ?? '')) return 'refused';
  // Some servers hang up instead of saying why.
  return troubleIn(seen.device)?.kind === 'dropped' ? 'refused' : 'unclear';
}

/** Whether an answer comes from the house, and not from its door. */
export function isInside(answer: Answer | null): boolean {
  const reading = answer && readingOf(answer);
  return reading === 'home-assistant' || reading === 'forwarded-headers-refused';
}

/** Whether somebody without a certificate is refused, and for the lack of it: not because the house is down. */
export function strangerOutcome(seen: Observations): Outcome {
  const answer = answerOf(seen.stranger);
  const reading = answer && readingOf(answer);
  const behind = mainReading(seen);
  if (isInside(answer)) return 'let-in';
  // A proxy that complains of the house behind it has already opened the door.
  if (reading === 'gateway-down' && behind === 'gateway-down') return 'let-in';
  if (reading === 'certificate-refused') return 'refused';
  const isAsked = askedOf(seen).state === 'asked';
  if (reading === 'cloudflare-blocked' && isAsked) return 'refused';
  const alert = alertToStranger(seen);
  if (alert === 42 || alert === 116) return 'refused';
  if (alert === 40 && (isAsked || (seen.device !== null && alertToDevice(seen) !== 40))) return 'refused';
  return behind === 'home-assistant' && isTurnedAway(seen.stranger) ? 'refused' : 'unclear';
}

/** How strangers fare at each address of the name where they knocked. */
export function strangersAt(seen: Observations): readonly { readonly address: string; readonly outcome: Outcome }[] {
  const { reached, elsewhere } = seen;
  const main = reached?.phase === 'done' ? [{ address: reached.value, outcome: strangerOutcome(seen) }] : [];
  const others = elsewhere.map(({ address, visit }) => ({
    address,
    outcome: strangerOutcome({ ...seen, stranger: visit, strangerOld: null }),
  }));
  return [...main, ...others];
}

/** Signs that mean "no certificate" only if the device, knocking in the same way, gets in. */
function isTurnedAway(visit: Visit<Answer> | null): boolean {
  const answer = answerOf(visit);
  if (answer !== null) return [400, 401, 403, 404].includes(answer.status) && !isChallenge(answer);
  const trouble = troubleIn(visit);
  return trouble?.kind === 'closed' || trouble?.kind === 'dropped' || trouble?.kind === 'alert';
}

/** Whether there is no HTTP/1.1, without which no WebSocket is even tried. */
export const isHttp2Alone = ({ alpn }: Observations): boolean => alpn?.h2 === true && !alpn.http1;

/** The version that Home Assistant named in its WebSocket greeting. */
export function homeAssistantVersion({ webSocket }: Observations): string | null {
  const reply = webSocket?.reply;
  return reply?.phase === 'done' && reply.value.kind === 'auth-required' ? reply.value.version : null;
}
