import type { Answer, Observations } from '../observations.ts';
import {
  alertToDevice,
  answerOf,
  askedOf,
  leafOf,
  mainVisit,
  missedOf,
  serverClock,
  serverOf,
  strangersAt,
  troubleIn,
} from '../outcome.ts';
import { printable } from '../printable.ts';

type Value = string | number | null | undefined;

/** The day of an ISO 8601 time. */
const day = (time: string | null | undefined): string | undefined => time?.slice(0, 10);
const minute = (time: string | undefined): string | undefined => time && `${time.slice(0, 16).replace('T', ' ')} UTC`;

/** What sentences may name, and where it is seen. */
const readers = {
  host: ({ target }) => target.host,
  port: ({ target }) => target.port,
  address: (seen) => (seen.reached?.phase === 'done' ? seen.reached.value : listOf(missedOf(seen).map(({ address }) => address))),
  /** The addresses of the name that let strangers in. */
  openAddresses: (seen) => listOf(strangersAt(seen).flatMap(({ address, outcome }) => (outcome === 'let-in' ? address : []))),
  error: (seen) => {
    const trouble = troubleIn(mainVisit(seen)) ?? troubleIn(seen.webSocket) ?? troubleIn(seen.stranger) ?? missedOf(seen)[0]?.trouble;
    return trouble && (trouble.alert === null ? trouble.code : `TLS alert ${trouble.alert}`);
  },
  banner: ({ banner }) => banner?.split(/[\r\n]/)[0],

  subject: (seen) => leafOf(seen)?.subject,
  issuer: (seen) => leafOf(seen)?.issuer,
  names: (seen) => listOf(leafOf(seen)?.san ?? []),
  from: (seen) => day(leafOf(seen)?.notBefore),
  until: (seen) => day(leafOf(seen)?.notAfter),
  key: (seen) => leafOf(seen)?.key,
  signature: (seen) => leafOf(seen)?.signature,
  /** The certificate of the chain, above the leaf, that has ended first. */
  endedIssuer: (seen) =>
    serverOf(seen)
      ?.chain.slice(1)
      .find(({ notAfter }) => notAfter < seen.startedAt)?.subject,

  device: ({ identity }) => identity?.name,
  deviceIssuer: ({ identity }) => identity?.certificate.issuer,
  deviceFrom: ({ identity }) => day(identity?.certificate.notBefore),
  deviceUntil: ({ identity }) => day(identity?.certificate.notAfter),
  deviceKey: ({ identity }) => identity?.certificate.key,
  revokedAt: ({ known }) => day(known.revokedAt),
  /** The authorities that the door names. */
  accepted: (seen) => {
    const asked = askedOf(seen);
    return asked.state === 'asked' ? listOf(asked.issuers) : undefined;
  },
  alert: alertToDevice,

  clockHere: ({ startedAt }) => minute(startedAt),
  clockThere: (seen) => minute(serverClock(seen)?.toISOString()),

  status: (seen) => answerOf(mainVisit(seen))?.status,
  location: (seen) => answerOf(mainVisit(seen))?.headers.location,
  liveStatus: ({ webSocket }) =>
    webSocket?.reply?.phase === 'done' && webSocket.reply.value.kind === 'not-upgraded' ? webSocket.reply.value.answer.status : undefined,
  webhookStatus: ({ webhook }) => outcomeOf(answerOf(webhook), webhook),
  serviceStatus: ({ strangerWebhook }) => outcomeOf(answerOf(strangerWebhook), strangerWebhook),
} as const satisfies Readonly<Record<string, (seen: Observations) => Value>>;

export type FactName = keyof typeof readers;

/** Reads facts off a run; what was not seen is a dash, so that no sentence has a hole. */
export function factsOf(seen: Observations, names: readonly FactName[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, printable(String(readers[name](seen) ?? '') || '–')]));
}

const listOf = (items: readonly string[]): string => items.join(', ');

const outcomeOf = (answer: Answer | null, visit: Parameters<typeof troubleIn>[0]): Value =>
  answer === null ? troubleIn(visit)?.code : `HTTP ${answer.status}`;
