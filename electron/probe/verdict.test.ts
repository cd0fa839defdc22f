import { describe, expect, test } from 'vitest';
import { type CauseCode, causeCodes, type Verdict, verdicts } from '../contract/entities.ts';
import { probeEn } from '../contract/text/en/probe.ts';
import type { Answer, Greeting, Handshake, Observations, Visit } from './observations.ts';
import { rungsOf } from './rungs.ts';
import type { Step, TroubleKind } from './step.ts';
import { judge } from './verdict.ts';

const done = <T>(value: T): Step<T> => ({ phase: 'done', ms: 5, value });
const failed = (kind: TroubleKind, alert: number | null = null): Step<never> => ({
  phase: 'failed',
  ms: 5,
  trouble: { kind, code: kind.toUpperCase(), alert },
});

const server: Handshake = {
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  chain: [new Uint8Array([1])],
  subject: 'CN=ha.example',
  issuer: 'CN=R11',
  names: ['DNS:ha.example'],
  notBefore: '2026-10-01T00:00:00.000Z',
  notAfter: '2026-12-30T00:00:00.000Z',
  inDate: true,
  nameMatches: true,
  distrust: null,
};
const http = (status: number, body = ''): Answer => ({ status, body, server: '', location: '' });
const manifest = http(200, '{"name": "Home Assistant"}');
const noCertificate = http(400, '<center>No required SSL certificate was sent</center>');
const wrongCertificate = http(400, '<center>The SSL certificate error</center>');

const hears = (answer: Answer, shown: Handshake = server): Visit<Answer> => ({ handshake: done(shown), reply: done(answer) });
const breaksIn = (kind: TroubleKind, alert: number | null = null): Visit<never> => ({ handshake: failed(kind, alert), reply: null });
const breaksAfter = (kind: TroubleKind, alert: number | null = null): Visit<never> => ({
  handshake: done(server),
  reply: failed(kind, alert),
});
const greeted = (greeting: Greeting): Visit<Greeting> => ({ handshake: done(server), reply: done(greeting) });

