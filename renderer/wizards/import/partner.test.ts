import { expect, test } from 'vitest';
import type { ImportOffer, InspectedCertificate, KeyFacts } from '../../../electron/contract/inspection.ts';
import { partnerOf } from './partner.ts';

const certificate = (fingerprint: string, keyFingerprint: string): InspectedCertificate => ({
  commonName: 'Anna',
  subject: 'CN=Anna',
  issuer: 'CN=CA',
  serial: '01',
  fingerprint,
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-01-01T00:00:00.000Z',
  san: [],
  eku: [],
  isCa: false,
  key: 'P-256',
  version: 3,
  signature: 'SHA-256 with ECDSA',
  keyFingerprint,
});
const key = (keyFingerprint: string | null, owner: string | null = null): KeyFacts => ({
  label: 'P-256',
  certificate: owner,
  keyFingerprint,
});

const open = (importId: string, keys: readonly KeyFacts[], certificates: readonly InspectedCertificate[]): ImportOffer => {
  const facts = {
    kind: 'bundle',
    isPkcs12: false,
    encryption: null,
    mac: null,
    profile: null,
    keys,
    certificates,
    requests: [],
    crls: [],
  } as const;
  return {
    importId,
    fileName: importId,
    state: { phase: 'open', inspection: { facts, findings: [], targets: [] }, leaf: null, leaves: [] },
  };
};

const leaf = open('leaf', [], [certificate('f1', 'k1'), certificate('ca', 'k0')]);
const lone = open('key', [key('k1')], []);
const whole = open('whole', [key('k1', 'f1')], [certificate('f1', 'k1')]);
const stranger = open('stranger', [key('k2')], [certificate('f3', 'k3')]);
const unknown = open('unknown', [key(null)], []);
const locked: ImportOffer = { importId: 'locked', fileName: 'locked', state: { phase: 'needs-passphrase' } };

test('a lone certificate finds its key, and the key its certificate', () => {
  const all = [locked, stranger, unknown, leaf, lone];
  expect(partnerOf(leaf, all)).toEqual({ offer: lone, holds: 'key' });
  expect(partnerOf(lone, all)).toEqual({ offer: leaf, holds: 'certificate' });
});

test.each([
  ['itself', leaf, [leaf]],
  ['a file that holds both', leaf, [leaf, whole]],
  ['a file that has both to look for more', whole, [whole, leaf, lone]],
  ['a stranger’s', leaf, [leaf, stranger]],
  ['what nobody has opened', lone, [lone, locked]],
  ['a key of an unknown kind', leaf, [leaf, unknown]],
])('no partner is %s', (_, offer, offers) => expect(partnerOf(offer, offers)).toBeNull());
