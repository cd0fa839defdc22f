import type { Answer, Observations } from '../observations.ts';
import { answerBehind, answerOf, deviceOutcome, isChallenge, isCloudflare, isInside, isRevoked, mainReading } from '../outcome.ts';
import { type Row, when } from './row.ts';

const codes = 'developers.cloudflare.com/support/troubleshooting/http-status-codes';

/** Cloudflare's own pages, which it sends in the place of what is behind it. */
export const cloudflare: readonly Row[] = [
  {
    code: 'cloudflare-host-not-associated',
    verdict: 'device-refused',
    source: 'developers.cloudflare.com/ssl/client-certificates/enable-mtls: only associated hosts are asked',
    fits: (seen) => when(isBlocked(seen) && !isRevoked(seen) && seen.device?.asked.state === 'not-asked'),
    facts: ['device'],
  },
  {
    code: 'cloudflare-device-blocked',
    verdict: 'device-refused',
    source: `${codes}/cloudflare-1xxx-errors: a rule of the zone blocked this request`,
    fits: (seen) => when(isBlocked(seen) && !isRevoked(seen) && seen.device?.asked.state !== 'not-asked', 'likely'),
    facts: ['device'],
  },
  {
    code: 'cloudflare-dns-error',
    verdict: 'not-home-assistant',
    source: `${codes}/cloudflare-1xxx-errors: 1000, 1001, 1016`,
    fits: (seen) => when(edgeSays(seen, ({ body }) => /error(?: code:?)? ?(1000|1001|1016)\b/i.test(body))),
    facts: ['status'],
  },
  {
    code: 'cloudflare-tunnel-down',
    verdict: 'not-home-assistant',
    source: 'developers.cloudflare.com/cloudflare-one/networks/connectors/cloudflare-tunnel/troubleshoot-tunnels: 1033',
    fits: (seen) =>
      when(edgeSays(seen, ({ status, body }) => /\b1033\b/.test(body) || (status === 530 && !/\b1(000|001|016)\b/.test(body)))),
    facts: ['status'],
  },
  {
    code: 'cloudflare-origin-unreachable',
    verdict: 'not-home-assistant',
    source: `${codes}/cloudflare-5xx-errors: 520 to 524`,
    fits: (seen) => when(edgeSays(seen, ({ status }) => status >= 520 && status <= 524)),
    facts: ['status'],
  },
  {
    code: 'cloudflare-origin-tls',
    verdict: 'not-home-assistant',
    source: `${codes}/cloudflare-5xx-errors: 525, 526`,
    fits: (seen) => when(edgeSays(seen, ({ status }) => status === 525 || status === 526)),
    facts: ['status'],
  },
  {
    code: 'cloudflare-access',
    verdict: 'not-home-assistant',
    source: 'developers.cloudflare.com/cloudflare-one/access-controls: strangers are sent to <team>.cloudflareaccess.com',
    fits: (seen) => when(says(seen, ({ headers }) => /^https:\/\/[^/]+\.cloudflareaccess\.com(\/|$)/.test(headers.location ?? ''))),
    facts: ['location'],
  },
  {
    code: 'cloudflare-challenge',
    verdict: 'not-home-assistant',
    source: 'developers.cloudflare.com/cloudflare-challenges: cf-mitigated: challenge',
    fits: (seen) => when(says(seen, isChallenge)),
  },
  {
    code: 'cloudflare-bypassed',
    verdict: 'not-home-assistant',
    source: 'developers.cloudflare.com/dns/proxy-status: every proxied answer bears a cf-ray',
    fits: (seen) => when(seen.known.road === 'cloudflare' && says(seen, (answer) => !isCloudflare(answer) && !isInside(answer)), 'likely'),
    facts: ['address', 'status'],
  },
];

const isBlocked = (seen: Observations): boolean =>
  deviceOutcome(seen) === 'refused' && answerOf(seen.device) !== null && mainReading(seen) === 'cloudflare-blocked';

function says(seen: Observations, test: (answer: Answer) => boolean): boolean {
  const answer = answerBehind(seen);
  return answer !== null && test(answer);
}

const edgeSays = (seen: Observations, test: (answer: Answer) => boolean): boolean =>
  says(seen, (answer) => isCloudflare(answer) && test(answer));
