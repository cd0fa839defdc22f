import { faulty, overBoth, type Scenario } from '../scenario.ts';
import { apache } from '../stands/apache.ts';
import { caddy } from '../stands/caddy.ts';
import { haproxy } from '../stands/haproxy.ts';
import { homeAssistant, nginx, passTo, plainNginx } from '../stands/nginx.ts';
import { house, passOn } from '../stands/ours.ts';

const open = faulty('open');
const sendAway = 'if ($ssl_client_verify != SUCCESS) { return 302 https://www.home.example/; }';

/** Somebody gets in who should not. */
export const openDoors: readonly Scenario[] = [
  ...overBoth((tls) => open('open-nginx-off', 'door-open-not-asked', [nginx({ tls, verify: null })])),
  ...overBoth((tls) => open('open-nginx-optional', 'door-open-optional', [nginx({ tls, verify: 'optional' })])),
  ...overBoth((tls) => open('open-nginx-optional-no-ca', 'door-open-optional', [nginx({ tls, verify: 'optional_no_ca' })])),
  ...overBoth((tls) => open('open-haproxy-none', 'door-open-not-asked', [haproxy({ tls, verify: null })])),
  ...overBoth((tls) => open('open-haproxy-optional', 'door-open-optional', [haproxy({ tls, verify: 'optional' })])),
  ...overBoth((tls) => open('open-caddy', 'door-open-not-asked', [caddy({ tls, mode: null })])),
  ...overBoth((tls) => open('open-caddy-request', 'door-open-optional', [caddy({ tls, mode: 'request' })])),
  open('open-caddy-verify-if-given', 'door-open-optional', [caddy({ mode: 'verify_if_given' })]),
  ...overBoth((tls) => open('open-apache-optional', 'door-open-optional', [apache({ tls, verify: 'optional' })])),
  open('open-apache-none', 'door-open-not-asked', [apache({ verify: 'none' })]),
  // The lock hangs at the default site, not at the one that serves the name.
  ...overBoth((tls) =>
    open('open-by-default-site', 'door-open-by-default-site', [nginx({ tls, name: '_', isDefault: true }), nginx({ tls, verify: null })]),
  ),
  ...overBoth((tls) =>
    open('open-unnamed', 'door-open-unnamed', [nginx({ tls, name: '_', isDefault: true, verify: null }), nginx({ tls })]),
  ),
  open('open-ipv6', 'door-open-ipv6', [nginx(), nginx({ at: 'ipv6', verify: null })], { at: 'both' }),
  open('open-http', 'door-open-http', [nginx(), plainNginx(80, passTo(homeAssistant))]),
  open('open-direct', 'door-open-direct', [nginx(), plainNginx(8123, passTo(homeAssistant))]),
  open('open-other-address', 'door-open-other-address', [nginx(), nginx({ at: 'second', verify: null })], { at: 'twice' }),
  ...overBoth((tls) =>
    open('open-caddy-any-certificate', 'door-open-any-certificate', [caddy({ tls, mode: 'require' })], { as: 'phone-expired' }),
  ),
  ...overBoth((tls) =>
    open('open-to-revoked', 'revoked-device-let-in', [nginx({ tls })], {
      as: 'phone-lost',
      known: { revokedAt: '2026-01-02T03:04:05.000Z' },
    }),
  ),
  open('open-house-down', 'door-open-not-asked', [nginx({ verify: null, inside: passTo('http://127.0.0.1:9') })]),
  open('open-to-stranger-alone', 'door-open-not-asked', [nginx({ verify: null })], { as: null }),
  // Whether a page that sends strangers away lets some of them in is not known from outside.
  faulty('unclear')('open-perhaps', 'stranger-outcome-unclear', [nginx({ verify: 'optional', inside: passTo(homeAssistant, sendAway) })]),
  faulty('unclear')('stranger-at-a-locked-door', 'no-device-chosen', [nginx()], { as: null }),
  open('open-node', 'door-open-optional', [house({ asks: 'politely', answer: () => (request, response) => passOn(request, response) })]),
];
