import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formOfTarget, type Installer, installers } from '../contract/export-targets.ts';
import { type FileFacts, type FileFindingCode, fileFindingCodes, type InspectedCertificate } from '../contract/inspection.ts';
import { fileFindingsEn } from '../contract/text/en/file-findings.ts';
import { openContent } from './inspect.ts';
import { judgeInstallers, lintFile } from './lint-file.ts';

const now = new Date('2026-06-01T12:00:00Z');

/** Takes seconds by design. */
const slow = 'iterations-just-within-the-caps.p12';

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
  keyFingerprint: 'key',
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
  keys: [{ label: 'P-256', certificate: 'device', keyFingerprint: 'key' }],
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

const p521 = { label: 'P-521', certificate: 'device', keyFingerprint: 'key' };

/** One breach of every rule. */
const breaches = {
  'bundle-form-refused': { isPkcs12: false, mac: null },
  'bundle-encryption-refused': { encryption: 'PBES2 AES-256-CBC, HMAC-SHA256, 2048 rounds' },
  'bundle-encryption-obsolete': { encryption: 'PBE 3DES-CBC, SHA-1, 2048 rounds; PBE RC2-40-CBC, SHA-1, 2048 rounds' },
  'bundle-mac-refused': { mac: 'HMAC-SHA256, 2048 rounds' },
  'bundle-mac-unread': { mac: 'PBMAC1 HMAC-SHA256, 2048 rounds' },
  'bundle-mac-missing': { mac: null },
  'bundle-iterations-refused': { mac: 'HMAC-SHA1, 600001 rounds' },
  'bundle-key-missing': { keys: [] },
  'bundle-several-keys': { keys: [...bundle.keys, ...bundle.keys] },
  'key-unprotected': { encryption: null },
  'key-refused': { keys: [p521], certificates: [{ ...device, key: 'P-521' }, authority] },
  'key-unproved-on-phones': withDevice({ key: 'P-384' }),
  'key-too-short': alone({ key: 'RSA-2047' }),
  'key-of-authority': { keys: [{ label: 'P-256', certificate: 'authority', keyFingerprint: 'key' }] },
  'key-without-certificate': { keys: [{ label: 'P-256', certificate: null, keyFingerprint: null }] },
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

describe('an installer', () => {
  const verdicts = (facts: Partial<FileFacts>, passphrase?: string) =>
    Object.fromEntries(
      judgeInstallers({ ...bundle, ...facts }, find(facts, passphrase)).map(({ target, verdict, because }) => [
        target,
        verdict === 'takes' ? verdict : `${verdict}: ${because.join(', ')}`,
      ]),
    );
  const all = (verdict: string) => Object.fromEntries(installers.map((target) => [target, verdict]));
  /** What is said of those that are not named is `takes`. */
  const only = (verdict: 'refuses' | 'may-refuse', code: FileFindingCode, ...targets: readonly Installer[]) =>
    Object.fromEntries(targets.map((target) => [target, `${verdict}: ${code}`]));
  const phones = ['ios', 'android-15', 'android-16', 'wear-os'] as const;
  const withKey = (label: string) => ({
    keys: [{ label, certificate: 'device', keyFingerprint: 'key' }],
    certificates: [{ ...device, key: label }, authority],
  });

  const judged: readonly (readonly [string, Partial<FileFacts>, Readonly<Record<string, string>>])[] = [
    ['the Compatible form', {}, {}],
    [
      'the Modern form',
      { encryption: 'PBES2 AES-256-CBC, HMAC-SHA256, 100000 rounds', mac: 'HMAC-SHA256, 100000 rounds' },
      {
        ios: 'refuses: bundle-encryption-refused, bundle-mac-refused',
        ...only('refuses', 'bundle-encryption-refused', 'android-15'),
        macos: 'may-refuse: bundle-encryption-refused, bundle-mac-refused',
        'wear-os': 'may-refuse: bundle-encryption-refused, bundle-mac-refused',
      },
    ],
    [
      '3DES under a SHA-256 check',
      breaches['bundle-mac-refused'],
      { ...only('refuses', 'bundle-mac-refused', 'ios'), ...only('may-refuse', 'bundle-mac-refused', 'android-15', 'macos', 'wear-os') },
    ],
    ['PBMAC1', breaches['bundle-mac-unread'], all('refuses: bundle-mac-unread')],
    ['no check', breaches['bundle-mac-missing'], all('may-refuse: bundle-mac-missing')],
    ['RC2', breaches['bundle-encryption-obsolete'], {}],
    ['too many rounds', breaches['bundle-iterations-refused'], only('refuses', 'bundle-iterations-refused', 'windows')],
    [
      'text',
      breaches['bundle-form-refused'],
      {
        ...only('refuses', 'bundle-form-refused', ...phones),
        ...only('may-refuse', 'bundle-form-refused', 'macos', 'windows', 'firefox'),
      },
    ],
    [
      'P-521',
      withKey('P-521'),
      { ...only('refuses', 'key-refused', ...phones), ...only('may-refuse', 'key-refused', 'macos', 'windows', 'firefox') },
    ],
    ['P-384', withKey('P-384'), only('may-refuse', 'key-unproved-on-phones', ...phones)],
    [
      'RSA-1024',
      withKey('RSA-1024'),
      {
        ...only('refuses', 'key-too-short', 'ios', 'macos'),
        ...only('may-refuse', 'key-too-short', 'android-15', 'android-16', 'wear-os'),
      },
    ],
    ['version 1', withDevice({ version: 1 }), only('refuses', 'certificate-version-refused', 'ios')],
    ['an expired certificate, which is the door’s affair', withDevice({ notAfter: '2026-01-02T00:00:00.000Z' }), {}],
    ['several keys', breaches['bundle-several-keys'], {}],
  ];
  test.each(judged)('is judged for %s', (_, facts, expected) => {
    expect(verdicts(facts)).toEqual({ ...all('takes'), ...expected });
  });

  test.each(installers)('takes what is exported for it: %s', (target) => {
    const modern = { encryption: 'PBES2 AES-256-CBC, HMAC-SHA256, 100000 rounds', mac: 'HMAC-SHA256, 100000 rounds' };
    expect(verdicts(formOfTarget[target].form === 'modern' ? modern : {})[target]).toBe('takes');
  });

  test('is judged for the empty passphrase', () => {
    const code = 'bundle-passphrase-empty';
    expect(verdicts({}, '')).toEqual({ ...all('takes'), ...only('refuses', code, 'wear-os'), ...only('may-refuse', code, 'ios', 'macos') });
  });

  test.each([
    ['a certificate alone', alone({})],
    ['a bundle without a key', breaches['bundle-key-missing']],
    ['a key without its certificate', breaches['key-without-certificate']],
    ['a revocation list', ofCrl(null)],
  ])('has no say over %s', (_, facts) => {
    expect(verdicts(facts)).toEqual({});
  });

  test('says why it is against each hostile file that opens at all', async () => {
    const files = ['hostile', 'found'].flatMap((kind) => {
      const folder = new URL(`./fixtures/${kind}/`, import.meta.url);
      return readdirSync(folder).map((name) => new URL(name, folder));
    });
    let judged = 0;
    for (const file of files.filter(({ pathname }) => !pathname.endsWith(slow))) {
      const opened = await openContent(readFileSync(file), 'corpus').catch(() => null);
      if (opened === null) continue;
      const findings = lintFile({ file: opened.facts, isPassphraseEmpty: false, now });
      const told = judgeInstallers(opened.facts, findings);
      const holdsIdentity = opened.facts.keys.some(({ certificate }) => certificate !== null);
      expect(told.map(({ target }) => target)).toEqual(holdsIdentity ? installers : []);
      for (const { verdict, because } of told) {
        expect(because.length === 0).toBe(verdict === 'takes');
        expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining([...because]));
        judged += 1;
      }
    }
    expect(judged).toBeGreaterThan(0);
  });
});
