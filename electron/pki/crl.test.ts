import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RevocationReason } from '../contract/entities.ts';
import { readCertificate } from './certificate.ts';
import { issueCrl, readCrl } from './crl.ts';
import { type Issuer, issueDeviceAuthority } from './issue.ts';
import { exportKey, importKey } from './key.ts';
import { fromPem, toPem } from './pem.ts';
import { ask, isHere, mustSay, scratch } from './test-judges.ts';
import { authorityName, newDevice, newDeviceAuthority } from './test-people.ts';

const now = new Date();
const nextUpdate = new Date(now.getTime() + 86_400_000);
const reasons: readonly RevocationReason[] = ['unspecified', 'keyCompromise', 'superseded', 'cessationOfOperation', 'aACompromise'];
const inSeconds = (date: Date): string => new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString();

/** Asks OpenSSL whether a proxy with this list takes the certificate. */
function check(authority: Issuer, crl: Uint8Array, certificate: Uint8Array) {
  const { put } = scratch();
  const files = [
    ['-CAfile', put('ca.pem', toPem('CERTIFICATE', authority.certificate))],
    ['-CRLfile', put('list.pem', toPem('X509 CRL', crl))],
  ].flat();
  return ask('openssl', 'verify', '-x509_strict', '-crl_check', ...files, put('leaf.pem', toPem('CERTIFICATE', certificate)));
}

describe('OpenSSL', () => {
  test.each(['p256', 'p384', 'rsa2048'] as const)('enforces a list that an authority of %s signed', async (algorithm) => {
    const authority = await newDeviceAuthority(algorithm);
    const [kept, lost] = [await newDevice('p256', authority), await newDevice('p256', authority)];
    const { serial } = readCertificate(lost.certificate);
    const crl = await issueCrl({ issuer: authority, number: 7, revoked: [{ serial, at: now, reason: 'keyCompromise' }], now, nextUpdate });
    expect(check(authority, crl, kept.certificate)).toMatchObject({ ok: true });
    const refused = check(authority, crl, lost.certificate);
    expect(refused.ok).toBe(false);
    expect(refused.text).toContain('certificate revoked');
    const { put } = scratch();
    const ca = put('ca.pem', toPem('CERTIFICATE', authority.certificate));
    const shown = mustSay('openssl', 'crl', '-inform', 'DER', '-noout', '-text', '-verify', '-CAfile', ca, '-in', put('list.crl', crl));
    expect(shown).toContain('verify OK');
    expect(shown).toContain('Version 2 (0x1)');
    expect(shown).toMatch(/X509v3 CRL Number: \s+7\n/);
    expect(shown).toMatch(/Authority Key Identifier: \s+(\w\w:){19}\w\w\n/);
    expect(shown).toMatch(/CRL Reason Code: \s+Key Compromise\n/);
  });

  test('accepts everybody by an empty list of a reloaded authority, from an hour ago on', async () => {
    const { authority, certificate } = await newDevice();
    const reloaded = { certificate: new Uint8Array(authority.certificate), key: importKey(new Uint8Array(exportKey(authority.key))) };
    const crl = await issueCrl({ issuer: reloaded, number: 1, revoked: [], now: new Date(now.getTime() + 3_500_000), nextUpdate });
    expect(check(authority, crl, certificate)).toMatchObject({ ok: true });
    expect(readCrl(crl)).toMatchObject({ issuer: `CN=${authorityName}`, number: '1', revoked: [] });
  });
});

test.skipIf(!isHere('certtool'))('GnuTLS reads and verifies a list', async () => {
  const { put } = scratch();
  const issuer = await newDeviceAuthority();
  const revoked = [{ serial: 'ff01', at: now, reason: 'superseded' as const }];
  const crl = await issueCrl({ issuer, number: 1, revoked, now, nextUpdate });
  const [ca, list] = [put('ca.pem', toPem('CERTIFICATE', issuer.certificate)), put('list.pem', toPem('X509 CRL', crl))];
  expect(ask('certtool', '--verify-crl', '--load-ca-certificate', ca, '--infile', list).text).toMatch(/Verification output: Verified/);
  expect(mustSay('certtool', '--crl-info', '--infile', list)).toMatch(/Serial Number \(hex\): (00)?ff01/);
});

