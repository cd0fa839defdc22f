import { ownPort } from '../homes.ts';
import { healthy, overBoth, type Scenario } from '../scenario.ts';
import { apache } from '../stands/apache.ts';
import { caddy } from '../stands/caddy.ts';
import { cloudflare } from '../stands/cloudflare.ts';
import { haproxy } from '../stands/haproxy.ts';
import { forbidStrangers, homeAssistant, nginx, passOpen, passTo, plainNginx } from '../stands/nginx.ts';
import { house, passOn, passUpgradeOn } from '../stands/ours.ts';

const redirect = plainNginx(80, 'return 301 https://$host$request_uri;');

/** Homes that are as they should be: no word of warning about any of them. */
export const wellHomes: readonly Scenario[] = [
  ...overBoth((tls) => healthy('well-nginx', [nginx({ tls, crl: 'lost.crl' })])),
  ...overBoth((tls) => healthy('well-haproxy', [haproxy({ tls, crl: 'lost.crl' })])),
  ...overBoth((tls) => healthy('well-caddy', [caddy({ tls })])),
  ...overBoth((tls) => healthy('well-apache', [apache({ tls, crl: 'lost.crl' })])),
  ...overBoth((tls) =>
    healthy('well-node', [house({ tls, answer: () => (request, response) => passOn(request, response), upgrade: passUpgradeOn })]),
  ),
  healthy('well-nginx-all-versions', [nginx(), redirect]),
  healthy('well-nginx-http2', [nginx({ http2: true, lines: 'add_header Strict-Transport-Security "max-age=31536000" always;' }), redirect]),
  healthy('well-nginx-http3-offered', [nginx({ lines: `add_header Alt-Svc 'h3=":443"; ma=86400' always;` })]),
  healthy('well-caddy-current-http3', [caddy({ version: 'caddy-current' })]),
  healthy('well-nginx-public-certificate', [nginx({ certificate: 'server-public-full' })]),
  healthy('well-nginx-rsa', [nginx({ certificate: 'server-rsa' })], { as: 'phone-rsa' }),
  healthy('well-nginx-other-port', [nginx({ port: 8443 })], { url: ({ host }) => `https://${host}:8443` }),
  healthy('well-nginx-forbids-by-page', [nginx({ verify: 'optional', inside: passTo(homeAssistant, forbidStrangers) })]),
  healthy('well-nginx-hangs-up', [nginx({ verify: 'optional', inside: passTo(homeAssistant, forbidStrangers.replace('403', '444')) })]),
  healthy('well-nginx-other-default', [
    nginx(),
    nginx({ name: '_', isDefault: true, verify: null, certificate: 'server-snakeoil', inside: 'return 404;' }),
  ]),
  healthy('well-nginx-unnamed-refused', [
    nginx(),
    { by: 'nginx', config: ({ address }) => `server { listen ${address}:443 ssl default_server; ssl_reject_handshake on; }` },
  ]),
  healthy('well-nginx-one-webhook-open', [nginx({ verify: 'optional', inside: passOpen('/api/webhook/bell', '=') })], {
    known: { openPaths: ['/api/webhook/bell'] },
  }),
  healthy('well-nginx-all-webhooks-open', [nginx({ verify: 'optional', inside: passOpen('/api/webhook/', '^~') })], {
    known: { openPaths: ['/api/webhook/'] },
  }),
  healthy('well-nginx-device-below', [nginx({ authority: 'devices-root' })], { as: 'phone-below-full', known: { authorities: [] } }),
  healthy('well-ipv6', [nginx({ at: 'ipv6' })], { at: 'ipv6' }),
  healthy('well-both-families', [nginx({ at: 'both' }), redirect], { at: 'both' }),
  healthy('well-ipv4-literal', [nginx()], { url: ({ address }) => `https://${address}` }),
  healthy('well-ipv6-literal', [nginx({ at: 'ipv6' })], { at: 'ipv6', url: ({ ipv6 }) => `https://[${ipv6}]` }),
  // In the own network Home Assistant itself may be reached beside its proxy.
  healthy('well-at-home', [nginx(), plainNginx(8123, passTo(homeAssistant))], { at: 'private' }),
  healthy('well-nobody-we-know', [nginx()], { known: { authorities: [], proxy: null, road: null, crlUntil: null } }),
  ...overBoth((tls) => healthy('well-cloudflare', [cloudflare({ tls })], { known: { road: 'cloudflare', proxy: null } })),
  healthy('well-home-assistant-itself', [{ by: 'home-assistant', config: ({ address }) => address }], {
    url: ({ host }) => `https://${host}:${ownPort}`,
    needsRealHome: true,
    known: { proxy: { target: 'home-assistant', folder: '/config', upstream: '' }, crlUntil: null },
  }),
];