const locked: Observations = {
  target: { origin: 'https://ha.example', host: 'ha.example', port: 443 },
  identity: { name: 'Anna – iPhone', notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2028-01-01T00:00:00.000Z', inDate: true },
  name: done(['203.0.113.20']),
  reached: done('203.0.113.20'),
  missed: [],
  stranger: hears(noCertificate),
  device: hears(manifest),
  webSocket: greeted({ kind: 'auth-required', version: '2026.11.2' }),
};
const nothingBehind = { stranger: null, device: null, webSocket: null };
const lateName = { ...locked, identity: { ...(locked.identity ?? { name: '', notBefore: '', notAfter: '' }), inDate: false } };
const unreached = (kind: TroubleKind): Partial<Observations> => ({
  ...nothingBehind,
  reached: failed(kind),
  missed: [{ address: '203.0.113.20', trouble: { kind, code: kind, alert: null } }],
});
const bothHear = (answer: Answer): Partial<Observations> => ({ stranger: hears(answer), device: hears(answer), webSocket: null });
const shows = (change: Partial<Handshake>): Partial<Observations> => ({ stranger: hears(noCertificate, { ...server, ...change }) });

type Case = readonly [name: string, seen: Partial<Observations>, verdict: Verdict, cause: CauseCode | null, runnerUp?: CauseCode];

const cases: readonly Case[] = [
  ['nginx refuses the stranger with its page', {}, 'locked', null],
  ['TLS 1.2 alert 40 for the stranger', { stranger: breaksIn('alert', 40) }, 'locked', null],
  ['Go says 42 to the stranger', { stranger: breaksIn('alert', 42) }, 'locked', null],
  ['TLS 1.3 alert 116, after the handshake', { stranger: breaksAfter('alert', 116) }, 'locked', null],
  ['a reset for the stranger alone', { stranger: breaksAfter('closed') }, 'locked', null],
  ['403 for the stranger alone, as a firewall rule says', { stranger: hears(http(403, 'blocked')) }, 'locked', null],
  ['no address', { ...nothingBehind, name: failed('name-not-found'), reached: null }, 'unreachable', 'name-not-found'],
  ['nobody listens', unreached('refused'), 'unreachable', 'connection-refused'],
  ['nobody answers', unreached('timed-out'), 'unreachable', 'connection-timed-out'],
  ['no way there', unreached('failed'), 'unreachable', 'connection-failed'],
  ['no TLS', { stranger: breaksIn('not-tls'), device: breaksIn('not-tls'), webSocket: null }, 'unreachable', 'tls-not-spoken'],
  ['alert 40 for both', { stranger: breaksIn('alert', 40), device: breaksIn('alert', 40), webSocket: null }, 'unreachable', 'tls-failed'],
  ['alert 70 for both', { stranger: breaksIn('alert', 70), device: breaksIn('alert', 70), webSocket: null }, 'unreachable', 'tls-failed'],
  ['the stranger sees the manifest', { stranger: hears(manifest) }, 'open', 'door-open'],
  ['the stranger reaches a house that is down', bothHear(http(502)), 'open', 'door-open', 'home-assistant-down'],
  [
    'the stranger reaches a house that distrusts its proxy',
    bothHear(http(400, '400: Bad Request')),
    'open',
    'door-open',
    'forwarded-headers-refused',
  ],
  [
    'open, and the certificate is bad',
    { stranger: hears(manifest, { ...server, nameMatches: false }) },
    'open',
    'door-open',
    'server-certificate-wrong-name',
  ],
  ['server out of date', shows({ inDate: false }), 'server-untrusted', 'server-certificate-expired'],
  ['server of another name', shows({ nameMatches: false }), 'server-untrusted', 'server-certificate-wrong-name'],
  ['server of an unknown root', shows({ distrust: 'SELF_SIGNED_CERT_IN_CHAIN' }), 'server-untrusted', 'server-certificate-untrusted'],
  [
    'server bad, device refused: the server first',
    { ...shows({ nameMatches: false }), device: hears(wrongCertificate), webSocket: null },
    'server-untrusted',
    'server-certificate-wrong-name',
    'device-certificate-refused',
  ],
  ['nginx refuses the device', { device: hears(wrongCertificate), webSocket: null }, 'device-refused', 'device-certificate-refused'],
  ['unknown authority, alert 48', { device: breaksAfter('alert', 48), webSocket: null }, 'device-refused', 'device-certificate-refused'],
  [
    'a silent reset for both',
    { stranger: breaksAfter('closed'), device: breaksAfter('closed'), webSocket: null },
    'device-refused',
    'device-certificate-refused',
  ],
  [
    'the device is out of date',
    { ...lateName, device: hears(wrongCertificate), webSocket: null },
    'device-refused',
    'device-certificate-out-of-date',
    'device-certificate-refused',
  ],
  ['out of date, yet let in', lateName, 'locked', null],
  [
    'a key that TLS does not take',
    { device: breaksIn('identity-unusable'), webSocket: null },
    'device-refused',
    'device-certificate-unusable',
  ],
  ['the house is down behind a locked door', { device: hears(http(502)), webSocket: null }, 'not-home-assistant', 'home-assistant-down'],
  [
    'the house distrusts its proxy',
    { device: hears(http(400, '400: Bad Request')), webSocket: null },
    'not-home-assistant',
    'forwarded-headers-refused',
  ],
  ['another website', bothHear(http(200, '<html>')), 'not-home-assistant', 'other-answer'],
  ['403 for both may be the certificate', bothHear(http(403)), 'not-home-assistant', 'other-answer', 'device-certificate-refused'],
  ['no HTTP answer', { device: breaksAfter('timed-out'), webSocket: null }, 'not-home-assistant', 'no-http-answer'],
  [
    'upgrade dropped',
    { webSocket: greeted({ kind: 'not-upgraded', answer: http(400) }) },
    'websocket-blocked',
    'websocket-upgrade-dropped',
  ],
  ['no greeting', { webSocket: breaksAfter('timed-out') }, 'websocket-blocked', 'websocket-silent'],
  ['the stranger times out', { stranger: breaksAfter('timed-out') }, 'unclear', 'stranger-outcome-unclear'],
  ['the stranger is sent to a login page', { stranger: hears(http(302)) }, 'unclear', 'stranger-outcome-unclear'],
  ['no device: a refused stranger', { identity: null, device: null, webSocket: null }, 'unclear', 'no-device-chosen'],
  ['no device: the manifest', { identity: null, device: null, stranger: hears(manifest) }, 'open', 'door-open'],
];

for (const [name, seen, verdict, cause, runnerUp] of cases) {
  test(name, () => {
    const judgement = judge({ ...locked, ...seen });
    expect([judgement.verdict, judgement.cause?.code ?? null, judgement.runnerUp?.code]).toEqual([verdict, cause, runnerUp]);
  });
}

test('every verdict and every cause has its case', () => {
  expect(new Set(cases.map(([, , verdict]) => verdict))).toEqual(new Set(verdicts));
  expect(new Set(cases.map(([, , , cause]) => cause))).toEqual(new Set([null, ...causeCodes]));
});

describe('words', () => {
  const placeholders = (text: string) => Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([, name]) => name);

  for (const [name, part] of cases) {
    const seen = { ...locked, ...part };

    test(`find the facts and the evidence that they name: ${name}`, () => {
      const { cause } = judge(seen);
      const words = cause && probeEn.causes[cause.code];
      expect(Object.keys(cause?.facts ?? {})).toEqual(expect.arrayContaining(placeholders(`${words?.text} ${words?.fix}`)));
      for (const { id, state, evidence } of rungsOf(seen)) {
        expect(Object.keys(evidence)).toEqual(expect.arrayContaining(placeholders(probeEn.rungs[id][state])));
      }
    });
  }

  test('of every verdict say from where it was seen', () => {
    for (const { sentence } of Object.values(probeEn.verdicts)) expect(sentence).toContain('As seen from this network');
  });
});
