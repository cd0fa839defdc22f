import type { Observations, Visit } from '../observations.ts';
import {
  alertToDevice,
  alertToStranger,
  askedOf,
  deviceOutcome,
  failsAs,
  keyUsage,
  leafOf,
  mainVisit,
  missedOf,
  serverOf,
  strangerOutcome,
} from '../outcome.ts';
import type { TroubleKind } from '../step.ts';
import { type Row, when } from './row.ts';

/** From the name to a secure connection. */
export const network: readonly Row[] = [
  {
    code: 'captive-portal',
    verdict: 'unreachable',
    source: 'RFC 6585 section 6 (511); RFC 8952: a portal answers in the place of others and sends on to itself',
    fits: portal,
  },
  {
    code: 'name-not-found',
    verdict: 'unreachable',
    source: 'getaddrinfo(3): ENOTFOUND, EAI_*',
    fits: ({ name }) => when(name?.phase === 'failed'),
  },
  {
    code: 'connection-refused',
    verdict: 'unreachable',
    source: 'connect(2): ECONNREFUSED, nobody listens',
    fits: (seen) => when(missed(seen, 'refused')),
    facts: ['address'],
    remedy: 'restart',
  },
  {
    code: 'connection-timed-out',
    verdict: 'unreachable',
    source: 'connect(2): ETIMEDOUT',
    fits: (seen) => when(missed(seen, 'timed-out') && !missed(seen, 'refused')),
    facts: ['address'],
  },
  {
    code: 'connection-failed',
    verdict: 'unreachable',
    source: 'connect(2): ENETUNREACH, EHOSTUNREACH',
    fits: (seen) => when(seen.reached?.phase === 'failed' && !missed(seen, 'refused') && !missed(seen, 'timed-out')),
    facts: ['address', 'error'],
  },
  {
    code: 'other-protocol',
    verdict: 'unreachable',
    source: 'RFC 4253 section 4.2 (SSH-2.0-), RFC 5321 section 3.1 (220): they speak first',
    fits: ({ stranger, banner }) => when(fails(stranger, 'not-tls') && isForeign(banner)),
    facts: ['banner'],
  },
  {
    code: 'tls-not-spoken',
    verdict: 'unreachable',
    source: 'RFC 8446 section 5.1: no TLS record came back',
    fits: ({ stranger, banner }) => when(fails(stranger, 'not-tls') && !isForeign(banner)),
  },
  {
    code: 'cloudflare-edge-certificate-missing',
    verdict: 'unreachable',
    source: 'developers.cloudflare.com/ssl/edge-certificates/universal-ssl/limitations: one level below the domain',
    fits: (seen) => when(seen.known.road === 'cloudflare' && finds(seen, 40) && askedOf(seen).state === 'unknown', 'likely'),
  },
  {
    code: 'tls-version-old',
    verdict: 'unreachable',
    source: 'RFC 8446 section 6.2: alert 70, protocol_version',
    fits: (seen) => when(finds(seen, 70) || failsAs(seen, /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|VERSION_TOO_LOW/)),
    remedy: 'protocols',
  },
  {
    code: 'server-name-unknown',
    verdict: 'unreachable',
    source: 'RFC 6066 section 3: alert 112, unrecognized_name',
    fits: (seen) => when(finds(seen, 112)),
    remedy: 'reload',
  },
  {
    code: 'tls-no-common-cipher',
    verdict: 'unreachable',
    source: 'RFC 8446 section 6.2: alerts 40, handshake_failure, and 71, before anybody was asked for a certificate',
    fits: (seen) => when(isShutToAll(seen) && (finds(seen, 71) || (finds(seen, 40) && askedOf(seen).state !== 'asked')), 'likely'),
    remedy: 'protocols',
    yieldsTo: ['cloudflare-edge-certificate-missing'],
  },
  {
    code: 'tls-failed',
    verdict: 'unreachable',
    source: 'RFC 8446 section 6: the handshake ended without a reason that is known here',
    fits: (seen) => when(isShutToAll(seen) && !fails(seen.stranger, 'not-tls') && !fails(seen.device, 'identity-unusable')),
    facts: ['error'],
    remedy: 'log',
    yieldsTo: 'verdict',
  },
];

/** Somebody between us and the server who opens the connection. */
export const inspection: readonly Row[] = [
  {
    code: 'tls-inspected',
    verdict: 'server-untrusted',
    source: 'zakird.com/papers/https_interception.pdf: the issuer bears the product’s name',
    fits: (seen) => when((serverOf(seen)?.distrust ?? null) !== null && inspectors.test(leafOf(seen)?.issuer ?? ''), 'likely'),
    facts: ['issuer'],
  },
];

const inspectors = new RegExp(
  `\\b(${[
    'Kaspersky|Avast|AVG (Technologies|Web)|ESET|Bitdefender|Dr\\.?Web|G DATA|McAfee|Norton|Trend Micro|Adguard|Net Nanny|Qustodio',
    'Zscaler|Fortinet|FortiGate|Netskope|Sophos|Blue ?Coat|Symantec Web|Palo Alto|Check ?Point|Barracuda|WatchGuard|SonicWall|Untangle|Smoothwall',
    'Cisco (Umbrella|Secure Access)|OpenDNS|Forcepoint|Websense|iboss|Lightspeed|Securly|Gateway CA - Cloudflare|mitmproxy|Fiddler|Charles Proxy|PortSwigger',
  ].join('|')})`,
  'i',
);

const fails = (visit: Visit<unknown> | null, kind: TroubleKind): boolean =>
  visit?.handshake.phase === 'failed' && visit.handshake.trouble.kind === kind;

const missed = (seen: Observations, kind: TroubleKind): boolean =>
  seen.reached?.phase === 'failed' && missedOf(seen).some(({ trouble }) => trouble.kind === kind);

/** Words that are no web server's. */
const isForeign = (banner: string | null): boolean =>
  banner !== null && /^[\x20-\x7e]{4}/.test(banner) && !/^HTTP\/\d|^<(!doctype|html)/i.test(banner);

/** Whether everybody who knocked heard this alert. */
const finds = (seen: Observations, alert: number): boolean =>
  alertToStranger(seen) === alert && (seen.device === null || alertToDevice(seen) === alert);

/** Whether no handshake was finished by whom it should let in, and not for the certificate. */
function isShutToAll(seen: Observations): boolean {
  const refused = deviceOutcome(seen) === 'refused' || (seen.identity === null && strangerOutcome(seen) === 'refused');
  return mainVisit(seen)?.handshake.phase === 'failed' && !refused && !failsAs(seen, keyUsage);
}

/** 511 says it outright; else the port that leads nowhere else sends on to another host, and what answers there is not us. */
function portal(seen: Observations) {
  const { plain, stranger, target, reached } = seen;
  const answers = [plain, stranger?.reply ?? null].flatMap((step) => (step?.phase === 'done' ? [step.value] : []));
  if (answers.some(({ status }) => status === 511)) return when(true);
  const server = serverOf(seen);
  const isNotUs =
    server === null ? reached?.phase === 'failed' || fails(stranger, 'not-tls') : server.distrust !== null || !server.nameMatches;
  const sendsAway = answers.some(({ status, headers: { location = '' }, body }) => {
    const elsewhere =
      status >= 300 && status < 400 && URL.canParse(location, target.origin) && new URL(location, target.origin).hostname !== target.host;
    return (
      elsewhere && /captive|portal|hotspot|guest|w-?lan|wi-?fi|login|logon|splash|welcome/i.test(`${location} ${body.slice(0, 2_000)}`)
    );
  });
  return when(isNotUs && sendsAway, 'likely');
}
