import { faulty, overBoth, type Scenario, type Stand } from '../scenario.ts';
import { apache } from '../stands/apache.ts';
import { caddy } from '../stands/caddy.ts';
import { haproxy } from '../stands/haproxy.ts';
import { nginx } from '../stands/nginx.ts';

const untrusted = faulty('server-untrusted');

/** OpenSSL itself serves no weak key unless it is told to. */
const lenient = 'ssl_ciphers DEFAULT:@SECLEVEL=0;';

/** nginx with another certificate. */
const withTls =
  (certificate: string, lines = ''): ((tls: '1.2' | '1.3') => Stand) =>
  (tls) =>
    nginx({ tls, certificate, lines });

const shows = (id: string, code: Scenario['expected'], stand: (tls: '1.2' | '1.3') => Stand): readonly Scenario[] =>
  overBoth((tls) => ({ id, expected: code, verdict: 'server-untrusted', stands: [stand(tls)] }));

/** What is amiss with what the server shows of itself. */
export const serverCertificates: readonly Scenario[] = [
  ...shows('server-expired', 'server-certificate-expired', withTls('server-expired')),
  untrusted('server-expired-caddy', 'server-certificate-expired', [caddy({ certificate: 'server-expired' })]),
  ...shows('server-future', 'server-certificate-not-yet-valid', withTls('server-future')),
  ...shows('server-elsewhere', 'server-certificate-wrong-name', withTls('server-elsewhere')),
  ...shows('server-nameless', 'server-certificate-without-names', withTls('server-without-names')),
  ...shows('server-self-signed', 'server-certificate-self-signed', withTls('server-self-signed')),
  ...shows('server-unknown', 'server-certificate-untrusted', withTls('server-untrusted')),
  untrusted('server-unknown-haproxy', 'server-certificate-untrusted', [haproxy({ certificate: 'server-untrusted' })]),
  untrusted('server-unknown-apache', 'server-certificate-untrusted', [apache({ certificate: 'server-untrusted' })]),
  ...shows('server-chain', 'server-chain-incomplete', withTls('server-public')),
  untrusted('server-chain-haproxy', 'server-chain-incomplete', [haproxy({ certificate: 'server-public' })]),
  ...shows('server-for-clients', 'server-certificate-purpose', withTls('server-for-clients')),
  ...shows('server-too-long', 'server-certificate-too-long', withTls('server-too-long')),
  ...shows('server-rsa-1024', 'server-certificate-weak', withTls('server-rsa1024', lenient)),
  ...shows('server-sha1', 'server-certificate-weak', withTls('server-sha1', lenient)),
  ...shows('server-p521', 'server-certificate-key-refused', withTls('server-p521')),
  ...shows('server-ed25519', 'server-certificate-key-refused', withTls('server-ed25519')),
  // OpenSSL does not serve it over TLS 1.2.
  untrusted('server-key-usage', 'server-certificate-key-usage', [nginx({ certificate: 'server-key-usage' })]),
  ...shows('server-v1', 'server-certificate-version', withTls('server-v1')),
  ...shows('server-of-the-ended', 'server-authority-out-of-date', withTls('server-of-the-ended')),
  ...shows('default-traefik', 'default-certificate', withTls('server-traefik')),
  untrusted('self-signed-by-debian', 'server-certificate-self-signed', [nginx({ certificate: 'server-snakeoil' })]),
  untrusted('default-npm', 'default-certificate', [nginx({ certificate: 'server-npm' })]),
  // Caddy would take the park's own certificate for a name that it covers.
  ...overBoth((tls) =>
    untrusted('default-caddy', 'default-certificate', [caddy({ tls, certificate: 'internal', below: 'www.' })], {
      url: ({ host }) => `https://www.${host}`,
    }),
  ),
  ...overBoth((tls) => untrusted('clock-here-ahead', 'clock-here-wrong', [nginx({ tls })], { clockAheadDays: 2000 })),
  untrusted('clock-here-behind', 'clock-here-wrong', [nginx()], { clockAheadDays: -700 }),
];
