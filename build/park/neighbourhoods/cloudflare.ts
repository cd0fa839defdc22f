import { faulty, overBoth, type Scenario } from '../scenario.ts';
import { accessLogin, challenge, cloudflare, errorPage, originPage } from '../stands/cloudflare.ts';
import { nginx } from '../stands/nginx.ts';
import { raw } from '../stands/ours.ts';

const road = { known: { road: 'cloudflare', proxy: null } } as const;
const revoked = { as: 'phone-lost', known: { ...road.known, revokedAt: '2026-01-02T03:04:05.000Z' } } as const;
const [open, refused, other] = [faulty('open'), faulty('device-refused'), faulty('not-home-assistant')];

/** RFC 8446 section 6.2: alert 40, fatal; what the edge says where it has no certificate for a name. */
const handshakeFailure = Buffer.from('15030300020228', 'hex');

/** Homes on the Cloudflare road. */
export const cloudflares: readonly Scenario[] = [
  ...overBoth((tls) => refused('cf-unassociated', 'cloudflare-host-not-associated', [cloudflare({ tls, isAssociated: false })], road)),
  ...overBoth((tls) =>
    open('cf-unassociated-open', 'cloudflare-host-not-associated', [cloudflare({ tls, isAssociated: false, rule: 'none' })], road),
  ),
  ...overBoth((tls) => open('cf-no-rule', 'cloudflare-rule-missing', [cloudflare({ tls, rule: 'none' })], road)),
  open('cf-no-rule-unknown-home', 'cloudflare-rule-missing', [cloudflare({ rule: 'none' })], {
    known: { road: null, proxy: null, authorities: [] },
  }),
  open('cf-no-revocation', 'cloudflare-revoked-check-missing', [cloudflare({ rule: 'without-revocation' })], revoked),
  refused('cf-revoked', 'device-revoked', [cloudflare()], revoked),
  ...overBoth((tls) => open('cf-bypassed', 'cloudflare-bypassed', [nginx({ tls, verify: null })], road)),
  other('cf-bypassed-elsewhere', 'cloudflare-bypassed', [nginx({ inside: 'return 404;' })], road),
  faulty('unreachable')(
    'cf-no-edge-certificate',
    'cloudflare-edge-certificate-missing',
    [raw((socket) => socket.once('data', () => socket.end(handshakeFailure)))],
    road,
  ),
  refused('cf-device-blocked', 'cloudflare-device-blocked', [cloudflare()], { ...road, as: 'phone-foreign' }),
  other('cf-tunnel', 'cloudflare-tunnel-down', [cloudflare({ page: errorPage(530, 1033) })], road),
  other('cf-dns', 'cloudflare-dns-error', [cloudflare({ page: errorPage(530, 1016) })], road),
  other('cf-dns-loop', 'cloudflare-dns-error', [cloudflare({ page: errorPage(409, 1000) })], road),
  other('cf-521', 'cloudflare-origin-unreachable', [cloudflare({ page: originPage(521, 'Web server is down') })], road),
  other('cf-522', 'cloudflare-origin-unreachable', [cloudflare({ page: errorPage(522) })], road),
  other('cf-523', 'cloudflare-origin-unreachable', [cloudflare({ page: errorPage(523) })], road),
  other('cf-525', 'cloudflare-origin-tls', [cloudflare({ page: errorPage(525) })], road),
  other('cf-526', 'cloudflare-origin-tls', [cloudflare({ page: originPage(526, 'Invalid SSL certificate') })], road),
  ...overBoth((tls) => other('cf-access', 'cloudflare-access', [cloudflare({ tls, page: accessLogin })], road)),
  other('cf-challenge', 'cloudflare-challenge', [cloudflare({ page: challenge })], road),
  other('cf-502', 'home-assistant-down', [cloudflare({ page: errorPage(502) })], road),
  faulty('websocket-blocked')('cf-no-websockets', 'cloudflare-websockets-off', [cloudflare({ hasWebSockets: false })], road),
];
