import { describe, expect, test } from 'vitest';
import type { Authority, CertificateFacts, Device, Home } from '../../electron/contract/entities.ts';
import type { OwnProxyDraft } from '../../electron/contract/fields.ts';
import { canVisit, type DraftRecords, emptyDraft, isDone, reconcile, stepAfter, stepBefore } from './draft-progress.ts';

const certificate: CertificateFacts = {
  commonName: 'Anna – iPhone',
  subject: 'CN=Anna – iPhone',
  issuer: 'CN=Lindenweg devices',
  serial: '4a',
  fingerprint: 'ab',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2028-01-01T00:00:00Z',
  san: [],
  eku: ['clientAuth'],
  isCa: false,
  key: 'P-256',
};
const home: Home = {
  id: 'home',
  name: 'Lindenweg',
  url: 'https://ha.example',
  deviceAuthorityId: 'authority',
  server: { source: 'public' },
  proxy: null,
  road: 'proxy',
  cloudflare: null,
  todo: [],
  lastProbe: null,
  schedule: null,
};
const authority: Authority = {
  id: 'authority',
  job: 'device',
  homeId: 'home',
  name: 'Lindenweg devices',
  certificate,
  bounds: [],
  backup: { phase: 'none' },
};
const device: Device = {
  id: 'device',
  name: 'Anna – iPhone',
  platform: 'ios',
  homeId: 'home',
  authorityId: 'authority',
  certificate,
  key: 'here',
  createdAt: '2026-01-01T00:00:00Z',
  exports: [],
  lastExport: null,
  revoked: null,
  guide: null,
};
const nothing: DraftRecords = { homes: [], authorities: [], devices: [] };
const everything: DraftRecords = { homes: [home], authorities: [authority], devices: [device] };
const made: OwnProxyDraft = {
  ...emptyDraft,
  step: 'device',
  homeId: 'home',
  authorityId: 'authority',
  deviceId: 'device',
  backupSkipped: true,
};

describe('a draft that is resumed', () => {
  test('stays as it was typed while nothing is confirmed', () => {
    const typed = { ...emptyDraft, homeName: 'Linden', homeUrl: 'https://ha' };
    expect(reconcile(typed, nothing)).toEqual(typed);
  });

  test('finds the home that was made just before the app was killed', () => {
    const typed = { ...emptyDraft, homeName: ' Lindenweg', homeUrl: 'https://HA.example/' };
    const records = { ...nothing, homes: [{ ...home, deviceAuthorityId: null }] };
    expect(reconcile(typed, records)).toMatchObject({ step: 'address', homeId: 'home', authorityId: null });
  });

  test('finds the authority and the device too, so that nothing is made twice', () => {
    const typed = { ...made, authorityId: null, deviceId: null, deviceName: 'Anna – iPhone' };
    expect(reconcile(typed, everything)).toMatchObject({ authorityId: 'authority', deviceId: 'device' });
  });

  test('goes on after the step whose record was made just before the app was killed', () => {
    const atAuthority = { ...made, step: 'authority', authorityId: null, deviceId: null } as const;
    expect(reconcile(atAuthority, { ...everything, devices: [] })).toMatchObject({ step: 'backup', authorityId: 'authority' });
    const atDevice = { ...made, deviceId: null, deviceName: 'Anna – iPhone' };
    expect(reconcile(atDevice, everything)).toMatchObject({ step: 'export', deviceId: 'device' });
  });

  test('stays at a step that the user went back to', () => {
    expect(reconcile({ ...made, step: 'authority' }, everything)).toMatchObject({ step: 'authority' });
  });

  test('takes no device of another home or another name', () => {
    const typed = { ...made, deviceId: null, deviceName: 'Anna – iPhone' };
    const others = [
      { ...device, id: 'a', homeId: 'elsewhere' },
      { ...device, id: 'b', name: 'Jörg – Pixel' },
    ];
    expect(reconcile(typed, { ...everything, devices: others })).toMatchObject({ deviceId: null, step: 'device' });
  });

  test('goes back to the first step whose record is gone', () => {
    expect(reconcile({ ...made, step: 'test' }, nothing)).toMatchObject({ step: 'address', homeId: null, deviceId: null });
  });
});

describe('a step', () => {
  test('is done when its record exists, or when it was skipped knowingly', () => {
    expect(isDone(made, everything, 'backup')).toBe(true);
    expect(isDone({ ...made, backupSkipped: false }, everything, 'backup')).toBe(false);
    const saved: Authority = { ...authority, backup: { phase: 'saved', at: '2026-01-01T00:00:00Z', fileName: 'backup.p12' } };
    expect(isDone({ ...made, backupSkipped: false }, { ...everything, authorities: [saved] }, 'backup')).toBe(true);
  });

  test('that was copied by hand counts once a later step was reached', () => {
    const before = { ...made, deviceId: null };
    expect(isDone({ ...before, step: 'target' }, { ...everything, devices: [] }, 'target')).toBe(false);
    expect(isDone({ ...before, step: 'proxy' }, { ...everything, devices: [] }, 'target')).toBe(true);
    expect(isDone({ ...before, step: 'proxy' }, { ...everything, devices: [] }, 'proxy')).toBe(false);
    expect(isDone({ ...before, step: 'device' }, { ...everything, devices: [] }, 'proxy')).toBe(true);
  });

  test('cannot be visited before the steps in front of it are done', () => {
    expect(canVisit(made, everything, 'export')).toBe(true);
    expect(canVisit(made, everything, 'test')).toBe(false);
    expect(canVisit(emptyDraft, nothing, 'authority')).toBe(false);
  });

  test('has neighbours, and the ends lead to themselves', () => {
    expect([stepBefore('address'), stepAfter('address'), stepBefore('phone'), stepAfter('phone')]).toEqual([
      'address',
      'authority',
      'test',
      'phone',
    ]);
  });
});
