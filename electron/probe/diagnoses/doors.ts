import type { Answer, Observations, Visit } from '../observations.ts';
import {
  answerOf,
  deviceOutcome,
  isCloudflare,
  isIn,
  isInside,
  isRevoked,
  mainReading,
  type Outcome,
  serverClock,
  strangerOutcome,
  strangersAt,
} from '../outcome.ts';
import type { Step } from '../step.ts';
import { type Row, when } from './row.ts';

/** Doors through which somebody gets in who should not. */
export const doors: readonly Row[] = [
  {
    code: 'door-open-ipv6',
    verdict: 'open',
    source: 'nginx.org/en/docs/http/ngx_http_core_module.html#listen: each listener has its own default server',
    fits: (seen) => when(fares(seen, 'let-in', 'IPv6') && fares(seen, 'refused', 'IPv4')),
    facts: ['openAddresses'],
    remedy: 'listenBoth',
  },
  {
    code: 'door-open-other-address',
    verdict: 'open',
    source: 'the same question at every address of the name, answered differently',
    fits: (seen) => when(fares(seen, 'let-in') && fares(seen, 'refused')),
    facts: ['openAddresses'],
    remedy: 'lock',
    yieldsTo: ['door-open-ipv6'],
  },
  {
    code: 'door-open-by-default-site',
    verdict: 'open',
    source: 'nginx.org/en/docs/http/request_processing.html: without a name the default server answers',
    fits: (seen) =>
      when(strangerGetsIn(seen) !== null && seen.stranger?.asked.state === 'not-asked' && seen.unnamed?.asked.state === 'asked'),
    remedy: 'lock',
  },
  {
    code: 'door-open-unnamed',
    verdict: 'open',
    source: 'httpd.apache.org/docs/current/mod/mod_ssl.html#sslstrictsnivhostcheck',
    fits: (seen) => when(strangerOutcome(seen) !== 'let-in' && isInside(answerOf(seen.unnamed))),
    remedy: 'lockDefault',
  },
  {
    code: 'door-open-optional',
    verdict: 'open',
    source: 'nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_verify_client: optional lets everybody pass',
    fits: (seen) => (asksStranger(seen, 'asked') ? strangerGetsIn(seen) : null),
    facts: ['status'],
    remedy: 'lock',
    yieldsTo: ['door-open-ipv6', 'door-open-other-address'],
  },
  {
    code: 'door-open-not-asked',
    verdict: 'open',
    source: 'RFC 8446 section 4.3.2: a server that wants a certificate sends a CertificateRequest',
    fits: (seen) => {
      if (asksStranger(seen, 'asked')) return null;
      return asksStranger(seen, 'not-asked') ? strangerGetsIn(seen) : strangerGetsIn(seen) && 'likely';
    },
    facts: ['status'],
    remedy: 'lock',
    yieldsTo: ['door-open-ipv6', 'door-open-other-address', 'door-open-by-default-site'],
  },
  {
    code: 'door-open-http',
    verdict: 'open',
    source: 'GET http://…/manifest.json on port 80',
    fits: (seen) => when(isOpenIn(seen.plain), isPrivate(seen) ? 'likely' : 'certain'),
    remedy: 'redirect',
  },
  {
    code: 'door-open-direct',
    verdict: 'open',
    source: 'home-assistant.io/integrations/http: port 8123 by default',
    // In the own network Home Assistant's own port is meant to be reached.
    fits: (seen) => when(isOpenIn(seen.direct) && !isPrivate(seen)),
  },
  {
    code: 'door-open-any-certificate',
    verdict: 'open',
    source: 'nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_verify_client: optional_no_ca; Go: tls.RequireAnyClientCert',
    fits: (seen) => when(isIn(seen) && strangerOutcome(seen) === 'refused' && isOutOfDateThere(seen)),
    facts: ['device', 'deviceFrom', 'deviceUntil', 'clockThere'],
    remedy: 'lock',
  },
  {
    code: 'revoked-device-let-in',
    verdict: 'open',
    source: 'RFC 5280 section 3.3',
    fits: (seen) => when(revokedGetsIn(seen) && !isOverCloudflare(seen.device)),
    facts: ['device', 'revokedAt'],
    remedy: 'crl',
  },
];

