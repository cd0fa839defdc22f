import type { CauseCode, Verdict } from '../contract/probe.ts';
import type { Knowledge } from './observations.ts';
import type { Change } from './test-seen.ts';
import {
  asked,
  asks,
  attempt,
  blocked,
  breaksAfter,
  breaksIn,
  dated,
  device,
  deviceAuthority,
  deviceSees,
  done,
  everybodySees,
  greeted,
  hears,
  http,
  knows,
  leaf,
  lone,
  manifest,
  noCertificate,
  noDevice,
  notAsked,
  overCloudflare,
  serverShows,
  set,
  strangerSees,
  unnamed,
  unreached,
  unread,
  webSocketSees,
  wrongCertificate,
} from './test-seen.ts';

/** A run in which one thing is wrong, and what must be said of it. */
export interface Case {
  readonly name: string;
  readonly changes: readonly Change[];
  readonly verdict: Verdict;
  readonly cause: CauseCode;
  readonly confidence: 'certain' | 'likely' | 'possible';
  readonly runnerUp: CauseCode | null;
}

const cases: Case[] = [];
type Confidence = Case['confidence'];

/** A table of one verdict: name, cause, what changed, how sure, and which cause comes second. */
function table(
  verdict: Verdict,
  rows: readonly (readonly [name: string, cause: CauseCode, changes: readonly Change[], confidence?: Confidence, runnerUp?: CauseCode])[],
) {
  for (const [name, cause, changes, confidence = 'certain', runnerUp = null] of rows)
    cases.push({ name, cause, changes, verdict, confidence, runnerUp });
}

const cloudflare = knows({ road: 'cloudflare' });
const revoked = knows({ revokedAt: '2026-11-20T00:00:00.000Z' });
const ours = { subject: deviceAuthority, fingerprint: '01' };
const older = { subject: 'CN=Lindenweg devices 2020, O=Home', fingerprint: '02' };
const known = (part: Partial<Knowledge> = {}): Change => knows({ authorities: [ours], ...part });
const names = (...issuers: readonly string[]): Change => asks({ ...asked, issuers });
const refused = deviceSees(hears(wrongCertificate));
const bad = everybodySees(breaksIn('not-tls'));
const late = 'Mon, 21 Nov 2033 10:00:00 GMT';

const openDoorChanges = [strangerSees(hears(manifest)), asks(notAsked)] as const;
const ipv6 = '2001:db8::1';
const twoAddresses = set({ attempts: [attempt('203.0.113.20'), attempt(ipv6)] });

table('open', [
  ['nobody is asked', 'door-open-not-asked', openDoorChanges],
  ['what was asked cannot be read', 'door-open-not-asked', [strangerSees(hears(manifest)), asks(unread)], 'likely'],
  ['asked and let pass', 'door-open-optional', [strangerSees(hears(manifest))]],
  ['the stranger reaches a house that is down', 'door-open-optional', [everybodySees(hears(http(502)))], 'likely', 'home-assistant-down'],
  [
    'the stranger reaches a house that distrusts its proxy',
    'door-open-optional',
    [everybodySees(hears(http(400, '400: Bad Request')))],
    'certain',
    'forwarded-headers-refused',
  ],
  ['no device, and the manifest', 'door-open-optional', [noDevice, strangerSees(hears(manifest))]],
  ['IPv6 is open', 'door-open-ipv6', [twoAddresses, set({ elsewhere: [{ address: ipv6, visit: hears(manifest) }] })]],
  [
    'IPv6 is open and came first',
    'door-open-ipv6',
    [set({ reached: done(ipv6), stranger: hears(manifest), elsewhere: [{ address: '203.0.113.20', visit: hears(noCertificate) }] })],
  ],
  ['another address is open', 'door-open-other-address', [set({ elsewhere: [{ address: '203.0.113.21', visit: hears(manifest) }] })]],
  [
    'only the default site asks',
    'door-open-by-default-site',
    [strangerSees({ ...hears(manifest), asked: notAsked }), set({ unnamed: hears(noCertificate) })],
  ],
  ['open to who calls no name', 'door-open-unnamed', [set({ unnamed: hears(manifest) })]],
  ['port 80 shows the house', 'door-open-http', [set({ plain: done(manifest) })]],
  [
    'port 80 shows the house in the own network',
    'door-open-http',
    [set({ plain: done(manifest), attempts: [attempt('203.0.113.20', done(null), true)] })],
    'likely',
  ],
  ['port 8123 shows the house', 'door-open-direct', [set({ direct: done(manifest) })]],
  [
    'an ended certificate opens it',
    'door-open-any-certificate',
    [
      device({ dates: 'expired', certificate: { notAfter: '2026-11-01T00:00:00.000Z' } }),
      set({ device: hears(dated(manifest, 'Sat, 21 Nov 2026 10:00:00 GMT')) }),
    ],
  ],
  ['revoked, yet let in', 'revoked-device-let-in', [revoked]],
  [
    'revoked, let in to a house that is down',
    'revoked-device-let-in',
    [revoked, deviceSees(hears(http(502)))],
    'certain',
    'home-assistant-down',
  ],
  ['revoked, and everybody gets in', 'door-open-optional', [revoked, strangerSees(hears(manifest))], 'certain', 'revoked-device-let-in'],
  ['Cloudflare asks nobody', 'cloudflare-host-not-associated', [everybodySees(hears(overCloudflare(manifest))), asks(notAsked)]],
  ['Cloudflare asks and blocks nobody', 'cloudflare-rule-missing', [everybodySees(hears(overCloudflare(manifest)))]],
  [
    'the tunnel is down, and strangers are told so',
    'cloudflare-rule-missing',
    [everybodySees(hears(overCloudflare(http(530))))],
    'certain',
    'cloudflare-tunnel-down',
  ],
  [
    'Cloudflare does not look for the revoked',
    'cloudflare-revoked-check-missing',
    [revoked, strangerSees(hears(blocked)), set({ device: hears(overCloudflare(manifest)) })],
  ],
  ['past Cloudflare', 'cloudflare-bypassed', [cloudflare, ...openDoorChanges]],
]);