test('a list comes back, with serials of any first bit and dates beyond 2049', async () => {
  const issuer = await newDeviceAuthority();
  const date = fc.date({ min: new Date('2000-01-01'), max: new Date('2120-01-01'), noInvalidDate: true });
  const serial = fc.uint8Array({ minLength: 1, maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('hex'));
  const entry = fc.record({ serial, at: date, reason: fc.constantFrom(...reasons) });
  const list = fc.record({ number: fc.nat(), revoked: fc.array(entry, { maxLength: 20 }), now: date, nextUpdate: date });
  await fc.assert(
    fc.asyncProperty(list, async ({ number, revoked, now: at, nextUpdate: next }) => {
      expect(readCrl(await issueCrl({ issuer, number, revoked, now: at, nextUpdate: next }))).toEqual({
        issuer: `CN=${authorityName}`,
        number: String(number),
        thisUpdate: inSeconds(new Date(at.getTime() - 3_600_000)),
        nextUpdate: inSeconds(next),
        revoked: revoked.map((each) => ({ ...each, serial: each.serial.replace(/^(00)+(?=..)/, ''), at: inSeconds(each.at) })),
      });
    }),
    { numRuns: 100 },
  );
});

test("OpenSSL's own list is read", async () => {
  const { at, put } = scratch();
  const issuer = await newDeviceAuthority('rsa2048');
  const config = put(
    'ca.cnf',
    `[ca]\ndefault_ca=a\n[a]\ndatabase=${put('index.txt', 'R\t400101000000Z\t260101120000Z,keyCompromise\t0A\tunknown\t/CN=x\nR\t400101000000Z\t260102120000Z\t80\tunknown\t/CN=y\n')}\ndefault_md=sha256\ndefault_crl_days=3\n`,
  );
  const [cert, key] = [put('ca.pem', toPem('CERTIFICATE', issuer.certificate)), put('ca.key', toPem('PRIVATE KEY', exportKey(issuer.key)))];
  mustSay('openssl', 'ca', '-config', config, '-gencrl', '-cert', cert, '-keyfile', key, '-out', at('list.pem'));
  const [list] = fromPem(mustSay('openssl', 'crl', '-in', at('list.pem')));
  expect(readCrl(list?.der ?? Buffer.alloc(0))).toMatchObject({
    issuer: `CN=${authorityName}`,
    number: null,
    revoked: [
      { serial: '0a', at: '2026-01-01T12:00:00.000Z', reason: 'keyCompromise' },
      { serial: '80', at: '2026-01-02T12:00:00.000Z', reason: 'unspecified' },
    ],
  });
});

test('a list with any byte changed is damaged or read, never a bug', async () => {
  const issuer = await newDeviceAuthority();
  const crl = await issueCrl({ issuer, number: 1, revoked: [{ serial: '01', at: now, reason: 'superseded' }], now, nextUpdate });
  fc.assert(
    fc.property(fc.nat(crl.length - 1), fc.integer({ min: 1, max: 255 }), (index, flip) => {
      const bent = Buffer.from(crl);
      bent.writeUInt8(bent.readUInt8(index) ^ flip, index);
      try {
        expect(readCrl(bent).revoked.length).toBeLessThanOrEqual(1);
      } catch (error) {
        expect(error).toMatchObject({ code: 'bundle-damaged' });
      }
    }),
    { numRuns: 3000 },
  );
});

test('what is no list is damaged, at every length', async () => {
  const issuer = await newDeviceAuthority();
  const crl = await issueCrl({ issuer, number: 1, revoked: [{ serial: '01', at: now, reason: 'superseded' }], now, nextUpdate });
  for (let length = 0; length < crl.length; length += 1) {
    expect(() => readCrl(crl.subarray(0, length))).toThrow(expect.objectContaining({ code: 'bundle-damaged', facts: { part: 'crl' } }));
  }
  await expect(issueDeviceAuthority({ name: 'x', key: issuer.key, now }).then(readCrl)).rejects.toMatchObject({ code: 'bundle-damaged' });
});
