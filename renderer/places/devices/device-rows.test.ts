import { describe, expect, test } from 'vitest';
import type { Device, Home } from '../../../electron/contract/entities.ts';
import { deviceRows, searchRows, sortedBy, sortRows } from './device-rows.ts';

const device = (id: string, name: string, platform: Device['platform'], homeId: string | null, notAfter: string): Device => ({
  id,
  name,
  platform,
  homeId,
  authorityId: null,
  createdAt: '2026-01-01T00:00:00Z',
  key: 'here',
  exports: [],
  lastExport: null,
  revoked: null,
  guide: null,
  certificate: {
    commonName: name,
    subject: `CN=${name}`,
    issuer: 'CN=devices',
    serial: '40',
    fingerprint: 'ab',
    notBefore: '2026-01-01T00:00:00Z',
    notAfter,
    san: [],
    eku: ['clientAuth'],
    isCa: false,
    key: 'P-256',
  },
});
const home = (id: string, name: string): Home => ({
  id,
  name,
  url: 'https://ha.example',
  road: 'proxy',
  deviceAuthorityId: null,
  server: { source: 'public' },
  cloudflare: null,
  proxy: null,
  todo: [],
  lastProbe: null,
  schedule: null,
});

const rows = deviceRows(
  [
    device('1', 'Jörg – Pixel 10', 'android', 'h1', '2028-09-02T00:00:00Z'),
    device('2', 'Anna – iPhone', 'ios', 'h2', '2026-12-14T00:00:00Z'),
    device('3', 'Jörg – Pixel 9', 'android', null, '2028-09-02T00:00:00Z'),
  ],
  [home('h1', 'Lindenweg'), home('h2', 'Cabin')],
  ({ platform }) => ({ ios: 'iPhone or iPad', android: 'Android', macos: 'Mac', other: 'Other' })[platform],
);
const ids = (found: typeof rows) => found.map((row) => row.device.id).join('');

test('a device can be revoked by our authority, and at Cloudflare; one that was brought along cannot', () => {
  const [brought, elsewhere, signed, revoked] = deviceRows(
    [
      device('1', 'Anna', 'ios', 'h1', '2028-09-02T00:00:00Z'),
      device('2', 'Anna', 'ios', 'h2', '2028-09-02T00:00:00Z'),
      { ...device('3', 'Anna', 'ios', null, '2028-09-02T00:00:00Z'), authorityId: 'a1' },
      { ...device('4', 'Anna', 'ios', 'h2', '2028-09-02T00:00:00Z'), revoked: { at: '2026-01-01T00:00:00Z', reason: 'superseded' } },
    ],
    [home('h1', 'Lindenweg'), { ...home('h2', 'Cabin'), road: 'cloudflare' }],
    () => '',
  );
  expect([brought, elsewhere, signed, revoked].map((row) => row?.canBeRevoked)).toEqual([false, true, true, false]);
});

describe('the search', () => {
  test.each([
    ['', '123'],
    ['  ', '123'],
    ['JÖRG', '13'],
    ['jörg linden', '1'],
    ['ipad', '2'],
    ['cabin', '2'],
    ['nobody', ''],
  ])('“%s” finds %s', (search, found) => expect(ids(searchRows(rows, search))).toBe(found));
});

describe('the order', () => {
  test('of names counts numbers as numbers', () => expect(ids(sortRows(rows, { key: 'name', descending: false }))).toBe('231'));
  test('turns around', () => expect(ids(sortRows(rows, { key: 'name', descending: true }))).toBe('132'));
  test('of ends keeps names in order where they are alike', () => {
    expect(ids(sortRows(rows, { key: 'validity', descending: false }))).toBe('231');
    expect(ids(sortRows(rows, { key: 'validity', descending: true }))).toBe('312');
  });
  test('of homes puts devices without one first', () => expect(ids(sortRows(rows, { key: 'home', descending: false }))).toBe('321'));
  test('is turned by a second press and begins anew in another column', () => {
    const once = sortedBy({ key: 'name', descending: false }, 'home');
    expect(once).toEqual({ key: 'home', descending: false });
    expect(sortedBy(once, 'home')).toEqual({ key: 'home', descending: true });
    expect(sortedBy(sortedBy(once, 'home'), 'home')).toEqual({ key: 'home', descending: false });
  });
});
