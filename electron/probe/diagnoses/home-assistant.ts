import type { Answer, Observations } from '../observations.ts';
import { answerBehind, answerOf, isMute, mainReading, mainVisit, readingOf, strangerOutcome } from '../outcome.ts';
import { type Row, when } from './row.ts';

const homeAssistant = 'home-assistant/core: homeassistant/components/http';

/** What answers behind the door. */
export const behind: readonly Row[] = [
  {
    code: 'rate-limited',
    verdict: 'unclear',
    source: 'RFC 6585 section 4: 429, Too Many Requests',
    fits: (seen) => when(allAnswers(seen).some(({ status }) => status === 429)),
    remedy: 'log',
  },
  {
    code: 'login-in-front',
    verdict: 'not-home-assistant',
    source: 'RFC 9110 section 11.6.1; authelia.com, goauthentik.io, oauth2-proxy: where they send strangers',
    fits: (seen) => when(matches(seen, asksToLogIn)),
    facts: ['status'],
  },
  {
    code: 'upstream-wants-https',
    verdict: 'not-home-assistant',
    source: 'nginx: src/http/ngx_http_special_response.c; Go: net/http/server.go',
    fits: (seen) =>
      when(matches(seen, ({ status, body }) => status === 400 && /HTTP request (was sent )?to (an )?HTTPS (port|server)/.test(body))),
    remedy: 'upstreamTls',
  },
  {
    code: 'forwarded-headers-refused',
    verdict: 'not-home-assistant',
    source: `${homeAssistant}/forwarded.py`,
    fits: (seen) => when(mainReading(seen) === 'forwarded-headers-refused'),
  },
  {
    code: 'ip-banned',
    verdict: 'not-home-assistant',
    source: `${homeAssistant}/ban.py`,
    fits: (seen) => when(matches(seen, isBan)),
  },
  {
    code: 'home-assistant-starting',
    verdict: 'not-home-assistant',
    source: 'RFC 9110 section 15.6.4; home-assistant/landingpage: “Preparing Home Assistant”',
    fits: (seen) => {
      if (matches(seen, ({ body }) => /Preparing Home Assistant|landingpage/i.test(body))) return 'certain';
      return when(
        matches(seen, ({ status, body }) => status === 503 && !saysDown.test(body)),
        'likely',
      );
    },
    facts: ['status'],
  },
  {
    code: 'home-assistant-down',
    verdict: 'not-home-assistant',
    source: 'RFC 9110 sections 15.6.3 and 15.6.5; HAProxy, Apache and Traefik say 503 for the same',
    fits: (seen) => when(matches(seen, ({ status, body }) => status === 502 || status === 504 || (status === 503 && saysDown.test(body)))),
    facts: ['status'],
    remedy: 'reach',
  },
  {
    code: 'onboarding-not-done',
    verdict: 'not-home-assistant',
    source: 'home-assistant/core: homeassistant/components/auth/login_flow.py, onboarding_required',
    fits: ({ providers }) => when(/onboarding_required|Onboarding not finished/i.test(answerOf(providers)?.body ?? '')),
  },
  {
    code: 'redirected-elsewhere',
    verdict: 'not-home-assistant',
    source: 'RFC 9110 section 15.4',
    fits: (seen) => when(matches(seen, ({ status, headers }) => status >= 300 && status < 400 && headers.location !== undefined)),
    facts: ['location'],
    yieldsTo: ['login-in-front', 'cloudflare-access'],
  },
  {
    code: 'other-answer',
    verdict: 'not-home-assistant',
    source: 'GET /manifest.json: Home Assistant says its name',
    fits: (seen) =>
      when(
        matches(seen, (answer) => readingOf(answer) === 'other' && answer.status !== 429 && !isForbiddenAlone(seen, answer)),
        'likely',
      ),
    facts: ['status'],
    remedy: 'upstream',
    yieldsTo: 'verdict',
  },
  {
    code: 'device-forbidden',
    verdict: 'device-refused',
    source: 'RFC 9110 section 15.5.4: 403, Forbidden',
    fits: (seen) => {
      const fits = seen.identity !== null && matches(seen, isForbidden);
      return when(fits, strangerOutcome(seen) === 'refused' ? 'likely' : 'possible');
    },
    facts: ['device', 'status'],
    remedy: 'log',
    yieldsTo: ['login-in-front', 'ip-banned', 'cloudflare-challenge'],
  },
  {
    code: 'no-http-answer',
    verdict: 'not-home-assistant',
    source: 'RFC 9112: a secure connection, but no answer in it',
    fits: (seen) => when(isMute(mainVisit(seen))),
    facts: ['error'],
    remedy: 'log',
  },
];

/** Whether what came from behind the door is so; Cloudflare's own pages have their own rows. */
function matches(seen: Observations, test: (answer: Answer) => boolean): boolean {
  const answer = answerBehind(seen);
  return answer !== null && test(answer);
}

function allAnswers({ stranger, device, webhook, providers, webSocket }: Observations): readonly Answer[] {
  const greeting =
    webSocket?.reply?.phase === 'done' && webSocket.reply.value.kind === 'not-upgraded' ? webSocket.reply.value.answer : null;
  return [...[stranger, device, webhook, providers].map(answerOf), greeting].filter((answer) => answer !== null);
}

const logins = /authelia|authentik|oauth2|keycloak|tinyauth|\/outpost\.|\/saml|openid-connect|[?&](rd|redirect_uri|rm)=/i;

const asksToLogIn = ({ status, headers }: Answer): boolean =>
  (status === 401 && headers['www-authenticate'] !== undefined) || (status >= 300 && status < 400 && logins.test(headers.location ?? ''));

/** aiohttp's words for HTTPForbidden, which Home Assistant's ban middleware raises. */
const isBan = ({ status, body }: Answer): boolean => status === 403 && body.trim() === '403: Forbidden';

const isForbidden = ({ status }: Answer): boolean => status === 401 || status === 403;

/** A page that only the device gets, where strangers are told something else, is about the device. */
const isForbiddenAlone = (seen: Observations, answer: Answer): boolean =>
  seen.identity !== null && isForbidden(answer) && strangerOutcome(seen) === 'refused';

/** What proxies say where nobody takes their call; Apache's words stand for every 503 of its own. */
const saysDown = /No server is available|no available server|temporarily unable to service your\s+request/i;