table('unreachable', [
  ['no address', 'name-not-found', [unnamed]],
  ['nobody listens', 'connection-refused', [unreached('refused')]],
  ['nobody answers', 'connection-timed-out', [unreached('timed-out')]],
  ['no way there', 'connection-failed', [unreached('failed')]],
  ['a portal that says so', 'captive-portal', [bad, set({ plain: done(http(511)) })], 'certain', 'tls-not-spoken'],
  [
    'a portal that sends on',
    'captive-portal',
    [unreached('refused'), set({ plain: done(http(302, '', { location: 'http://login.hotel.example/portal' })) })],
    'likely',
    'connection-refused',
  ],
  ['plain http there', 'tls-not-spoken', [bad, set({ banner: 'HTTP/1.1 400 Bad Request\r\n' })]],
  ['garbage there', 'tls-not-spoken', [bad]],
  ['SSH there', 'other-protocol', [bad, set({ banner: 'SSH-2.0-OpenSSH_9.2p1\r\n' })]],
  ['alert 70 for both', 'tls-version-old', [everybodySees(breaksIn('alert', 70))]],
  ['a version that our side refuses', 'tls-version-old', [everybodySees(breaksIn('failed', null, 'ERR_SSL_UNSUPPORTED_PROTOCOL'))]],
  ['alert 40 for both, before anybody is asked', 'tls-no-common-cipher', [everybodySees(breaksIn('alert', 40))], 'likely'],
  ['alert 112 for both', 'server-name-unknown', [everybodySees(breaksIn('alert', 112))]],
  ['a slammed door', 'tls-failed', [everybodySees(breaksIn('closed'))]],
  [
    'alert 40 for both on the Cloudflare road',
    'cloudflare-edge-certificate-missing',
    [cloudflare, everybodySees(breaksIn('alert', 40))],
    'likely',
  ],
]);

const selfSigned = serverShows(
  { distrust: 'DEPTH_ZERO_SELF_SIGNED_CERT', chain: [{ ...leaf, isSelfSigned: true }] },
  { issuer: leaf.subject },
);
const untrusted = lone('CN=Somebody');
const root = { ...leaf, subject: 'CN=Old root', notAfter: '2026-01-01T00:00:00.000Z', isSelfSigned: true };

