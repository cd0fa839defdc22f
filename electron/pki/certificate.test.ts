import { createPublicKey, X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { parseCertificate, readCertificate } from './certificate.ts';
import { issueServerCertificate } from './issue.ts';
import { fromPem } from './pem.ts';
import { mustSay, scratch } from './test-judges.ts';
import { authorityName, named, newDevice, newServerAuthority } from './test-people.ts';

/** Lets OpenSSL make a self-signed certificate. */
function made(...options: readonly string[]): Buffer {
  const { at } = scratch();
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', at('key.pem')];
  return fromPem(mustSay('openssl', 'req', '-x509', '-utf8', '-subj', '/CN=x', ...key, ...options))[0]?.der ?? Buffer.alloc(0);
}

test('reads what we issue', async () => {
  const names = ['ha.example', '*.home.example', '192.168.1.20', 'fd00::a:20'];
  const issuer = await newServerAuthority(named(...names));
  const publicKey = createPublicKey(issuer.key);
  const der = await issueServerCertificate({ issuer, publicKey, names: named(...names), now: new Date('2026-03-01T12:00:00Z') });
  const x509 = new X509Certificate(der);
  expect(readCertificate(der)).toEqual({
    commonName: 'ha.example',
    subject: 'CN=ha.example',
    issuer: `CN=${authorityName}`,
    serial: x509.serialNumber.toLowerCase(),
    fingerprint: x509.fingerprint256.replaceAll(':', '').toLowerCase(),
    notBefore: '2026-03-01T11:00:00.000Z',
    notAfter: '2028-05-29T12:00:00.000Z',
    san: ['DNS:ha.example', 'DNS:*.home.example', 'IP:192.168.1.20', 'IP:fd00::a:20'],
    eku: ['serverAuth'],
    isCa: false,
    key: 'P-256',
  });
  expect(readCertificate(issuer.certificate)).toMatchObject({ isCa: true, san: [] });
});

test('reads what a stranger issues', () => {
  const der = made(
    '-subj',
    '/C=CH/O=Zuhause/OU=Küche/CN=Jörg',
    '-set_serial',
    '0x00ff01',
    '-days',
    '20000',
    '-addext',
    'subjectAltName=email:a@b.example,URI:https://b.example/x,DNS:b.example,IP:::1,RID:1.2.3',
    '-addext',
    'extendedKeyUsage=clientAuth,emailProtection,1.2.3.4',
  );
  expect(readCertificate(der)).toMatchObject({
    commonName: 'Jörg',
    subject: 'CN=Jörg, OU=Küche, O=Zuhause, C=CH',
    serial: 'ff01',
    san: ['email:a@b.example', 'URI:https://b.example/x', 'DNS:b.example', 'IP:::1'],
    eku: ['clientAuth', 'emailProtection', '1.2.3.4'],
    isCa: true,
  });
  expect(readCertificate(der).notAfter).toMatch(/^20[78]\d-.*T.*\.000Z$/);
});

test('names cannot hide or reorder what stands beside them', () => {
  expect(readCertificate(made('-addext', 'subjectAltName=DNS:evil\u001b[31m.example')).san).toEqual(['DNS:evil\\1b[31m.example']);
});

test.each([
  ['RSA-3072', ['-newkey', 'rsa:3072']],
  ['RSA-1024', ['-newkey', 'rsa:1024']],
  ['P-521', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521']],
  ['secp256k1', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1']],
  ['Ed25519', ['-newkey', 'ed25519']],
])('names a key of %s, whether this runtime knows it or not', (label, newKey) => {
  const { at } = scratch();
  const text = mustSay('openssl', 'req', '-x509', '-subj', '/CN=x', ...newKey, '-nodes', '-keyout', at('key.pem'));
  expect(readCertificate(fromPem(text)[0]?.der ?? Buffer.alloc(0)).key).toBe(label);
});

describe('what is no certificate', () => {
  test('is damaged, at every length and with any byte changed', async () => {
    const { certificate } = await newDevice();
    for (let length = 0; length < certificate.length; length += 1) {
      expect(() => readCertificate(certificate.subarray(0, length))).toThrow(new Failure('bundle-damaged', { part: 'certificate' }));
    }
    fc.assert(
      fc.property(fc.nat(certificate.length - 1), fc.integer({ min: 1, max: 255 }), (index, flip) => {
        const bent = Buffer.from(certificate);
        bent.writeUInt8(bent.readUInt8(index) ^ flip, index);
        try {
          expect(readCertificate(bent).fingerprint).toMatch(/^[0-9a-f]{64}$/);
        } catch (error) {
          expect(error).toMatchObject({ code: 'bundle-damaged' });
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('is refused unread above 64 KiB', () => {
    expect(() => parseCertificate(Buffer.alloc(64 * 1024 + 1))).toThrow(expect.objectContaining({ code: 'bundle-over-limit' }));
  });
});
