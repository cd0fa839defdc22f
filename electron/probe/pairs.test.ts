import { expect, test } from 'vitest';
import type { CauseCode } from '../contract/probe.ts';
import {
  asks,
  attempt,
  blocked,
  breaksIn,
  type Change,
  device,
  deviceSees,
  done,
  everybodySees,
  failed,
  greeted,
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
  strangerSees,
  unnamed,
  unreached,
  webSocketSees,
  wrongCertificate,
} from './test-seen.ts';
import { judge } from './verdict.ts';

const open: Change = (run) => asks(notAsked)(strangerSees(hears(manifest))(run));
const httpOpen = set({ plain: done(manifest) });
const expired = serverShows({ dates: 'expired' });
const wrongName = serverShows({ nameMatches: false }, { san: ['DNS:elsewhere.example'] });
const tooLong = serverShows({}, { notAfter: '2036-10-01T00:00:00.000Z' });
const selfSigned = serverShows({ distrust: 'DEPTH_ZERO_SELF_SIGNED_CERT', chain: [{ ...leaf, isSelfSigned: true }] });
const deviceRefused = deviceSees(hears(wrongCertificate));
const deviceEnded = device({ dates: 'expired' });
const wrongPurpose = device({ mayBeClient: false });
const wrongAuthority = device({ certificate: { issuer: 'CN=Other' } });
const down = deviceSees(hears(http(502)));
const distrustful = deviceSees(hears(http(400, '400: Bad Request')));
const upgradeDropped = webSocketSees(greeted({ kind: 'not-upgraded', answer: http(400) }));
const webhookBlocked = set({ webhook: hears(http(405)) });
const strangerUnclear = strangerSees(hears(http(302)));
const revoked = knows({ revokedAt: '2026-11-20T00:00:00.000Z' });
const ipv6Open = set({
  elsewhere: [{ address: '2001:db8::1', visit: hears(manifest) }],
  attempts: [attempt('203.0.113.20'), attempt('2001:db8::1')],
});
const noAccount = set({ providers: hears(http(400, '{"code":"onboarding_required"}')) });
const tunnelDown: Change = (run) => deviceSees(hears(overCloudflare(http(530))))(strangerSees(hears(blocked))(run));