table('server-untrusted', [
  ['Traefik’s own', 'default-certificate', [selfSigned, serverShows({}, { subject: 'CN=TRAEFIK DEFAULT CERT' })]],
  ['Caddy’s own', 'default-certificate', [lone('CN=Caddy Local Authority - ECC Intermediate')]],
  [
    'our clock is behind',
    'clock-here-wrong',
    [
      serverShows({ dates: 'not-yet-valid' }),
      set({ startedAt: '2020-01-01T00:00:00.000Z', plain: done(dated(http(301), 'Sat, 21 Nov 2026 10:00:00 GMT')) }),
    ],
    'likely',
  ],
  ['X.509 v1', 'server-certificate-version', [serverShows({}, { version: 1 })]],
  ['a key that may not sign', 'server-certificate-key-usage', [serverShows({}, { maySign: false })]],
  [
    'a key that may not sign, as BoringSSL says',
    'server-certificate-key-usage',
    [everybodySees(breaksIn('failed', null, 'ERR_SSL_KEY_USAGE_BIT_INCORRECT'))],
  ],
  ['self-signed', 'server-certificate-self-signed', [selfSigned]],
  ['ended', 'server-certificate-expired', [serverShows({ dates: 'expired' })]],
  ['not begun', 'server-certificate-not-yet-valid', [serverShows({ dates: 'not-yet-valid' })]],
  ['a common name alone', 'server-certificate-without-names', [serverShows({ nameMatches: false }, { san: [] })]],
  ['another name', 'server-certificate-wrong-name', [serverShows({ nameMatches: false }, { san: ['DNS:elsewhere.example'] })]],
  ['a device’s', 'server-certificate-purpose', [serverShows({}, { eku: ['clientAuth'] })]],
  ['RSA-1024', 'server-certificate-weak', [serverShows({}, { key: 'RSA-1024' })]],
  ['SHA-1', 'server-certificate-weak', [serverShows({}, { signature: 'SHA-1 with RSA' })]],
  ['Ed25519', 'server-certificate-key-refused', [serverShows({}, { key: 'Ed25519' })]],
  ['ten years', 'server-certificate-too-long', [serverShows({}, { notAfter: '2036-10-01T00:00:00.000Z' })]],
  ['a public one without the middle', 'server-chain-incomplete', [lone(leaf.issuer)]],
  ['one whose issuer stands in the middle', 'server-chain-incomplete', [lone('CN=Home Intermediate CA')], 'likely'],
  ['an ended root', 'server-authority-out-of-date', [serverShows({ chain: [leaf, root], distrust: 'CERT_HAS_EXPIRED' })]],
  ['an unknown authority', 'server-certificate-untrusted', [untrusted]],
  ['an antivirus program', 'tls-inspected', [lone('CN=avast! Web/Mail Shield Root, O=Avast')], 'likely'],
  [
    'bad, and the device is refused',
    'server-certificate-wrong-name',
    [refused, serverShows({ nameMatches: false }), names('CN=Other')],
    'certain',
    'wrong-authority-file',
  ],
]);

