import type { Answer, Handshake, Observations, Visit } from './observations.ts';
import type { Trouble } from './step.ts';

/** What an HTTP answer says about who gave it. */
export type Reading = 'home-assistant' | 'forwarded-headers-refused' | 'certificate-refused' | 'gateway-down' | 'other';

/** Sorts an answer to `/manifest.json`. */
function readingOf({ status, body }: Answer): Reading {
  if (status === 200 && /"name":\s*"Home Assistant"/.test(body)) return 'home-assistant';
  // Home Assistant's web server in these very words, where use_x_forwarded_for or trusted_proxies is missing.
  if (status === 400 && body.trim() === '400: Bad Request') return 'forwarded-headers-refused';
  // nginx after the handshake; 495 and 496 are its own codes for the same.
  if (status === 400 && /No required SSL certificate was sent|The SSL certificate error/.test(body)) return 'certificate-refused';
  if (status === 495 || status === 496) return 'certificate-refused';
  return status === 502 || status === 503 || status === 504 ? 'gateway-down' : 'other';
}

export const answerOf = (visit: Visit<Answer> | null): Answer | null => (visit?.reply?.phase === 'done' ? visit.reply.value : null);

/** Where a visit broke off; null where it got its answer or was not made. */
export function troubleIn(visit: Visit<unknown> | null): Trouble | null {
  if (visit?.handshake.phase === 'failed') return visit.handshake.trouble;
  if (visit?.reply?.phase !== 'failed') return null;
  const { trouble } = visit.reply;
  return trouble.kind === 'closed' ? { ...trouble, kind: 'dropped' } : trouble;
}

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

/** The server's side of the first handshake that was finished. */
export function serverOf({ stranger, device }: Observations): Handshake | null {
  for (const visit of [stranger, device]) if (visit?.handshake.phase === 'done') return visit.handshake.value;
  return null;
}

/** Unclear covers what was not tried and what proves neither. */
export type Outcome = 'let-in' | 'refused' | 'unclear';

// RFC 8446 section 6.2: bad, unsupported, revoked, expired and unknown certificate, unknown authority, access
// denied, certificate required.
const certificateAlerts: ReadonlySet<number> = new Set([42, 43, 44, 45, 46, 48, 49, 116]);

/** Whether the device's certificate opened the door. */
export function deviceOutcome({ device }: Observations): Outcome {
  const answer = answerOf(device);
  if (answer !== null) {
    if (readingOf(answer) === 'certificate-refused') return 'refused';
    return answer.status === 401 || answer.status === 403 ? 'unclear' : 'let-in';
  }
  const trouble = troubleIn(device);
  if (trouble?.kind === 'alert') return certificateAlerts.has(trouble.alert ?? 0) ? 'refused' : 'unclear';
  // Some servers hang up instead of saying why.
  return trouble?.kind === 'dropped' ? 'refused' : 'unclear';
}

/** Whether somebody without a certificate is refused, and for the lack of it: not because the house is down. */
export function strangerOutcome(seen: Observations): Outcome {
  const answer = answerOf(seen.stranger);
  const reading = answer && readingOf(answer);
  const behind = mainReading(seen);
  if (reading === 'home-assistant' || reading === 'forwarded-headers-refused') return 'let-in';
  if (reading === 'gateway-down' && behind === 'gateway-down') return 'let-in';
  if (reading === 'certificate-refused') return 'refused';
  const alert = troubleIn(seen.stranger)?.alert ?? null;
  if (alert === 42 || alert === 116) return 'refused';
  // 40 is also the word for "no cipher in common", which then strikes the device as well.
  if (alert === 40 && troubleIn(seen.device)?.alert !== 40) return 'refused';
  return behind === 'home-assistant' && isTurnedAway(seen.stranger) ? 'refused' : 'unclear';
}

/** Signs that mean "no certificate" only if the device, knocking in the same way, gets in. */
function isTurnedAway(visit: Visit<Answer> | null): boolean {
  const answer = answerOf(visit);
  if (answer !== null) return [400, 401, 403, 404].includes(answer.status);
  const trouble = troubleIn(visit);
  return trouble?.kind === 'closed' || trouble?.kind === 'dropped' || trouble?.kind === 'alert';
}

/** The version that Home Assistant named in its WebSocket greeting. */
export function homeAssistantVersion({ webSocket }: Observations): string | null {
  const reply = webSocket?.reply;
  return reply?.phase === 'done' && reply.value.kind === 'auth-required' ? reply.value.version : null;
}
