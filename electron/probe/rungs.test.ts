import { describe, expect, test } from 'vitest';
import { type RungId, rungIds } from '../contract/probe.ts';
import { rungsOf } from './rungs.ts';
import {
  asked,
  attempt,
  blocked,
  breaksAfter,
  breaksIn,
  type Change,
  deviceAuthority,
  deviceSees,
  done,
  everybodySees,
  failed,
  greeted,
  hears,
  http,
  knows,
  manifest,
  noCertificate,
  noDevice,
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

const rung = (id: RungId, ...changes: readonly Change[]) => rungsOf(seen(...changes)).find((each) => each.id === id);
const states = (...changes: readonly Change[]) =>
  rungsOf(seen(...changes))
    .map(({ state }) => state[0])
    .join('');

test('every rung is there, in the order in which a connection is made', () => {
  expect(rungsOf(seen()).map(({ id }) => id)).toEqual(rungIds);
});

test.each<[string, readonly Change[], string]>([
  ['all is well', [], 'pppppppp'],
  ['no address', [unnamed], 'fsssssss'],
  ['nobody listens', [unreached('refused')], 'pfssssss'],
  ['no TLS', [everybodySees(breaksIn('not-tls'))], 'ppfsssss'],
  ['the server’s certificate is too weak, though trusted', [serverShows({}, { key: 'RSA-1024' })], 'ppfppppp'],
  ['everybody gets in', [strangerSees(hears(manifest))], 'pppfpppp'],
  ['the device is refused', [deviceSees(hears(wrongCertificate))], 'ppppfsss'],
  ['the house is down', [deviceSees(hears(http(502)))], 'pppppfss'],
  ['Cloudflare blocks the device', [everybodySees(hears(blocked))], 'ppppfsss'],
  ['the upgrade is dropped', [webSocketSees(greeted({ kind: 'not-upgraded', answer: http(400) }))], 'ppppppfp'],
  ['nothing but HTTP/2', [set({ alpn: { h2: true, http1: false }, webSocket: null, webhook: null })], 'ppppppfs'],
  ['webhooks are shut', [set({ webhook: hears(http(405)) })], 'pppppppf'],
  ['webhooks are shut to services', [set({ strangerWebhook: hears(noCertificate) })], 'pppppppf'],
  ['no device', [noDevice], 'ppppssss'],
])('%s', (_, changes, expected) => expect(states(...changes)).toBe(expected));

describe('the evidence', () => {
  test('names every address that was tried', () => {
    const attempts = [attempt('2001:db8::1', failed('timed-out', null, 'ETIMEDOUT')), attempt('203.0.113.20')];
    expect(rung('reached', set({ attempts }))?.evidence).toMatchObject({
      address: '203.0.113.20',
      connections: '2001:db8::1 (IPv6): ETIMEDOUT, 203.0.113.20 (IPv4): 5 ms',
    });
  });

  test('says whether a certificate was asked for, and from whom', () => {
    expect(rung('stranger-refused')?.evidence).toMatchObject({ asked: 'yes', authorities: deviceAuthority, status: '400' });
    expect(rung('stranger-refused', strangerSees({ ...hears(manifest), asked: notAsked }))?.evidence).toMatchObject({ asked: 'no' });
    const unknown = everybodySees(breaksIn('alert', 40));
    expect(rung('stranger-refused', unknown)?.evidence).not.toHaveProperty('asked');
  });

  test('says which versions of HTTP are spoken', () => expect(rung('websocket')?.evidence['alpn']).toBe('h2, http/1.1'));

  test('of a page of Cloudflare’s is kept, though it is not the house’s', () => {
    const strangerAlone = [noDevice, strangerSees(hears(blocked))] as const;
    expect(rung('home-assistant', ...strangerAlone)).toMatchObject({ state: 'skipped', evidence: { status: '403', server: 'cloudflare' } });
  });

  test('of the alert is kept where it was heard over TLS 1.2 alone', () => {
    const sight = [strangerSees(breaksAfter('closed')), set({ strangerOld: { ...breaksIn('alert', 40), asked } })] as const;
    expect(rung('stranger-refused', ...sight)?.evidence).toMatchObject({ alert: '40' });
  });
});

describe('a revoked device', () => {
  const at = '2026-11-20T00:00:00.000Z';
  test.each([
    ['refused', hears(wrongCertificate), 'passed'],
    ['let in', hears(manifest), 'failed'],
    ['asked for something else', hears(http(403)), 'skipped'],
    ['blocked by Cloudflare', hears(overCloudflare(blocked)), 'passed'],
  ])('that is %s', (_, device, state) => {
    expect(rung('device-let-in', knows({ revokedAt: at }), set({ device }))).toMatchObject({ state, evidence: { revoked: at } });
  });
});

test('what was held back is not tried', () => {
  expect(states(everybodySees(breaksIn('withheld')))).toBe('ppssssss');
  expect(states(webSocketSees(breaksIn('withheld')), set({ plain: done(http(200)) }))).toBe('ppppppsp');
});
