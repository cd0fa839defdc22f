import type { Scenario, Stand } from '../scenario.ts';
import { caddy } from '../stands/caddy.ts';
import { accessLogin, cloudflare, errorPage } from '../stands/cloudflare.ts';
import { haproxy } from '../stands/haproxy.ts';
import { homeAssistant, nginx, passTo, plainNginx } from '../stands/nginx.ts';
import { house, says } from '../stands/ours.ts';
import { listEndedAt } from '../world.ts';

const nobody = 'http://127.0.0.1:9';
const cloudflareRoad = { known: { road: 'cloudflare', proxy: null } } as const;
const unupgraded = passTo(homeAssistant).replace(/proxy_set_header (Upgrade|Connection) .*\n/g, '');

type Expected = NonNullable<Scenario['expected']>;
const pair = (
  first: Expected,
  then: string,
  verdict: Scenario['verdict'],
  stands: readonly Stand[],
  more: Partial<Scenario> = {},
): Scenario => ({
  id: `${first}-before-${then}`.slice(0, 60).replace(/-$/, ''),
  expected: first,
  verdict,
  stands,
  ...more,
});

/** Two things are amiss at once: the one that must be mended first is named. */
export const pairs: readonly Scenario[] = [
  pair('door-open-not-asked', 'server-expired', 'open', [nginx({ verify: null, certificate: 'server-expired' })]),
  pair('door-open-optional', 'server-untrusted', 'open', [haproxy({ verify: 'optional', certificate: 'server-untrusted' })]),
  pair('door-open-not-asked', 'upgrade-dropped', 'open', [nginx({ verify: null, inside: unupgraded })]),
  pair('door-open-not-asked', 'forwarded', 'open', [nginx({ verify: null, inside: passTo(homeAssistant, 'proxy_bind 127.0.0.66;') })]),
  pair('door-open-http', 'upgrade-dropped', 'open', [nginx({ inside: unupgraded }), plainNginx(80, passTo(homeAssistant))]),
  pair('door-open-http', 'device-expired', 'open', [nginx(), plainNginx(80, passTo(homeAssistant))], { as: 'phone-expired' }),
  pair('door-open-direct', 'server-expired', 'open', [nginx({ certificate: 'server-expired' }), plainNginx(8123, passTo(homeAssistant))]),
  pair('door-open-direct', 'down', 'open', [nginx({ inside: passTo(nobody) }), plainNginx(8123, passTo(homeAssistant))]),
  pair('door-open-ipv6', 'server-expired', 'open', [nginx({ certificate: 'server-expired' }), nginx({ at: 'ipv6', verify: null })], {
    at: 'both',
  }),
  pair('revoked-device-let-in', 'upgrade-dropped', 'open', [nginx({ inside: unupgraded })], {
    as: 'phone-lost',
    known: { revokedAt: '2026-01-02T03:04:05.000Z' },
  }),
  pair('server-certificate-expired', 'device-foreign', 'server-untrusted', [caddy({ certificate: 'server-expired' })], {
    as: 'phone-foreign',
  }),
  pair('server-certificate-wrong-name', 'down', 'server-untrusted', [nginx({ certificate: 'server-elsewhere', inside: passTo(nobody) })]),
  pair('server-certificate-self-signed', 'upgrade-dropped', 'server-untrusted', [
    nginx({ certificate: 'server-self-signed', inside: unupgraded }),
  ]),
  pair('server-chain-incomplete', 'device-expired', 'server-untrusted', [nginx({ certificate: 'server-public' })], { as: 'phone-expired' }),
  pair('server-certificate-untrusted', 'list-ended', 'server-untrusted', [nginx({ certificate: 'server-untrusted', crl: 'ended.crl' })], {
    known: { crlUntil: listEndedAt.toISOString() },
  }),
  pair('default-certificate', 'down', 'server-untrusted', [nginx({ certificate: 'server-traefik', inside: passTo(nobody) })]),
  pair('tls-inspected', 'device-expired', 'server-untrusted', [nginx({ certificate: 'server-inspected' })], { as: 'phone-expired' }),
  pair('clock-here-wrong', 'device-expired', 'server-untrusted', [nginx()], { as: 'phone-expired', clockAheadDays: 2000 }),
  pair('device-certificate-expired', 'down', 'device-refused', [haproxy({ backend: 'nobody' })], { as: 'phone-expired' }),
  pair('device-certificate-expired', 'list-ended', 'device-refused', [nginx({ crl: 'ended.crl' })], {
    as: 'phone-expired',
    known: { crlUntil: listEndedAt.toISOString() },
  }),
  pair('wrong-authority-file', 'forwarded', 'device-refused', [nginx({ inside: passTo(homeAssistant, 'proxy_bind 127.0.0.66;') })], {
    as: 'phone-foreign',
    known: (world) => ({ authorities: [world.authority('devices-foreign')] }),
  }),
  pair('crl-expired', 'upgrade-dropped', 'device-refused', [nginx({ crl: 'ended.crl', inside: unupgraded })], {
    known: { crlUntil: listEndedAt.toISOString() },
  }),
  pair('forwarded-headers-refused', 'upgrade-dropped', 'not-home-assistant', [
    nginx({ inside: unupgraded.replace('proxy_pass', 'proxy_bind 127.0.0.66; proxy_pass') }),
  ]),
  pair('onboarding-not-done', 'upgrade-dropped', 'not-home-assistant', [nginx({ inside: unupgraded.replace('8123', '8124') })]),
  pair('home-assistant-down', 'http3', 'not-home-assistant', [
    nginx({ inside: passTo(nobody), lines: `add_header Alt-Svc 'h3=":443"' always;` }),
  ]),
  pair('websocket-upgrade-dropped', 'webhook-blocked', 'websocket-blocked', [
    nginx({ inside: `location /api/webhook/ { return 403; } ${unupgraded}` }),
  ]),
  pair(
    'cloudflare-host-not-associated',
    'access',
    'device-refused',
    [cloudflare({ isAssociated: false, page: accessLogin })],
    cloudflareRoad,
  ),
  pair(
    'cloudflare-host-not-associated',
    'tunnel-down',
    'device-refused',
    [cloudflare({ isAssociated: false, page: errorPage(530, 1033) })],
    cloudflareRoad,
  ),
  pair('cloudflare-rule-missing', 'no-websockets', 'open', [cloudflare({ rule: 'none', hasWebSockets: false })], cloudflareRoad),
  pair(
    'captive-portal',
    'everything',
    'unreachable',
    [
      house({
        certificate: 'server-of-a-portal',
        asks: 'no',
        answer: () => says({ status: 302, body: '', headers: { location: 'http://portal.hotel.example/login' } }),
      }),
    ],
    { as: 'phone-expired' },
  ),
];
