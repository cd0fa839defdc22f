import { faulty, overBoth, type Scenario } from '../scenario.ts';
import { apache } from '../stands/apache.ts';
import { haproxy } from '../stands/haproxy.ts';
import { homeAssistant, nginx, passTo } from '../stands/nginx.ts';
import { house, passOn } from '../stands/ours.ts';

const blocked = faulty('websocket-blocked');

/** nginx as it passes on what it is not told about. */
const unupgraded = passTo(homeAssistant)
  .replace(/proxy_set_header Upgrade .*\n/, '')
  .replace(/proxy_set_header Connection .*\n/, '');

const beside = (path: string, lines: string): string => `location ${path} { ${lines} } ${passTo(homeAssistant)}`;

/** The page opens, and the app still does not work. */
export const live: readonly Scenario[] = [
  ...overBoth((tls) => blocked('ws-dropped-nginx', 'websocket-upgrade-dropped', [nginx({ tls, inside: unupgraded })])),
  blocked('ws-dropped-apache', 'websocket-upgrade-dropped', [apache({ passes: 'ProxyPass / http://127.0.0.1:8123/' })]),
  blocked('ws-as-page', 'websocket-upgrade-dropped', [nginx({ inside: beside('= /api/websocket', 'return 200 "<html></html>";') })]),
  blocked('ws-forbidden', 'websocket-forbidden', [nginx({ inside: beside('= /api/websocket', 'return 403;') })]),
  blocked('ws-forbidden-haproxy', 'websocket-forbidden', [haproxy({ lines: 'http-request deny if { path /api/websocket }' })]),
  blocked('ws-gateway', 'websocket-gateway', [nginx({ inside: beside('= /api/websocket', 'proxy_pass http://127.0.0.1:9;') })]),
  blocked(
    'ws-silent',
    'websocket-silent',
    [house({ answer: () => (request, response) => passOn(request, response), upgrade: (_request, socket) => void socket.resume() })],
    { limits: { stepMs: 1_500, totalMs: 12_000 } },
  ),
  ...overBoth((tls) => blocked('webhook-blocked', 'webhook-blocked', [nginx({ tls, inside: beside('/api/webhook/', 'return 403;') })])),
  blocked('webhook-blocked-haproxy', 'webhook-blocked', [haproxy({ lines: 'http-request deny if { path_beg /api/webhook/ }' })]),
  ...overBoth((tls) => blocked('webhook-shut', 'webhook-shut-to-services', [nginx({ tls })], { known: { openPaths: ['/api/webhook/'] } })),
];
