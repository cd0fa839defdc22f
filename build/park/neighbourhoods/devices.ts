import { ownPort } from '../homes.ts';
import { faulty, overBoth, type Scenario, type Stand, type Tls } from '../scenario.ts';
import { apache } from '../stands/apache.ts';
import { caddy } from '../stands/caddy.ts';
import { haproxy } from '../stands/haproxy.ts';
import { homeAssistant, nginx, passTo } from '../stands/nginx.ts';
import { openssl } from '../stands/openssl.ts';
import { house, isVerified, says } from '../stands/ours.ts';
import { listEndedAt } from '../world.ts';

const refused = faulty('device-refused');
type Expected = NonNullable<Scenario['expected']>;

/** The same fault before every proxy, over both versions of TLS. */
const everywhere = (id: string, code: Expected, as: string, more: Partial<Scenario> = {}): readonly Scenario[] =>
  Object.entries({
    nginx: (tls: Tls) => nginx({ tls }),
    haproxy: (tls: Tls) => haproxy({ tls }),
    caddy: (tls: Tls) => caddy({ tls }),
    apache: (tls: Tls) => apache({ tls }),
    node: (tls: Tls) => house({ tls, answer: () => says({ status: 200, body: '{"name":"Home Assistant"}' }) }),
    openssl: (tls: Tls) => openssl(tls),
  }).flatMap(([program, stand]) => overBoth((tls) => refused(`${id}-${program}`, code, [stand(tls)], { as, ...more })));

const nginxError =
  '<html>\r\n<head><title>400 The SSL certificate error</title></head>\r\n<body>\r\n<center><h1>400 Bad Request</h1></center>\r\n<center>The SSL certificate error</center>\r\n</body></html>';
const nginxNone = nginxError.replaceAll('The SSL certificate error', 'No required SSL certificate was sent');

/** nginx on a machine whose clock stands at the beginning of time: no program here can be told so. */
const atTheEpoch: Stand = house({
  asks: 'politely',
  answer: () => (request, response) => {
    const headers = { server: 'nginx', date: 'Thu, 01 Jan 1970 00:12:00 GMT' };
    says({ status: 400, headers, body: isVerified(request) ? nginxError : nginxNone })(request, response);
  },
});

const annaAlone = 'if ($ssl_client_s_dn !~ "CN=Bert") { return 403; }';

/** The door is shut to strangers, and to the device as well. */
export const devices: readonly Scenario[] = [
  ...everywhere('expired', 'device-certificate-expired', 'phone-expired'),
  ...overBoth((tls) => refused('future', 'device-certificate-not-yet-valid', [nginx({ tls })], { as: 'phone-future' })),
  refused('future-caddy', 'device-certificate-not-yet-valid', [caddy()], { as: 'phone-future' }),
  ...everywhere('wrong-purpose', 'device-certificate-purpose', 'phone-for-servers').filter(({ id }) => /nginx|haproxy|caddy/.test(id)),
  ...everywhere('foreign', 'wrong-authority-file', 'phone-foreign', {
    known: (world) => ({ authorities: [world.authority('devices-foreign')] }),
  }),
  ...overBoth((tls) => refused('host-like', 'device-certificate-name-like-host', [nginx({ tls })], { as: 'phone-like-a-host' })),
  refused('host-like-haproxy', 'device-certificate-name-like-host', [haproxy()], { as: 'phone-like-a-host' }),
  ...overBoth((tls) =>
    refused('replaced', 'authority-replaced', [nginx({ tls, authority: 'devices-before' })], {
      known: (world) => ({ authorities: [world.authority('devices'), world.authority('devices-before')] }),
    }),
  ),
  refused('replaced-caddy', 'authority-replaced', [caddy({ authority: 'devices-before' })], {
    known: (world) => ({ authorities: [world.authority('devices'), world.authority('devices-before')] }),
  }),
  ...overBoth((tls) =>
    refused('from-old', 'device-from-old-authority', [nginx({ tls, authority: 'devices-foreign' })], {
      known: (world) => ({ authorities: [world.authority('devices-foreign'), world.authority('devices')] }),
    }),
  ),
  ...overBoth((tls) => refused('of-others', 'device-from-elsewhere', [nginx({ tls })], { as: 'phone-foreign' })),
  ...overBoth((tls) =>
    refused('chain-missing', 'device-chain-missing', [nginx({ tls, authority: 'devices-root' })], {
      as: 'phone-below',
      known: (world) => ({ authorities: [world.authority('devices-root')] }),
    }),
  ),
  ...overBoth((tls) => refused('key-refused', 'device-key-refused', [openssl(tls, '-client_sigalgs', 'RSA+SHA256:RSA-PSS+SHA256')])),
  ...overBoth((tls) => refused('listed-haproxy', 'device-revoked-there', [haproxy({ tls, crl: 'lost.crl' })], { as: 'phone-lost' })),
  ...overBoth((tls) => refused('listed-apache', 'device-revoked-there', [apache({ tls, crl: 'lost.crl' })], { as: 'phone-lost' })),
  ...overBoth((tls) =>
    refused('revoked', 'device-revoked', [nginx({ tls, crl: 'lost.crl' })], {
      as: 'phone-lost',
      known: { revokedAt: '2026-01-02T03:04:05.000Z' },
    }),
  ),
  refused('revoked-haproxy', 'device-revoked', [haproxy({ crl: 'lost.crl' })], {
    as: 'phone-lost',
    known: { revokedAt: '2026-01-02T03:04:05.000Z' },
  }),
  ...overBoth((tls) =>
    refused('list-ended', 'crl-expired', [nginx({ tls, crl: 'ended.crl' })], { known: { crlUntil: listEndedAt.toISOString() } }),
  ),
  ...overBoth((tls) =>
    refused('list-ended-apache', 'crl-expired', [apache({ tls, crl: 'ended.crl' })], { known: { crlUntil: listEndedAt.toISOString() } }),
  ),
  refused('list-ended-haproxy', 'crl-expired', [haproxy({ crl: 'ended.crl' })]),
  ...overBoth((tls) => refused('list-of-others', 'crl-unknown-authority', [nginx({ tls, crl: 'of-others.crl' })])),
  refused('list-of-others-apache', 'crl-unknown-authority', [apache({ crl: 'of-others.crl' })]),
  refused('proxy-clock', 'proxy-clock-wrong', [atTheEpoch]),
  refused('mixed-up', 'device-certificate-unusable', [nginx()], { as: 'phone-mixed-up' }),
  refused('mixed-kinds', 'device-certificate-unusable', [nginx()], { as: 'phone-mixed-kinds' }),
  ...overBoth((tls) => refused('forbidden', 'device-forbidden', [nginx({ tls, inside: passTo(homeAssistant, annaAlone) })])),
  // Python's ssl names no authorities.
  refused('foreign-at-home-assistant', 'device-certificate-refused', [{ by: 'home-assistant', config: ({ address }) => address }], {
    as: 'phone-foreign',
    url: ({ host }) => `https://${host}:${ownPort}`,
    known: { crlUntil: null },
    needsRealHome: true,
  }),
];
