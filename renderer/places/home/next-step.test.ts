import { describe, expect, test } from 'vitest';
import type { Authority, CertificateFacts, Device, Home } from '../../../electron/contract/entities.ts';
import type { ProbeReport } from '../../../electron/contract/probe.ts';
import { nextStep, nextToEnd } from './next-step.ts';

const now = Date.parse('2026-11-21T12:00:00Z');

const certificate: CertificateFacts = {
  commonName: 'Anna – iPhone',
  subject: 'CN=Anna – iPhone',
  issuer: 'CN=Lindenweg devices',
  serial: '40',
  fingerprint: 'ab',
  notBefore: '2026-11-01T00:00:00Z',
  notAfter: '2028-11-01T00:00:00Z',
  san: [],
  eku: ['clientAuth'],
  isCa: false,
  key: 'P-256',
};
const device: Device = {
  id: 'd1',
  name: 'Anna – iPhone',
  platform: 'ios',
  homeId: 'h1',
  authorityId: 'a1',
  certificate,
  createdAt: '2026-11-01T00:00:00Z',
  exports: [],
  lastExport: { at: '2026-11-01T00:00:00Z', form: 'compatible' },
  key: 'here',
  revoked: null,
  guide: null,
};
const ending = (name: string, notAfter: string): Device => ({ ...device, id: name, name, certificate: { ...certificate, notAfter } });
const locked: ProbeReport = {
  url: 'https://ha.example',
  device: device.name,
  startedAt: '2026-11-21T10:00:00Z',
  durationMs: 100,
  connections: 1,
  verdict: 'locked',
  cause: null,
  runnerUp: null,
  homeAssistantVersion: null,
  rungs: [],
};
const home: Home = {
  id: 'h1',
  name: 'Lindenweg',
  url: 'https://ha.example',
  road: 'proxy',
  deviceAuthorityId: 'a1',
  server: { source: 'public' },
  cloudflare: null,
  proxy: null,
  todo: [],
  lastProbe: locked,
  schedule: null,
};
const authority: Authority = {
  id: 'a1',
  job: 'device',
  homeId: 'h1',
  name: 'Lindenweg devices',
  certificate,
  bounds: [],
  backup: { phase: 'saved', at: '2026-11-01T00:00:00Z', fileName: 'backup.p12' },
};
const done = { home, devices: [device], authorities: [authority], draftHomeIds: [null, null] };

describe('the next step of a home', () => {
  test('is nothing when everything is done', () => expect(nextStep(done, now)).toBeNull());

  test('is the wizard that was left, before anything else', () =>
    expect(nextStep({ ...done, devices: [], draftHomeIds: ['h1', null] }, now)).toEqual({ act: 'resume' }));

  describe('behind Cloudflare', () => {
    const rule = { openPaths: [], issuer: null, savedAt: '2026-11-01T00:00:00Z' };
    const behind: Home = { ...home, road: 'cloudflare', cloudflare: { service: 'http://homeassistant:8123', rule, applied: null } };
    const elsewhere: Device = { ...device, authorityId: null };

    test('leads back to the wizard until the rule is in place', () =>
      expect(nextStep({ ...done, home: { ...behind, cloudflare: null } }, now)).toEqual({ act: 'resume' }));

    test('asks for the file of a certificate that Cloudflare signed', () => {
      const fresh = { ...elsewhere, lastExport: null };
      expect(nextStep({ ...done, home: behind, devices: [fresh], authorities: [] }, now)).toEqual({ act: 'export', device: fresh });
      expect(nextStep({ ...done, home: behind, devices: [elsewhere], authorities: [] }, now)).toBeNull();
    });
  });

  test('leaves the draft of another home alone', () => expect(nextStep({ ...done, draftHomeIds: ['h2', null] }, now)).toBeNull());

  test('is the first device', () => expect(nextStep({ ...done, devices: [] }, now)).toEqual({ act: 'add-device' }));

  test('is to export a device that never left this computer', () => {
    const fresh = { ...device, id: 'd2', lastExport: null };
    expect(nextStep({ ...done, devices: [device, fresh] }, now)).toEqual({ act: 'export', device: fresh });
  });

  test('never asks to export what was brought along', () =>
    expect(nextStep({ ...done, devices: [{ ...device, authorityId: null, lastExport: null }] }, now)).toBeNull());

  test('asks neither to export nor to test a device that holds its key itself', () => {
    const alone: Device = { ...device, key: 'elsewhere', lastExport: null };
    expect(nextStep({ ...done, home: { ...home, lastProbe: null }, devices: [alone] }, now)).toBeNull();
    expect(nextStep({ ...done, home: { ...home, lastProbe: null }, devices: [alone, device] }, now)).toEqual({ act: 'test', device });
  });

  test('is a device that ends within 30 days, before a test', () => {
    const soon = ending('soon', '2026-12-14T12:00:00Z');
    expect(nextStep({ ...done, home: { ...home, lastProbe: null }, devices: [device, soon] }, now)).toEqual({
      act: 'replace',
      device: soon,
    });
  });

  test('is a device of an authority that was replaced, until it was added once more', () => {
    const renewedHome = { ...home, deviceAuthorityId: 'a2' };
    expect(nextStep({ ...done, home: renewedHome }, now)).toEqual({ act: 'renew', device });
    const renewed = { ...device, id: 'd2', authorityId: 'a2' };
    expect(nextStep({ ...done, home: renewedHome, devices: [device, renewed] }, now)).toBeNull();
    const brought = { ...device, authorityId: null };
    expect(nextStep({ ...done, home: renewedHome, devices: [brought] }, now)).toBeNull();
  });

  test.each([null, { ...locked, verdict: 'open' as const }])('is a test while the door is not proved locked', (lastProbe) =>
    expect(nextStep({ ...done, home: { ...home, lastProbe } }, now)).toEqual({ act: 'test', device }),
  );

  test('is the backup last', () => {
    const unsaved: Authority = { ...authority, backup: { phase: 'none' } };
    expect(nextStep({ ...done, authorities: [unsaved] }, now)).toEqual({ act: 'back-up', authority: unsaved });
  });
});

test('the device that ends first is found', () => {
  expect(nextToEnd([device, ending('b', '2027-01-01T00:00:00Z'), ending('c', '2027-06-01T00:00:00Z')])?.name).toBe('b');
  expect(nextToEnd([])).toBeNull();
});

test('a device that was added once more under the same name ends nobody’s access', () => {
  const old = ending('Anna', '2026-11-01T00:00:00Z');
  const fresh = { ...ending('Anna', '2028-11-01T00:00:00Z'), id: 'fresh' };
  expect(nextToEnd([old, fresh])?.id).toBe('fresh');
});
