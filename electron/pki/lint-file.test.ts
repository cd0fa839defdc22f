import { describe, expect, test } from 'vitest';
import { type FileFacts, fileFindingCodes, type InspectedCertificate } from '../contract/inspection.ts';
import { fileFindingsEn } from '../contract/text/en/file-findings.ts';
import { lintFile } from './lint-file.ts';

const now = new Date('2026-06-01T12:00:00Z');

const device: InspectedCertificate = {
  commonName: 'Jörg – iPhone',
  subject: 'CN=Jörg – iPhone',
  issuer: 'CN=Küche CA',
  serial: '4f',
  fingerprint: 'device',
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-01-01T00:00:00.000Z',
  san: [],
  eku: ['clientAuth'],
  isCa: false,
  key: 'P-256',
  version: 3,
  signature: 'SHA-256 with ECDSA',
};
const authority: InspectedCertificate = {
  ...device,
  commonName: '',
  subject: 'CN=Küche CA',
  fingerprint: 'authority',
  eku: [],
  isCa: true,
};
const server: InspectedCertificate = { ...device, fingerprint: 'server', san: ['DNS:ha.example'], eku: ['serverAuth'] };

/** A file that nobody has anything against. */
const bundle: FileFacts = {
  kind: 'bundle',
  isPkcs12: true,
  encryption: 'PBE 3DES-CBC, SHA-1, 2048 rounds',
  mac: 'HMAC-SHA1, 2048 rounds',
  profile: 'compatible',
  keys: [{ label: 'P-256', certificate: 'device' }],
  certificates: [device, authority],
  requests: [],
  crls: [],
};
const alone = (certificate: Partial<InspectedCertificate>): Partial<FileFacts> => ({
  kind: 'certificate',
  isPkcs12: false,
  encryption: null,
  mac: null,
  keys: [],
  certificates: [{ ...device, ...certificate }],
});
const ofServer = (certificate: Partial<InspectedCertificate>) => alone({ ...server, ...certificate });
const withDevice = (certificate: Partial<InspectedCertificate>): Partial<FileFacts> => ({
  certificates: [{ ...device, ...certificate }, authority],
});
const ofCrl = (nextUpdate: string | null): Partial<FileFacts> => ({
  ...alone({}),
  kind: 'crl',
  certificates: [],
  crls: [{ issuer: 'CN=Küche CA', number: '1', thisUpdate: '2026-01-01T00:00:00.000Z', nextUpdate, revoked: [] }],
});

const find = (facts: Partial<FileFacts>, passphrase = 'correct horse') =>
  lintFile({ file: { ...bundle, ...facts }, isPassphraseEmpty: passphrase === '', now });
const codes = (facts: Partial<FileFacts>): readonly string[] => find(facts).map(({ code }) => code);

const p521 = { label: 'P-521', certificate: 'device' };

/** One breach of every rule. */
const breaches = {
  'bundle-form-refused': { isPkcs12: false, mac: null },
  'bundle-encryption-refused': { encryption: 'PBES2 AES-256-CBC, HMAC-SHA256, 2048 rounds' },
  'bundle-encryption-obsolete': { encryption: 'PBE 3DES-CBC, SHA-1, 2048 rounds; PBE RC2-40-CBC, SHA-1, 2048 rounds' },
  'bundle-mac-refused': { mac: 'HMAC-SHA256, 2048 rounds' },
  'bundle-mac-missing': { mac: null },
  'bundle-iterations-refused': { mac: 'HMAC-SHA1, 600001 rounds' },
  'bundle-key-missing': { keys: [] },
  'bundle-several-keys': { keys: [...bundle.keys, ...bundle.keys] },
  'key-unprotected': { encryption: null },
  'key-refused': { keys: [p521], certificates: [{ ...device, key: 'P-521' }, authority] },
  'key-unproved-on-phones': withDevice({ key: 'P-384' }),
  'key-too-short': alone({ key: 'RSA-2047' }),
  'key-of-authority': { keys: [{ label: 'P-256', certificate: 'authority' }] },
  'key-without-certificate': { keys: [{ label: 'P-256', certificate: null }] },
  'certificate-expired': alone({ notAfter: '2026-06-01T11:59:59.000Z' }),
  'certificate-not-yet-valid': alone({ notBefore: '2026-06-01T12:00:01.000Z' }),
  'certificate-signature-refused': alone({ signature: 'SHA-1 with RSA' }),
  'certificate-version-refused': alone({ version: 1 }),
  'certificate-issuer-missing': { certificates: [device] },
  'device-purpose-missing': { certificates: [{ ...server, fingerprint: 'device' }, authority] },
  'server-purpose-missing': ofServer({ eku: [] }),
  'server-names-missing': ofServer({ san: ['URI:urn:x'] }),
  'server-validity-too-long': ofServer({ notAfter: '2028-04-06T00:00:01.000Z' }),
  'crl-expired': ofCrl('2026-06-01T11:59:59.000Z'),
} satisfies Partial<Record<(typeof fileFindingCodes)[number], Partial<FileFacts>>>;

describe('what phones and proxies refuse is found', () => {
  test.each(Object.entries(breaches))('%s, and nothing else', (code, facts) => {
    expect(codes(facts)).toEqual([code]);
  });

  test('bundle-passphrase-empty, where something is encrypted', () => {
    expect(find({}, '').map(({ code }) => code)).toEqual(['bundle-passphrase-empty']);
    expect(find({ encryption: null, mac: null }, '').map(({ code }) => code)).not.toContain('bundle-passphrase-empty');
  });

  test('every code, in words without gaps', () => {
    const findings = [...Object.values(breaches).flatMap((facts) => find(facts)), ...find({}, '')];
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(fileFindingCodes));
    for (const { code, facts } of findings) {
      const { what, fix } = fileFindingsEn[code];
      const gaps = Array.from(`${what} ${fix}`.matchAll(/\{\{(\w+)\}\}/g), ([, gap]) => gap);
      expect(Object.keys(facts)).toEqual(expect.arrayContaining(gaps));
    }
  });
});

test('a self-signed server that calls itself an authority is judged as a server', () => {
  const days = { notAfter: '2030-01-01T00:00:00.000Z' };
  expect(codes(ofServer({ ...days, isCa: true, issuer: server.subject, signature: 'SHA-1 with RSA' }))).toEqual([
    'certificate-signature-refused',
    'server-validity-too-long',
  ]);
});

describe('nothing is found in', () => {
  test.each<[string, Partial<FileFacts>]>([
    ['a bundle that every phone takes', {}],
    ['a server certificate of 825 days', ofServer({ notAfter: '2028-04-05T00:00:00.000Z' })],
    ['a root with a SHA-1 signature of its own', alone({ ...authority, signature: 'SHA-1 with RSA' })],
    ['a self-signed device', { certificates: [{ ...device, issuer: device.subject }] }],
    ['a device certificate for every purpose', withDevice({ eku: [] })],
    ['an authority for servers', alone({ ...authority, eku: ['serverAuth'], notAfter: '2036-01-01T00:00:00.000Z' })],
    ['RSA-2048', withDevice({ key: 'RSA-2048' })],
    ['RSA-16384', withDevice({ key: 'RSA-16384' })],
    ['a revocation list without an end', ofCrl(null)],
  ])('%s', (_, facts) => {
    expect(codes(facts)).toEqual([]);
  });
});