/** Strangers get in, at Cloudflare's edge or past it. */
export const cloudflareDoors: readonly Row[] = [
  {
    code: 'cloudflare-bypassed',
    verdict: 'open',
    source: 'developers.cloudflare.com/dns/proxy-status: only proxied records pass its rules',
    fits: (seen) => when(seen.known.road === 'cloudflare' && strangerOutcome(seen) === 'let-in' && !isOverCloudflare(seen.stranger)),
    facts: ['address'],
  },
  {
    code: 'cloudflare-host-not-associated',
    verdict: 'open',
    source: 'developers.cloudflare.com/ssl/client-certificates/enable-mtls: only associated hosts are asked',
    fits: (seen) => when(strangerPassesEdge(seen) && asksStranger(seen, 'not-asked')),
  },
  {
    code: 'cloudflare-rule-missing',
    verdict: 'open',
    source: 'developers.cloudflare.com/ssl/client-certificates/configure-your-mobile-app-or-iot-device: asking alone blocks nobody',
    fits: (seen) => when(strangerPassesEdge(seen) && !asksStranger(seen, 'not-asked'), asksStranger(seen, 'asked') ? 'certain' : 'likely'),
  },
  {
    code: 'cloudflare-revoked-check-missing',
    verdict: 'open',
    source: 'developers.cloudflare.com/ruleset-engine/rules-language/fields/reference/cf.tls_client_auth.cert_revoked',
    fits: (seen) => when(revokedGetsIn(seen) && isOverCloudflare(seen.device)),
    facts: ['device', 'revokedAt'],
  },
];

/** Whether strangers fare so at any address of the name. */
const fares = (seen: Observations, outcome: Outcome, family: 'IPv4' | 'IPv6' | 'any' = 'any'): boolean =>
  strangersAt(seen).some((each) => each.outcome === outcome && (family === 'any' || (family === 'IPv6') === each.address.includes(':')));

const asksStranger = ({ stranger }: Observations, state: 'asked' | 'not-asked'): boolean => stranger?.asked.state === state;

/** A proxy that complains of the house behind it has most likely opened the door, though nobody was seen to come in. */
function strangerGetsIn(seen: Observations) {
  const answer = answerOf(seen.stranger);
  return when(strangerOutcome(seen) === 'let-in' && !isKnownToCloudflare(seen), answer !== null && isInside(answer) ? 'certain' : 'likely');
}

/** Cloudflare's open doors have rows of their own. */
const isKnownToCloudflare = (seen: Observations): boolean => isOverCloudflare(seen.stranger) || seen.known.road === 'cloudflare';

function isOverCloudflare(visit: Visit<Answer> | null): boolean {
  const answer = answerOf(visit);
  return answer !== null && isCloudflare(answer);
}

const strangerPassesEdge = (seen: Observations): boolean => strangerOutcome(seen) === 'let-in' && isOverCloudflare(seen.stranger);

const isOpenIn = (step: Step<Answer> | null): boolean => step?.phase === 'done' && isInside(step.value);

const isPrivate = ({ attempts, reached }: Observations): boolean =>
  reached?.phase === 'done' && attempts.some(({ address, isPrivate: own }) => own && address === reached.value);

/** Whether the certificate is out of its dates by both clocks: then a proxy that checks certificates would refuse it. */
function isOutOfDateThere(seen: Observations): boolean {
  const there = serverClock(seen)?.toISOString();
  if (seen.identity === null || seen.identity.dates === 'good' || there === undefined) return false;
  const { notBefore, notAfter } = seen.identity.certificate;
  return seen.identity.dates === 'expired' ? there > notAfter : there < notBefore;
}

/** An answer that strangers do not get, or that only Home Assistant gives. */
function revokedGetsIn(seen: Observations): boolean {
  const isBehind = strangerOutcome(seen) === 'refused' || mainReading(seen) === 'home-assistant';
  return isRevoked(seen) && deviceOutcome(seen) === 'let-in' && isBehind;
}