test.each<[string, readonly Change[], CauseCode, CauseCode | null]>([
  ['open, and the server’s certificate has ended', [open, expired], 'door-open-not-asked', 'server-certificate-expired'],
  ['open, and the name is another', [open, wrongName], 'door-open-not-asked', 'server-certificate-wrong-name'],
  ['open, and the WebSocket is dropped', [open, upgradeDropped], 'door-open-not-asked', 'websocket-upgrade-dropped'],
  ['open, and port 80 too', [open, httpOpen], 'door-open-not-asked', 'door-open-http'],
  ['open, and the device is revoked', [open, revoked], 'door-open-not-asked', 'revoked-device-let-in'],
  ['port 80 open, and the certificate has ended', [httpOpen, expired], 'door-open-http', 'server-certificate-expired'],
  ['port 80 open, and the house is down', [httpOpen, down], 'door-open-http', 'home-assistant-down'],
  ['port 80 open, and the device has ended', [httpOpen, deviceRefused, deviceEnded], 'door-open-http', 'device-certificate-expired'],
  ['IPv6 open, and port 80 too', [ipv6Open, httpOpen], 'door-open-ipv6', 'door-open-http'],
  ['IPv6 open, and webhooks blocked', [ipv6Open, webhookBlocked], 'door-open-ipv6', 'webhook-blocked'],
  ['revoked and let in, and webhooks blocked', [revoked, webhookBlocked], 'revoked-device-let-in', 'webhook-blocked'],
  ['ended, and of another name', [expired, wrongName], 'server-certificate-expired', 'server-certificate-wrong-name'],
  ['self-signed, and ended', [selfSigned, expired], 'server-certificate-self-signed', 'server-certificate-expired'],
  ['self-signed, and of another name', [selfSigned, wrongName], 'server-certificate-self-signed', 'server-certificate-wrong-name'],
  ['another name, and too long', [wrongName, tooLong], 'server-certificate-wrong-name', 'server-certificate-too-long'],
  [
    'another name, and the device has ended',
    [wrongName, deviceRefused, deviceEnded],
    'server-certificate-wrong-name',
    'device-certificate-expired',
  ],
  ['too long, and the house is down', [tooLong, down], 'server-certificate-too-long', 'home-assistant-down'],
  ['ended, and the WebSocket is dropped', [expired, upgradeDropped], 'server-certificate-expired', 'websocket-upgrade-dropped'],
  [
    'the device has ended, and is a server’s',
    [deviceRefused, deviceEnded, wrongPurpose],
    'device-certificate-expired',
    'device-certificate-purpose',
  ],
  [
    'the device has ended, and is of another authority',
    [deviceRefused, deviceEnded, wrongAuthority],
    'device-certificate-expired',
    'wrong-authority-file',
  ],
  [
    'a server’s, and of another authority',
    [deviceRefused, wrongPurpose, wrongAuthority],
    'device-certificate-purpose',
    'wrong-authority-file',
  ],
  ['revoked, and of another authority', [deviceRefused, revoked, wrongAuthority], 'device-revoked', null],
  ['the house distrusts its proxy, and the stranger is unclear', [distrustful, strangerUnclear], 'forwarded-headers-refused', null],
  ['no account, and the WebSocket is dropped', [noAccount, upgradeDropped], 'onboarding-not-done', 'websocket-upgrade-dropped'],
  ['the WebSocket is dropped, and webhooks blocked', [upgradeDropped, webhookBlocked], 'websocket-upgrade-dropped', 'webhook-blocked'],
  [
    'the WebSocket is dropped, and the stranger is unclear',
    [upgradeDropped, strangerUnclear],
    'websocket-upgrade-dropped',
    'stranger-outcome-unclear',
  ],
  ['the tunnel is down, and port 80 open', [tunnelDown, httpOpen], 'door-open-http', 'cloudflare-tunnel-down'],
  [
    'the tunnel is down, and no rule blocks strangers',
    [everybodySees(hears(overCloudflare(http(530))))],
    'cloudflare-rule-missing',
    'cloudflare-tunnel-down',
  ],
  ['no address, and the device has ended', [unnamed, deviceEnded], 'name-not-found', null],
  ['nobody listens, and the device is revoked', [unreached('refused'), revoked], 'connection-refused', null],
  ['no TLS, and the device has ended', [everybodySees(breaksIn('not-tls')), deviceEnded], 'tls-not-spoken', null],
])('%s: the one to be mended first is named', (_, changes, first, second) => {
  const { cause, runnerUp } = judge(seen(...changes));
  expect([cause?.code, runnerUp?.code ?? null]).toEqual([first, second]);
});

test('a runner-up says why it is not the first', () => {
  expect(judge(seen(expired, wrongName)).runnerUp).toMatchObject({ whyNot: 'later' });
  expect(judge(seen(deviceRefused, knows({ authorities: [] }))).runnerUp).toMatchObject({ whyNot: 'later', confidence: 'possible' });
  const portal = set({ plain: done(http(302, '', { location: 'http://login.hotel.example/' })) });
  expect(judge(seen(unreached('refused'), portal)).runnerUp).toMatchObject({ code: 'connection-refused', whyNot: 'later' });
  expect(judge(seen(everybodySees(hears(http(403))))).runnerUp).toMatchObject({ code: 'device-forbidden', whyNot: 'less-sure' });
});

const doubts: readonly (readonly [string, Change])[] = [
  ['visits', everybodySees(breaksIn('withheld'))],
  ['the WebSocket', webSocketSees(breaksIn('withheld'))],
  ['the webhook', set({ webhook: breaksIn('withheld'), strangerWebhook: breaksIn('withheld') })],
  ['the other ports', set({ plain: failed('withheld'), direct: failed('withheld') })],
  ['other addresses', set({ elsewhere: [{ address: '2001:db8::1', visit: breaksIn('withheld') }], unnamed: breaksIn('withheld') })],
];

test.each(doubts)('%s that were held back are blamed for nothing', (_, change) => {
  const { cause } = judge(seen(change));
  expect(cause === null || cause.code === 'stranger-outcome-unclear').toBe(true);
});

test('the answer of a door is not taken for the house’s', () => {
  expect(judge(seen(deviceSees(hears(noCertificate))))).toMatchObject({ verdict: 'device-refused' });
});
