import { expect, test } from 'vitest';
import type { FileFacts, InspectedCertificate, Inspection, KeyFacts } from '../../../electron/contract/inspection.ts';
import { whatItIs } from './what-it-is.ts';

const certificate = (facts: Partial<InspectedCertificate> = {}): InspectedCertificate => ({
  commonName: 'Anna',
  subject: 'CN=Anna',
  issuer: 'CN=CA',
  serial: '01',
  fingerprint: 'f1',
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-01-01T00:00:00.000Z',
  san: [],
  eku: [],
  isCa: false,
  key: 'P-256',
  version: 3,
  signature: 'SHA-256 with ECDSA',
  keyFingerprint: 'k1',
  ...facts,
});
const ownKey: KeyFacts = { label: 'P-256', certificate: 'f1', keyFingerprint: 'k1' };
const device = certificate({ eku: ['clientAuth'] });
const server = certificate({ eku: ['serverAuth'], san: ['DNS:ha.example'] });
/** As `openssl req -x509` makes it. */
const selfSignedServer = { ...server, isCa: true };
const authority = certificate({ isCa: true });

const inspection = (kind: FileFacts['kind'], certificates: readonly InspectedCertificate[], keys: readonly KeyFacts[]): Inspection => ({
  facts: { kind, isPkcs12: false, encryption: null, mac: null, profile: null, keys, certificates, requests: [], crls: [] },
  findings: [],
  targets: [],
});

test.each([
  ['device', 'bundle', [device, authority], [ownKey], 'f1'],
  ['server', 'bundle', [server], [ownKey], 'f1'],
  ['server', 'bundle', [selfSignedServer], [ownKey], 'f1'],
  ['authority', 'bundle', [authority], [ownKey], 'f1'],
  ['keyUnusable', 'bundle', [device], [{ ...ownKey, label: 'P-521' }], null],
  ['keyless', 'bundle', [device], [], null],
  ['certificate', 'certificate', [device], [], null],
  ['serverCertificate', 'certificate', [selfSignedServer], [], null],
  ['authorityCertificate', 'certificate', [authority], [], null],
  ['certificates', 'certificate', [device, authority], [], null],
  ['request', 'request', [], [], null],
  ['crl', 'crl', [], [], null],
  ['key', 'key', [], [{ ...ownKey, certificate: null }], null],
] as const)('%s: a %s', (what, kind, certificates, keys, leaf) => {
  expect(whatItIs({ phase: 'open', inspection: inspection(kind, certificates, keys), leaf, leaves: leaf === null ? [] : [leaf] })).toBe(
    what,
  );
});

test('what nobody has opened yet is only known to be locked', () => expect(whatItIs({ phase: 'needs-passphrase' })).toBe('locked'));