table('device-refused', [
  ['a key that TLS does not take', 'device-certificate-unusable', [deviceSees(breaksIn('identity-unusable'))]],
  ['revoked, and told so by nginx', 'device-revoked', [revoked, refused]],
  [
    'revoked, and told so by alert',
    'device-revoked',
    [revoked, strangerSees(breaksAfter('alert', 116)), deviceSees(breaksAfter('alert', 44))],
  ],
  [
    'revoked, and hung up on',
    'device-revoked',
    [revoked, strangerSees(breaksAfter('alert', 116)), deviceSees(breaksAfter('closed'))],
    'likely',
  ],
  ['revoked, and both are hung up on', 'device-revoked', [revoked, everybodySees(breaksAfter('closed'))], 'likely'],
  ['revoked and ended', 'device-revoked', [revoked, refused, device({ dates: 'expired' })]],
  ['revoked, and Cloudflare blocks', 'device-revoked', [revoked, everybodySees(hears(blocked))]],
  ['the proxy lives in another year', 'proxy-clock-wrong', [deviceSees(hears(dated(wrongCertificate, late)))]],
  ['ended', 'device-certificate-expired', [refused, device({ dates: 'expired' })]],
  ['not begun', 'device-certificate-not-yet-valid', [refused, device({ dates: 'not-yet-valid' })]],
  ['a server’s', 'device-certificate-purpose', [refused, device({ mayBeClient: false })]],
  [
    'named like a website',
    'device-certificate-name-like-host',
    [known(), refused, device({ certificate: { commonName: 'anna.phone' } })],
    'likely',
  ],
  ['no scheme for its key', 'device-key-refused', [refused, asks({ ...asked, schemes: [0x0804] })]],
  ['it was not shown', 'device-key-refused', [refused, serverShows({ sentCertificate: false })], 'likely'],
  ['our older authority', 'authority-replaced', [known({ authorities: [ours, older] }), refused, names(older.subject)]],
  [
    'our older authority of the same name',
    'authority-replaced',
    [known({ authorities: [ours, { ...ours, fingerprint: '02' }] }), deviceSees(breaksAfter('alert', 48))],
    'likely',
  ],
  [
    'the device of our older authority',
    'device-from-old-authority',
    [known({ authorities: [older, ours] }), refused, names(older.subject)],
  ],
  [
    'the middle is missing',
    'device-chain-missing',
    [refused, device({ certificate: { issuer: 'CN=Home Intermediate' } })],
    'likely',
    'wrong-authority-file',
  ],
  [
    'the device of somebody else, at a door that is right',
    'device-from-elsewhere',
    [known({ authorities: [ours] }), device({ certificate: { issuer: 'CN=Other' } }), refused],
    'certain',
    'wrong-authority-file',
  ],
  ['another authority', 'wrong-authority-file', [refused, names('CN=Other')]],
  [
    'a kind of key that the door does not take, as BoringSSL says',
    'device-key-refused',
    [asks({ ...asked, schemes: [0x0804, 0x0401] }), deviceSees(breaksIn('failed', null, 'ERR_SSL_NO_COMMON_SIGNATURE_ALGORITHMS'))],
  ],
  ['revoked there alone', 'device-revoked-there', [deviceSees(breaksAfter('alert', 44))]],
  [
    'revoked there alone, as TLS 1.2 says',
    'device-revoked-there',
    [deviceSees(breaksAfter('closed')), set({ deviceOld: breaksIn('alert', 44) })],
  ],
  ['nginx gives no reason, of a stranger’s certificate', 'device-revoked-there', [refused], 'possible', 'crl-expired'],
  ['our list has ended', 'crl-expired', [known({ crlUntil: '2026-11-01T00:00:00.000Z' }), refused], 'likely'],
  ['alert 45, though all is in date', 'crl-expired', [known(), deviceSees(breaksAfter('alert', 45))], 'likely'],
  [
    'nginx gives no reason, and our list is good',
    'crl-unknown-authority',
    [known({ crlUntil: '2030-01-01T00:00:00.000Z' }), refused],
    'likely',
  ],
  [
    'alert 48 from a door that knows the issuer',
    'crl-unknown-authority',
    [known({ crlUntil: '2030-01-01T00:00:00.000Z' }), deviceSees(breaksAfter('alert', 48))],
    'likely',
  ],
  ['alert 42', 'device-certificate-refused', [deviceSees(breaksAfter('alert', 42))]],
  ['both are hung up on', 'device-certificate-refused', [everybodySees(breaksAfter('closed'))], 'likely'],
  ['40 for both, after both were asked', 'device-certificate-refused', [everybodySees({ ...breaksIn('alert', 40), asked })]],
  ['forbidden after the door', 'device-forbidden', [deviceSees(hears(http(403, 'no')))], 'likely'],
  ['Cloudflare blocks it', 'cloudflare-device-blocked', [everybodySees(hears(blocked))], 'likely'],
  ['Cloudflare blocks it without asking', 'cloudflare-host-not-associated', [everybodySees(hears(blocked)), asks(notAsked)]],
]);

const behindDoor = (...answer: Parameters<typeof http>): readonly Change[] => [deviceSees(hears(http(...answer)))];
const behindCloudflare = (...answer: Parameters<typeof http>): readonly Change[] => [
  strangerSees(hears(blocked)),
  deviceSees(hears(overCloudflare(http(...answer)))),
];

