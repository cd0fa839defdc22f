import type { Answer, Observations, Visit } from '../observations.ts';
import { answerOf, isCloudflare, isHttp2Alone } from '../outcome.ts';
import { type Row, when } from './row.ts';

/** What the app keeps open and what it sends, behind a door that let the device in. */
export const live: readonly Row[] = [
  {
    code: 'http2-only',
    verdict: 'websocket-blocked',
    source: 'RFC 7301 section 3.2: alert 120, no_application_protocol; Home Assistant’s WebSocket needs HTTP/1.1 (RFC 6455)',
    fits: (seen) => when(isHttp2Alone(seen)),
    remedy: 'http1',
  },
  {
    code: 'cloudflare-websockets-off',
    verdict: 'websocket-blocked',
    source: 'developers.cloudflare.com/network/websockets',
    fits: (seen) => when(isDropped(seen) && isOverCloudflare(seen), 'likely'),
    facts: ['liveStatus'],
  },
  {
    code: 'websocket-forbidden',
    verdict: 'websocket-blocked',
    source: 'RFC 6455 section 4.2.2; RFC 9110 section 15.5.4',
    fits: (seen) => when(isForbidden(seen)),
    facts: ['liveStatus'],
    remedy: 'log',
  },
  {
    code: 'websocket-gateway',
    verdict: 'websocket-blocked',
    source: 'RFC 9110 sections 15.6.3 to 15.6.5',
    fits: (seen) => when(isGateway(seen)),
    facts: ['liveStatus'],
    remedy: 'reach',
  },
  {
    code: 'websocket-upgrade-dropped',
    verdict: 'websocket-blocked',
    source: 'nginx.org/en/docs/http/websocket.html: Upgrade is hop-by-hop and not passed on by itself',
    fits: (seen) => when(isDropped(seen), isOverCloudflare(seen) ? 'possible' : 'certain'),
    facts: ['liveStatus'],
    remedy: 'webSocket',
  },
  {
    code: 'websocket-silent',
    verdict: 'websocket-blocked',
    source: 'developers.home-assistant.io/docs/api/websocket: the server speaks first',
    fits: ({ webSocket }) =>
      when(webSocket !== null && (webSocket.reply?.phase !== 'done' || webSocket.reply.value.kind === 'other-message')),
    facts: ['error'],
    remedy: 'webSocket',
  },
  {
    code: 'webhook-blocked',
    verdict: 'websocket-blocked',
    source: 'home-assistant/core: homeassistant/components/webhook: 200 to every id, known or not',
    fits: ({ webhook }) => when(isBlocked(webhook), answerOf(webhook) === null ? 'likely' : 'certain'),
    facts: ['webhookStatus', 'device'],
    remedy: 'log',
  },
  {
    code: 'webhook-shut-to-services',
    verdict: 'websocket-blocked',
    source: 'home-assistant/core: homeassistant/components/webhook: 200 to every id, known or not',
    fits: ({ webhook, strangerWebhook }) => when(!isBlocked(webhook) && isBlocked(strangerWebhook)),
    facts: ['serviceStatus'],
    remedy: 'lock',
  },
];

function refusal({ webSocket }: Observations): Answer | null {
  const reply = webSocket?.reply;
  return reply?.phase === 'done' && reply.value.kind === 'not-upgraded' ? reply.value.answer : null;
}

const isForbidden = (seen: Observations): boolean => [401, 403].includes(refusal(seen)?.status ?? 0);

const isGateway = (seen: Observations): boolean => [502, 503, 504].includes(refusal(seen)?.status ?? 0);

const isDropped = (seen: Observations): boolean => refusal(seen) !== null && !isForbidden(seen) && !isGateway(seen);

function isOverCloudflare(seen: Observations): boolean {
  const answer = refusal(seen);
  return answer !== null && isCloudflare(answer);
}

const isBlocked = (visit: Visit<Answer> | null): boolean => visit !== null && answerOf(visit)?.status !== 200;
