import { describe, expect, test } from 'vitest';
import type { Device } from '../../../electron/contract/entities.ts';
import type { ImportOffer, InspectedCertificate, RefusedFile } from '../../../electron/contract/inspection.ts';
import { importRows, isExportable, sortImportRows } from './import-rows.ts';

const certificate = (fingerprint: string): InspectedCertificate => ({
  commonName: `name ${fingerprint}`,
  subject: 'CN=Anna',
  issuer: 'CN=CA',
  serial: '01',
  fingerprint,
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-01-01T00:00:00.000Z',
  san: [],
  eku: ['clientAuth'],
  isCa: false,
  key: 'P-256',
  version: 3,
  signature: 'SHA-256 with ECDSA',
  keyFingerprint: 'k1',
});

function open(fileName: string, fingerprint: string, { hasKey = true, keptAs = '' } = {}): ImportOffer {
  const keys = hasKey ? [{ label: 'P-256', certificate: fingerprint, keyFingerprint: 'k1' }] : [];
  const facts = {
    kind: hasKey ? 'bundle' : 'certificate',
    isPkcs12: hasKey,
    encryption: null,
    mac: null,
    profile: null,
    keys,
    certificates: [certificate(fingerprint)],
    requests: [],
    crls: [],
  } as const;
  const file = { inspection: { facts, findings: [], targets: [] }, leaf: hasKey ? fingerprint : null, leaves: hasKey ? [fingerprint] : [] };
  const state = keptAs === '' ? { phase: 'open' as const, ...file } : { phase: 'kept' as const, ...file, deviceId: keptAs };
  return { importId: fileName, fileName, state };
}

const locked: ImportOffer = { importId: 'locked.p12', fileName: 'locked.p12', state: { phase: 'needs-passphrase' } };
const refused: RefusedFile = { importId: 'r', fileName: 'bad.p12', failure: { code: 'bundle-damaged', facts: {} } };
const device = (fingerprint: string, key: Device['key'] = 'here'): Device => {
  const about = { id: 'd1', name: 'Anna – iPhone', platform: 'ios', homeId: null, authorityId: null, createdAt: '' } as const;
  return { ...about, key, certificate: certificate(fingerprint), exports: [], lastExport: null, revoked: null, guide: null };
};

const states = (...args: Parameters<typeof importRows>) => importRows(...args).map(({ fileName, state }) => `${fileName}: ${state}`);

describe('a file in the list', () => {
  test('is locked, ready, kept, only looked at or refused', () => {
    const offers = [locked, open('a.p12', 'f1'), open('b.p12', 'f2', { keptAs: 'd1' }), open('c.crt', 'f3', { hasKey: false })];
    expect(states(offers, [refused], [])).toEqual(['locked.p12: locked', 'a.p12: ready', 'b.p12: kept', 'c.crt: seen', 'bad.p12: refused']);
  });

  test('is the same as a kept device', () => {
    const [row] = importRows([open('a.p12', 'f1')], [], [device('f1')]);
    expect(row).toMatchObject({ state: 'same', twin: { kind: 'device', device: { name: 'Anna – iPhone' } } });
    expect(states([open('a.p12', 'f1')], [], [device('f2')])).toEqual(['a.p12: ready']);
  });

  test('is not the same as a device that keeps its key to itself, unless it has no key either', () => {
    const offers = [open('a.p12', 'f1'), open('a.crt', 'f1', { hasKey: false })];
    expect(states(offers, [], [device('f1', 'elsewhere')])).toEqual(['a.p12: ready', 'a.crt: same']);
  });

  test('is the same as one that came earlier', () => {
    const rows = importRows([open('a.p12', 'f1'), open('copy.p12', 'f1'), open('a.crt', 'f1', { hasKey: false })], [], []);
    expect(rows.map(({ state }) => state)).toEqual(['ready', 'same', 'seen']);
    expect(rows[1]?.twin).toEqual({ kind: 'file', importId: 'a.p12', fileName: 'a.p12' });
  });
});

test('what holds a key with its certificate can be exported again', () => {
  const rows = importRows([locked, open('a.p12', 'f1'), open('c.crt', 'f3', { hasKey: false })], [refused], []);
  expect(rows.filter(isExportable).map(({ fileName }) => fileName)).toEqual(['a.p12']);
});

describe('sorting', () => {
  const rows = importRows([open('10.p12', 'f1'), open('9.p12', 'f2'), locked], [refused], []);
  const names = (...sorting: [Parameters<typeof sortImportRows>[1], boolean]) =>
    sortImportRows(rows, ...sorting).map(({ fileName }) => fileName);

  test('by file counts numbers', () => expect(names('file', false)).toEqual(['9.p12', '10.p12', 'bad.p12', 'locked.p12']));
  test('by state begins with what wants the user', () =>
    expect(names('state', false)).toEqual(['locked.p12', '9.p12', '10.p12', 'bad.p12']));
  test('turns around', () => expect(names('state', true)).toEqual(['bad.p12', '9.p12', '10.p12', 'locked.p12']));
});