table('not-home-assistant', [
  ['502', 'home-assistant-down', behindDoor(502)],
  ['503 in HAProxy’s words', 'home-assistant-down', behindDoor(503, 'No server is available to handle this request.')],
  ['503', 'home-assistant-starting', behindDoor(503), 'likely'],
  ['the landing page', 'home-assistant-starting', behindDoor(200, '<title>Preparing Home Assistant</title>')],
  ['400 in Home Assistant’s words', 'forwarded-headers-refused', behindDoor(400, '400: Bad Request')],
  ['403 in Home Assistant’s words', 'ip-banned', behindDoor(403, '403: Forbidden')],
  ['no account yet', 'onboarding-not-done', [set({ providers: hears(http(400, '{"code":"onboarding_required"}')) })]],
  ['a browser’s login', 'login-in-front', behindDoor(401, '', { 'www-authenticate': 'Basic realm="x"' })],
  ['Authelia', 'login-in-front', behindDoor(302, '', { location: 'https://auth.example/?rd=https://ha.example' })],
  ['sent on', 'redirected-elsewhere', behindDoor(302, '', { location: 'https://www.example/' })],
  ['https wanted behind', 'upstream-wants-https', behindDoor(400, 'The plain HTTP request was sent to HTTPS port')],
  ['another website', 'other-answer', [everybodySees(hears(http(200, '<html>')))], 'likely'],
  ['403 for both may be the certificate', 'other-answer', [everybodySees(hears(http(403)))], 'likely', 'device-forbidden'],
  ['revoked, at another website', 'other-answer', [revoked, everybodySees(hears(http(200, '<html>')))], 'likely'],
  ['no answer', 'no-http-answer', [deviceSees(breaksAfter('timed-out'))]],
  ['1033', 'cloudflare-tunnel-down', behindCloudflare(530, 'error code: 1033')],
  ['530 alone', 'cloudflare-tunnel-down', behindCloudflare(530)],
  ['1016', 'cloudflare-dns-error', behindCloudflare(530, 'error code: 1016')],
  ['522', 'cloudflare-origin-unreachable', behindCloudflare(522)],
  ['526', 'cloudflare-origin-tls', behindCloudflare(526)],
  ['the tunnel’s 502', 'home-assistant-down', behindCloudflare(502)],
  ['Access', 'cloudflare-access', behindCloudflare(302, '', { location: 'https://us.cloudflareaccess.com/cdn-cgi/access/login' })],
  ['a riddle', 'cloudflare-challenge', behindCloudflare(403, 'Just a moment...', { 'cf-mitigated': 'challenge' })],
  ['past Cloudflare, to another website', 'cloudflare-bypassed', [cloudflare, everybodySees(hears(http(404)))], 'likely'],
]);

const notUpgraded = (status: number) => greeted({ kind: 'not-upgraded', answer: http(status) });

table('websocket-blocked', [
  ['nothing but HTTP/2', 'http2-only', [set({ alpn: { h2: true, http1: false }, webSocket: null, providers: null, webhook: null })]],
  ['400', 'websocket-upgrade-dropped', [webSocketSees(notUpgraded(400))]],
  ['403', 'websocket-forbidden', [webSocketSees(notUpgraded(403))]],
  ['502', 'websocket-gateway', [webSocketSees(notUpgraded(502))]],
  ['silence', 'websocket-silent', [webSocketSees(breaksAfter('timed-out'))]],
  ['another greeting', 'websocket-silent', [webSocketSees(greeted({ kind: 'other-message', body: 'hello' }))]],
  [
    'dropped by Cloudflare',
    'cloudflare-websockets-off',
    [webSocketSees(greeted({ kind: 'not-upgraded', answer: overCloudflare(http(400)) }))],
    'likely',
    'websocket-upgrade-dropped',
  ],
  ['webhooks are shut', 'webhook-blocked', [set({ webhook: hears(http(405)) })]],
  ['webhooks are not answered', 'webhook-blocked', [set({ webhook: breaksAfter('timed-out') })], 'likely'],
  [
    'webhooks are shut to services',
    'webhook-shut-to-services',
    [knows({ openPaths: ['/api/webhook/'] }), set({ strangerWebhook: hears(noCertificate) })],
  ],
]);

table('unclear', [
  ['429', 'rate-limited', [everybodySees(hears(http(429)))]],
  ['the stranger times out', 'stranger-outcome-unclear', [strangerSees(breaksAfter('timed-out'))]],
  ['the stranger is sent to a login page', 'stranger-outcome-unclear', [strangerSees(hears(http(302)))]],
  ['the stranger is set a riddle', 'stranger-outcome-unclear', [strangerSees(hears(overCloudflare(http(403, 'Just a moment...'))))]],
  [
    'the stranger times out, and there is HTTP/3',
    'stranger-outcome-unclear',
    [strangerSees(breaksAfter('timed-out')), set({ device: hears(http(200, manifest.body, { 'alt-svc': 'h3=":443"; ma=86400' })) })],
    'certain',
    'http3-offered',
  ],
  ['no device: a refused stranger', 'no-device-chosen', [noDevice]],
  ['no device: a stranger blocked by Cloudflare', 'no-device-chosen', [noDevice, strangerSees(hears(blocked))]],
]);

/** Every cause, each in the runs that prove it. */
export const causeCases: readonly Case[] = cases;
