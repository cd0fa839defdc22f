import { expect, test } from 'vitest';
import { rows } from './diagnoses/order.ts';
import { rungsOf } from './rungs.ts';
import {
  asked,
  asks,
  attempt,
  blocked,
  breaksAfter,
  breaksIn,
  type Change,
  dated,
  device,
  deviceAuthority,
  done,
  failed,
  hears,
  http,
  knows,
  leaf,
  manifest,
  noCertificate,
  notAsked,
  overCloudflare,
  seen,
  serverShows,
  set,
  type strangerSees,
  unread,
} from './test-seen.ts';
import { judge } from './verdict.ts';

const strangerHears = (visit: Parameters<typeof strangerSees>[0]): Change => set({ stranger: visit, unnamed: visit });
const ours = { subject: deviceAuthority, fingerprint: '01' };
const own = { distrust: null, chain: [{ ...leaf, issuer: 'CN=Lindenweg server' }] } as const;
const setUp = (target: 'nginx' | 'haproxy' | 'home-assistant'): Change =>
  knows({
    authorities: [ours],
    crlUntil: '2036-01-01T00:00:00.000Z',
    proxy: { target, folder: '/etc/nginx/latchkey', upstream: 'http://192.168.1.5:8123' },
    road: 'proxy',
  });

const healthy: readonly (readonly [string, readonly Change[]])[] = [
  ['nginx, TLS 1.3', []],
  ['nginx, TLS 1.2', [serverShows({ protocol: 'TLSv1.2', cipher: 'ECDHE-ECDSA-AES128-GCM-SHA256' })]],
  ['nginx, set up by Latchkey', [setUp('nginx')]],
  ['HAProxy, alert 116 after the handshake', [strangerHears(breaksAfter('alert', 116)), setUp('haproxy')]],
  ['HAProxy over TLS 1.2, alert 40', [strangerHears({ ...breaksIn('alert', 40), asked })]],
  ['Caddy, alert 42', [strangerHears(breaksAfter('alert', 42))]],
  [
    'Caddy with open paths, 400 in our words',
    [knows({ openPaths: ['/api/webhook/abc'] }), strangerHears(hears(http(400, 'No required SSL certificate was sent')))],
  ],
  ['Apache with open paths, 403 in our words', [strangerHears(hears(http(403, 'No required SSL certificate was sent')))]],
  [
    'Home Assistant itself, which hangs up',
    [
      strangerHears(breaksAfter('closed')),
      set({ direct: null, strangerOld: { ...breaksIn('alert', 40), asked } }),
      setUp('home-assistant'),
    ],
  ],
  ['Node, a reset that nobody explains', [strangerHears(breaksAfter('closed')), asks(unread)]],
  ['a firewall rule that forbids strangers', [strangerHears(hears(http(403, 'blocked')))]],
  [
    'Cloudflare, 403 with cf-ray',
    [
      knows({ road: 'cloudflare' }),
      set({ device: hears(overCloudflare(manifest)) }),
      strangerHears(hears(blocked)),
      set({ unnamed: breaksIn('alert', 40) }),
    ],
  ],
  ['an authority of our own for the server', [serverShows(own, { issuer: 'CN=Lindenweg server', notAfter: '2028-12-29T00:00:00.000Z' })]],
  ['RSA-2048 from a public authority', [serverShows({}, { key: 'RSA-2048' })]],
  [
    'an old root’s SHA-1 at the end of the chain',
    [serverShows({ chain: [leaf, { ...leaf, subject: 'CN=Root', signature: 'SHA-1 with RSA', isSelfSigned: true }] })],
  ],
  [
    'IPv6 beside IPv4, both locked',
    [
      set({
        attempts: [attempt('2001:db8::1'), attempt('203.0.113.20')],
        reached: done('2001:db8::1'),
        elsewhere: [{ address: '203.0.113.20', visit: hears(noCertificate) }],
      }),
    ],
  ],
  ['IPv6 that leads nowhere', [set({ attempts: [attempt('2001:db8::1', failed('timed-out')), attempt('203.0.113.20')] })]],
  ['another address that does not answer our question', [set({ elsewhere: [{ address: '203.0.113.21', visit: breaksIn('timed-out') }] })]],
  [
    'a private address, and Home Assistant’s own port beside it',
    [set({ attempts: [attempt('192.168.1.20', done(null), true)], reached: done('192.168.1.20'), direct: done(manifest) })],
  ],
  ['port 8443', [set({ target: { origin: 'https://ha.example:8443', host: 'ha.example', port: 8443 } })]],
  ['port 80 shut', [set({ plain: failed('refused') })]],
  ['another website on port 80', [set({ plain: done(http(200, '<html>Welcome to nginx!')) })]],
  ['port 80 sends on to another host', [set({ plain: done(http(301, '', { location: 'https://www.example/login' })) })]],
  ['all webhooks open', [knows({ openPaths: ['/api/webhook/'] }), set({ strangerWebhook: hears(http(200)) })]],
  ['HTTP/3 offered', [set({ device: hears(http(200, manifest.body, { 'alt-svc': 'h3=":443"; ma=86400' })) })]],
  ['no site for callers without a name', [set({ unnamed: breaksIn('alert', 112) })]],
  ['a default site that asks nobody and is not the house', [set({ unnamed: { ...hears(http(404)), asked: notAsked } })]],
  ['clocks that differ by an hour', [set({ device: hears(dated(manifest, 'Sat, 21 Nov 2026 11:00:00 GMT')) })]],
  [
    'a device of this computer’s future, let in by a proxy that lives there',
    [device({ dates: 'not-yet-valid' }), set({ device: hears(dated(manifest, 'Mon, 22 Nov 2027 10:00:00 GMT')) })],
  ],
  [
    'a device with an intermediate and two authorities named',
    [device({ chain: ['CN=Home Root'] }), asks({ ...asked, issuers: ['CN=Home Root', 'CN=Other'] })],
  ],
  ['a device of an authority that is not named', [asks({ ...asked, issuers: [] })]],
  ['nothing tried but the door', [set({ unnamed: null, alpn: null, plain: null, direct: null, providers: null, webhook: null })]],
];

test.each(healthy)('%s is locked, and nothing is hinted at', (_, changes) => {
  const run = seen(...changes);
  expect(rows.filter(({ fits }) => fits(run) !== null).map(({ code }) => code)).toEqual([]);
  expect(judge(run)).toEqual({ verdict: 'locked', cause: null, runnerUp: null });
  expect(rungsOf(run).filter(({ state }) => state === 'failed')).toEqual([]);
});
