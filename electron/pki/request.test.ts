import { createHash, createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { bits, context, encode, integer, integerFromHex, nothing, octets, oid, sequence } from './asn1.ts';
import { issueDeviceCertificate } from './issue.ts';
import { generateKey } from './key.ts';
import { buildName } from './name.ts';
import { oids } from './oid.ts';
import { fromPem, toPem } from './pem.ts';
import { createRequest, readRequest } from './request.ts';
import { ask, isHere, mustSay, scratch } from './test-judges.ts';
import { deviceName, named, newDeviceAuthority } from './test-people.ts';

const refusal = (code: Failure['code'], facts: Failure['facts'] = {}) => expect.objectContaining({ code, facts });

const hasCerttool = isHere('certtool');

/** Lets OpenSSL make a request. */
function made(...options: readonly string[]): Buffer {
  const { at } = scratch();
  const text = mustSay('openssl', 'req', '-new', '-utf8', '-subj', '/CN=x', '-nodes', '-keyout', at('key.pem'), ...options);
  return fromPem(text)[0]?.der ?? Buffer.alloc(0);
}

/** Options of `openssl req` for a new key. */
const newKeys = {
  'RSA-2048': ['-newkey', 'rsa:2048'],
  'P-256': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  'P-384': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  'P-521': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521'],
  Ed25519: ['-newkey', 'ed25519'],
} as const;

describe('a request of ours', () => {
  test.each(['p256', 'p384', 'rsa2048'] as const)('with a key of %s is verified by OpenSSL and GnuTLS', async (algorithm) => {
    const { put } = scratch();
    const key = await generateKey(algorithm);
    const subject = { commonName: deviceName, organization: 'Küche & Söhne', country: 'CH' };
    const der = await createRequest({ subject, names: named('ha.example', '*.home.example', '192.168.1.20', 'fd00::20'), key });
    const file = put('request.pem', toPem('CERTIFICATE REQUEST', der));
    const { ok, text } = ask('openssl', 'req', '-verify', '-noout', '-text', '-nameopt', 'utf8,sep_comma_plus', '-in', file);
    expect(ok).toBe(true);
    expect(text).toContain(`Subject: C=CH,O=Küche & Söhne,CN=${deviceName}`);
    expect(text).toMatch(/DNS:ha.example, DNS:\*.home.example, IP Address:192.168.1.20, IP Address:FD00:0:0:0:0:0:0:20\n/);
    if (hasCerttool) expect(mustSay('certtool', '--crq-info', '--infile', file)).toContain('Self signature: verified');
    const read = readRequest(der);
    expect(read.facts).toMatchObject({
      commonName: deviceName,
      subject: `CN=${deviceName}, O=Küche & Söhne, C=CH`,
      san: ['DNS:ha.example', 'DNS:*.home.example', 'IP:192.168.1.20', 'IP:fd00::20'],
      eku: [],
    });
    expect(read.publicKey.equals(createPublicKey(key))).toBe(true);
  });

  test('comes back whatever its name, in every script', async () => {
    const key = await generateKey('p256');
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => !/\p{Cc}|(?!\u200d)\p{Cf}|\\/u.test(text) && [...text].length <= 64);
    await fc.assert(
      fc.asyncProperty(name, async (commonName) => {
        expect(readRequest(await createRequest({ subject: { commonName }, names: [], key })).facts.commonName).toBe(commonName);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    { commonName: '' },
    { commonName: 'x'.repeat(65) },
    { commonName: 'x', organization: '' },
    { commonName: 'x', country: 'Chile' },
  ])('is refused with the subject %j', async (subject) => {
    await expect(createRequest({ subject, names: [], key: await generateKey('p256') })).rejects.toEqual(refusal('name-unsuitable'));
  });
});

describe("a stranger's request", () => {
  test.each(Object.entries(newKeys))('with a key of %s is read', (label, newKey) => {
    const der = made(
      ...newKey,
      '-subj',
      '/C=CH/CN=Jörg',
      '-addext',
      'subjectAltName=DNS:ha.example',
      '-addext',
      'extendedKeyUsage=clientAuth',
    );
    expect(readRequest(der).facts).toMatchObject({
      commonName: 'Jörg',
      subject: 'CN=Jörg, C=CH',
      san: ['DNS:ha.example'],
      eku: ['clientAuth'],
      key: label,
    });
  });

  test.each(['sha1', 'sha256', 'sha384', 'sha512'])('signed over %s is read', (hash) => {
    for (const label of ['RSA-2048', 'P-256'] as const) {
      expect(readRequest(made(...newKeys[label], `-${hash}`)).facts.key).toBe(label);
    }
  });

  test('can be signed, and OpenSSL accepts the certificate', async () => {
    const { put } = scratch();
    const issuer = await newDeviceAuthority();
    const { facts, publicKey } = readRequest(made(...newKeys['RSA-2048'], '-subj', '/CN=Küche'));
    const certificate = await issueDeviceCertificate({ issuer, publicKey, name: facts.commonName, now: new Date() });
    const files = [issuer.certificate, certificate].map((der, index) => put(`${index}.pem`, toPem('CERTIFICATE', der)));
    expect(ask('openssl', 'verify', '-x509_strict', '-purpose', 'sslclient', '-CAfile', ...files)).toMatchObject({ ok: true });
  });

  test.each(['RSA-2048', 'P-256', 'P-384'] as const)('with a key of %s and another signature is refused', (label) => {
    const der = made(...newKeys[label], '-subj', '/CN=anna');
    const name = der.indexOf('anna');
    for (const index of [name, der.length - 8]) {
      const bent = Buffer.from(der);
      bent.writeUInt8(bent.readUInt8(index) ^ 1, index);
      expect(() => readRequest(bent)).toThrow(refusal('request-signature-wrong'));
    }
  });

  test('with the exponent 1, under which anybody signs, is refused', () => {
    const modulus = `00c1${'5b'.repeat(254)}0d`;
    const key = encode(sequence(integerFromHex(modulus), integer(1)));
    const spki = sequence(sequence(oid(oids.rsaEncryption), nothing()), bits(key));
    const info = sequence(integer(0), buildName('x'), spki, context(0));
    const digest = encode(sequence(sequence(oid(oids.sha256), nothing()), octets(createHash('sha256').update(encode(info)).digest())));
    const signature = Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(253 - digest.length, 0xff), Buffer.alloc(1), digest]);
    const der = encode(sequence(info, sequence(oid(oids.sha256WithRsaEncryption), nothing()), bits(signature)));
    expect(() => readRequest(der)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(request-signature-wrong|bundle-key-unsupported)$/) }),
    );
  });

  test('with a signature that is not known names it', () => {
    const der = made(...newKeys['RSA-2048'], '-sigopt', 'rsa_padding_mode:pss');
    expect(() => readRequest(der)).toThrow(refusal('bundle-algorithm-unsupported', { algorithm: 'RSA-PSS' }));
  });

  test('that is none is damaged, at every length', () => {
    const der = made(...newKeys['P-256']);
    for (let length = 0; length < der.length; length += 1) {
      expect(() => readRequest(der.subarray(0, length))).toThrow(refusal('bundle-damaged', { part: 'request' }));
    }
    expect(() => readRequest(Buffer.alloc(64 * 1024 + 1))).toThrow(refusal('bundle-over-limit', { limit: 'size' }));
  });

  test('with any byte changed is refused, or says the same', () => {
    const der = made(...newKeys['P-256']);
    const { fingerprint: _, ...facts } = readRequest(der).facts;
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (index, flip) => {
        const bent = Buffer.from(der);
        bent.writeUInt8(bent.readUInt8(index) ^ flip, index);
        try {
          expect(readRequest(bent).facts).toMatchObject(facts);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
      { numRuns: 500 },
    );
  });
});
