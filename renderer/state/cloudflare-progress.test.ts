import { describe, expect, test } from 'vitest';
import type { CloudflareSetup } from '../../electron/contract/cloudflare.ts';
import type { CloudflareDraft } from '../../electron/contract/cloudflare-fields.ts';
import type { CertificateFacts, Device, Home, PendingRequest } from '../../electron/contract/entities.ts';
import {
  type CloudflareRecords,
  canVisit,
  draftOf,
  emptyCloudflareDraft,
  isDone,
  reconcileCloudflare,
  stepAfter,
} from './cloudflare-progress.ts';

const locked: CloudflareSetup = {
  service: 'http://homeassistant:8123',
  rule: { openPaths: [], issuer: null, savedAt: '2026-11-01T00:00:00Z' },
  applied: null,
};
const home: Home = {
  id: 'h1',
  name: 'Lindenweg',
  url: 'https://ha.example.org',
  road: 'cloudflare',
  deviceAuthorityId: null,
  server: { source: 'undecided' },
  proxy: null,
  cloudflare: null,
  todo: [],
  lastProbe: null,
  schedule: null,
};
const names = { commonName: 'Anna', subject: 'CN=Anna', san: [], eku: [], fingerprint: 'ab', key: 'RSA-2048' };
const request: PendingRequest = {
  id: 'r1',
  name: 'Anna',
  platform: 'ios',
  homeId: 'h1',
  request: names,
  pem: '',
  createdAt: '2026-11-01T00:00:00Z',
};
const certificate: CertificateFacts = {
  ...names,
  issuer: 'CN=Managed CA',
  serial: '40',
  notBefore: '2026-11-01T00:00:00Z',
  notAfter: '2028-11-01T00:00:00Z',
  isCa: false,
};
const device: Device = {
  id: 'r1',
  name: 'Anna',
  platform: 'ios',
  homeId: 'h1',
  authorityId: null,
  certificate,
  key: 'here',
  createdAt: '2026-11-01T00:00:00Z',
  exports: [],
  lastExport: null,
  revoked: null,
  guide: null,
};

const nothing: CloudflareRecords = { homes: [], requests: [], devices: [] };
const draft = (patch: Partial<CloudflareDraft>): CloudflareDraft => ({ ...emptyCloudflareDraft, ...patch });
const typed = { homeName: ' Lindenweg', homeUrl: 'https://HA.example.org/', deviceName: 'Anna' };
const withTunnel = { ...home, cloudflare: { ...locked, rule: null } };

describe('an app that was killed', () => {
  test('after the home was made does not make it twice', () => {
    const found = reconcileCloudflare(draft({ ...typed, step: 'address' }), { ...nothing, homes: [home] });
    expect(found).toMatchObject({ homeId: 'h1', step: 'address' });
  });

  test('after the request was made goes on to its certificate', () => {
    const before = draft({ ...typed, homeId: 'h1', step: 'device' });
    const found = reconcileCloudflare(before, { homes: [withTunnel], requests: [request], devices: [] });
    expect(found).toMatchObject({ requestId: 'r1', deviceId: null, step: 'certificate' });
  });

  test('after the certificate was attached finds the device that the request became', () => {
    const before = draft({ ...typed, homeId: 'h1', requestId: 'r1', step: 'certificate' });
    const records = { homes: [withTunnel], requests: [], devices: [device] };
    expect(reconcileCloudflare(before, records)).toMatchObject({ deviceId: 'r1', step: 'hostname' });
  });

  test('after a token has done all of it goes on to the file', () => {
    const before = draft({ ...typed, homeId: 'h1', requestId: 'r1', step: 'certificate', way: 'token' });
    const records = { homes: [{ ...home, cloudflare: locked }], requests: [], devices: [device] };
    expect(reconcileCloudflare(before, records)).toMatchObject({ deviceId: 'r1', step: 'export' });
  });

  test('and whose home is gone begins anew', () => {
    expect(reconcileCloudflare(draft({ homeId: 'h1', step: 'rule' }), nothing)).toMatchObject({ homeId: null, step: 'address' });
  });
});

describe('a device', () => {
  const records = { homes: [{ ...home, cloudflare: locked }], requests: [], devices: [device] };

  test('of the same name is not taken for the one that is made anew', () => {
    const before = { ...draftOf({ ...home, cloudflare: locked }), step: 'device', deviceName: 'Anna' } as const;
    expect(reconcileCloudflare(before, records)).toMatchObject({ requestId: null, deviceId: null, step: 'device' });
  });

  test('that is added to a locked home needs no hostname and no rule', () => {
    const certified = { ...draftOf({ ...home, cloudflare: locked }), step: 'certificate', requestId: 'r1' } as const;
    expect(stepAfter(certified, records)).toBe('export');
    expect(stepAfter(certified, { ...records, homes: [withTunnel] })).toBe('hostname');
  });
});

test('a home that is known already goes on where it is not set up', () => {
  expect(draftOf(home)).toMatchObject({ homeId: 'h1', step: 'prepare', service: 'http://homeassistant:8123' });
  expect(draftOf(withTunnel).step).toBe('connector');
  const open = { ...locked, rule: { openPaths: ['/api/webhook/a', '/api/webhook/b'], issuer: 'AB', savedAt: '2026-11-01T00:00:00Z' } };
  expect(draftOf({ ...home, cloudflare: open })).toMatchObject({
    scope: 'but-webhooks',
    openPaths: '/api/webhook/a\n/api/webhook/b',
    pin: true,
  });
});

test('a step can be visited once every step before it is done', () => {
  const records = { homes: [withTunnel], requests: [request], devices: [] };
  const at = draft({ homeId: 'h1', requestId: 'r1', step: 'certificate' });
  expect(canVisit(at, records, 'device')).toBe(true);
  expect(canVisit(at, records, 'hostname')).toBe(false);
  expect(isDone(at, records, 'rule')).toBe(false);
});
