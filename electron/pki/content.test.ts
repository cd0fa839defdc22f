import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { type Asn1, context, encode, integer, octets, oid, parse, sequence, set } from './asn1.ts';
import { fingerprint } from './certificate.ts';
import { type Content, readContent } from './content.ts';
import { issueCrl } from './crl.ts';
import { oids } from './oid.ts';
import { toPem } from './pem.ts';
import { readCertificateBag } from './pkcs7.ts';
import { writeBundle } from './pkcs12/write.ts';
import { encryptKey } from './private-key.ts';
import { createRequest } from './request.ts';
import { isHere, mustSay, scratch } from './test-judges.ts';
import { newDevice } from './test-people.ts';

const passphrase = 'k7wq-pw3n-x9aa';
const refusal = (code: Failure['code'], facts: Failure['facts'] = {}) => expect.objectContaining({ code, facts });
const ders = (list: readonly Uint8Array[]) => list.map((der) => Buffer.from(der));

let device: Awaited<ReturnType<typeof newDevice>>;
let other: Awaited<ReturnType<typeof newDevice>>;
/** Label of PEM -> DER, one of each kind. */
let parts: Record<'certificate' | 'request' | 'crl' | 'key', readonly [string, Buffer]>;
let bundle: Buffer;
beforeAll(async () => {
  device = await newDevice();
  other = await newDevice('rsa2048', device.authority);
  const now = new Date();
  parts = {
    certificate: ['CERTIFICATE', device.certificate],
    request: ['CERTIFICATE REQUEST', await createRequest({ subject: { commonName: 'x' }, names: [], key: device.key })],
    crl: ['X509 CRL', await issueCrl({ issuer: device.authority, number: 1, revoked: [], now, nextUpdate: now })],
    key: ['PRIVATE KEY', device.pkcs8],
  };
  bundle = await writeBundle({ key: device.pkcs8, chain: device.chain, passphrase, profile: 'compatible', friendlyName: 'phone' });
});

const kinds = ['certificate', 'request', 'crl', 'key'] as const;
const listOf = ({ keys, certificates, requests, crls }: Content) => ({
  key: ders(keys.map(({ pkcs8 }) => pkcs8)),
  certificate: ders(certificates),
  request: ders(requests),
  crl: ders(crls),
});
const text = (name: (typeof kinds)[number]): string => toPem(...parts[name]);

describe('a file is known by its content:', () => {
  test.each(kinds)('a %s in DER and in PEM', async (kind) => {
    const none = { key: [], certificate: [], request: [], crl: [] };
    for (const file of [parts[kind][1], Buffer.from(text(kind))]) {
      const content = await readContent(file, null);
      expect(content).toMatchObject({ kind, encryption: null, mac: null, profile: null });
      expect(listOf(content)).toEqual({ ...none, [kind]: [parts[kind][1]] });
    }
  });

  test('a key of its own form, with the parameters that OpenSSL writes beside it', async () => {
    const file = mustSay('openssl', 'ecparam', '-name', 'prime256v1', '-genkey');
    expect(file).toContain('BEGIN EC PARAMETERS');
    expect(await readContent(Buffer.from(file), null)).toMatchObject({ kind: 'key', keys: [{ label: 'P-256', certificate: null }] });
    const short = mustSay('openssl', 'genpkey', '-algorithm', 'ed25519');
    expect(await readContent(Buffer.from(short), null)).toMatchObject({ keys: [{ label: 'Ed25519' }] });
    const der = Buffer.from(short.split('\n')[1] ?? '', 'base64');
    expect(await readContent(der, null)).toMatchObject({ keys: [{ label: 'Ed25519' }] });
  });

  test('PKCS#7 in DER, PEM and BER', async () => {
    const { put } = scratch();
    const chain = put('chain.pem', device.chain.map((der) => toPem('CERTIFICATE', der)).join(''));
    const pem = mustSay('openssl', 'crl2pkcs7', '-nocrl', '-certfile', chain);
    const der = Buffer.from(pem.replace(/-----.*-----/g, ''), 'base64');
    expect(mustSay('openssl', 'pkcs7', '-print_certs', '-noout', '-in', put('c.p7b', pem))).toContain('J\\C3\\B6rg');
    for (const file of [Buffer.from(pem), der, indefinite(der)]) {
      expect(await readContent(file, null)).toMatchObject({ kind: 'certificate', certificates: device.chain, keys: [] });
    }
    expect(readCertificateBag(indefinite(der))).toEqual(device.chain);
    expect(() => readCertificateBag(device.certificate)).toThrow(refusal('bundle-damaged', { part: 'pkcs7' }));
  });

  test('any mix of blocks, with any text between, marks and line ends', async () => {
    const between = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((stray) => !stray.includes('-----'));
    const mix = fc.array(fc.tuple(fc.constantFrom(...kinds), between), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(mix, fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), async (blocks, lineEnd, wide) => {
        const file = `\ufeff${blocks.map(([kind, stray]) => `${stray}\n${text(kind)}`).join('')}`.replaceAll('\n', lineEnd);
        const content = await readContent(Buffer.from(file, wide ? 'utf16le' : 'utf8'), null);
        const expected = (kind: (typeof kinds)[number]) => blocks.filter(([each]) => each === kind).map(() => parts[kind][1]);
        expect(listOf(content)).toEqual({
          key: expected('key'),
          certificate: expected('certificate').slice(0, 1),
          request: expected('request'),
          crl: expected('crl'),
        });
      }),
      { numRuns: 150 },
    );
  });
});

const pkcs7 = (certificates: readonly Asn1[]): Buffer => {
  const data = sequence(oid(oids.data));
  return encode(sequence(oid(oids.signedData), context(0, sequence(integer(1), set(), data, context(0, ...certificates), set()))));
};

/** The outer value with indefinite length, as BER allows. */
function indefinite(der: Buffer): Buffer {
  const header = 2 + (der.readUInt8(1) & 0x7f);
  return Buffer.concat([Buffer.from([0x30, 0x80]), der.subarray(header), Buffer.alloc(2)]);
}

describe('a bundle', () => {
  test('tells what it holds and how it is protected', async () => {
    expect(await readContent(bundle, passphrase)).toEqual({
      kind: 'bundle',
      encryption: 'PBE 3DES-CBC, SHA-1, 2048 rounds',
      mac: 'HMAC-SHA1, 2048 rounds',
      profile: 'compatible',
      keys: [{ pkcs8: device.pkcs8, label: 'P-256', certificate: fingerprint(device.certificate) }],
      certificates: device.chain,
      requests: [],
      crls: [],
    });
  });

  test.skipIf(!isHere('keytool'))('of several keys lists all, each with its certificate', async () => {
    const { put, read } = scratch();
    const files = [device, other].map((each, index) => {
      const pem = toPem('PRIVATE KEY', each.pkcs8) + toPem('CERTIFICATE', each.certificate);
      mustSay(
        'openssl',
        'pkcs12',
        '-export',
        '-in',
        put(`${index}.pem`, pem),
        '-out',
        put(`${index}.p12`, ''),
        '-passout',
        `pass:${passphrase}`,
      );
      return put(`${index}.p12`, read(`${index}.p12`));
    });
    const store = put('all.p12', read('0.p12'));
    mustSay(
      'keytool',
      '-importkeystore',
      '-srckeystore',
      files[1] ?? '',
      '-destkeystore',
      store,
      '-srcstorepass',
      passphrase,
      '-deststorepass',
      passphrase,
      '-srcalias',
      '1',
      '-destalias',
      'second',
    );
    const content = await readContent(read('all.p12'), passphrase);
    expect(content.keys.map(({ label, certificate }) => [label, certificate])).toEqual([
      ['P-256', fingerprint(device.certificate)],
      ['RSA-2048', fingerprint(other.certificate)],
    ]);
  });

  test('without a key is a bundle still', async () => {
    const { put, read } = scratch();
    const leaf = put('leaf.pem', toPem('CERTIFICATE', device.certificate));
    mustSay('openssl', 'pkcs12', '-export', '-nokeys', '-in', leaf, '-out', put('out.p12', ''), '-passout', `pass:${passphrase}`);
    expect(await readContent(read('out.p12'), passphrase)).toMatchObject({ kind: 'bundle', keys: [], certificates: [device.certificate] });
  });

  test('in PEM is key beside certificates', async () => {
    const pem =
      [other.certificate, device.certificate].map((der) => toPem('CERTIFICATE', der)).join('') + toPem('PRIVATE KEY', device.pkcs8);
    const content = await readContent(Buffer.from(pem), null);
    expect(content).toMatchObject({ kind: 'bundle', encryption: null, keys: [{ certificate: fingerprint(device.certificate) }] });
  });
});

describe('a passphrase', () => {
  test('is asked for where one is needed, and not mistaken', async () => {
    const pem = Buffer.from(text('certificate') + toPem('ENCRYPTED PRIVATE KEY', await encryptKey(device.pkcs8, passphrase)));
    const traditional = mustSay(
      'openssl',
      'pkey',
      '-traditional',
      '-aes256',
      '-passout',
      `pass:${passphrase}`,
      '-in',
      scratch().put('k.pem', text('key')),
    );
    for (const file of [bundle, pem, Buffer.from(traditional)]) {
      await expect(readContent(file, null)).rejects.toEqual(refusal('bundle-passphrase-needed'));
      await expect(readContent(file, 'wrong')).rejects.toEqual(refusal('bundle-passphrase-wrong'));
      expect((await readContent(file, passphrase)).keys).toMatchObject([{ label: 'P-256' }]);
    }
    expect(await readContent(pem, passphrase)).toMatchObject({
      kind: 'bundle',
      encryption: 'PBES2 AES-256-CBC, HMAC-SHA256, 100000 rounds',
    });
  });

  test('is not asked for where it is empty or nothing is encrypted', async () => {
    const { put, read } = scratch();
    const pem = put('all.pem', text('key') + text('certificate'));
    for (const options of [
      ['-passout', 'pass:'],
      ['-passout', 'pass:x', '-nomac', '-keypbe', 'NONE', '-certpbe', 'NONE'],
    ]) {
      mustSay('openssl', 'pkcs12', '-export', '-in', pem, '-out', put('out.p12', ''), ...options);
      expect(await readContent(read('out.p12'), null)).toMatchObject({ kind: 'bundle', keys: [{ label: 'P-256' }] });
    }
  });
});

describe('trouble', () => {
  test.each([
    ['nothing', ''],
    ['one byte', '0'],
    ['text', 'hello'],
    ['text that begins with 0', '0 certificates'],
    ['a public key', toPem('PUBLIC KEY', encode(parse(Buffer.from('3000', 'hex'))))],
    ['an OpenSSH key', toPem('OPENSSH PRIVATE KEY', Buffer.from('openssh-key-v1'))],
    ['zeros', '\0'.repeat(1000)],
  ])('%s holds nothing usable', async (_, file) => {
    await expect(readContent(Buffer.from(file), null)).rejects.toEqual(refusal('file-nothing-usable'));
  });

  test('a file cut short is damaged, or nothing at all', async () => {
    for (const [, der] of Object.values(parts)) {
      for (let length = 0; length < der.length; length += 1) {
        await expect(readContent(der.subarray(0, length), null)).rejects.toEqual(
          length < 2 ? refusal('file-nothing-usable') : refusal('bundle-damaged', { part: 'DER' }),
        );
      }
    }
    await expect(readContent(Buffer.from(text('key').slice(0, -30)), null)).rejects.toEqual(
      refusal('bundle-damaged', { part: 'PRIVATE KEY' }),
    );
  });

  test('a certificate that is none is damaged', async () => {
    const bent = Buffer.from(device.certificate);
    bent.write('x', bent.indexOf(Buffer.from('170d', 'hex')) + 2); // the first digit of a time
    await expect(readContent(bent, null)).rejects.toEqual(refusal('bundle-damaged', { part: 'certificate' }));
  });

  test('of any kind ends in a Failure or in content, never in a bug', async () => {
    const files = [...Object.values(parts).map(([, der]) => der), Buffer.from(text('crl') + text('key'))];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), fc.integer({ min: 1, max: 255 }), async (file, at, flip) => {
        const bent = Buffer.from(file);
        bent.writeUInt8(bent.readUInt8(at % file.length) ^ flip, at % file.length);
        const outcome = await readContent(bent, '').catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Failure);
      }),
      { numRuns: 1000 },
    );
  });

  test('keys that are each within the limit, but not together, are refused before the first is tried', async () => {
    const slowest = sequence(oid(oids.pbeSha1TripleDes), sequence(octets(Buffer.alloc(8)), integer(1_000_000)));
    const key = toPem('ENCRYPTED PRIVATE KEY', encode(sequence(slowest, octets(Buffer.alloc(64)))));
    await expect(readContent(Buffer.from(key.repeat(3)), passphrase)).rejects.toEqual(refusal('bundle-over-limit', { limit: 'rounds' }));
  });

  test.each([
    ['201 blocks', () => Buffer.from(text('certificate').repeat(201)), 'bags'],
    ['201 certificates in PKCS#7', () => pkcs7(Array<Asn1>(201).fill(parse(device.certificate))), 'bags'],
    ['more than 5 MB', () => Buffer.alloc(6_000_000), 'size'],
  ])('%s are over the limit', async (_, file, limit) => {
    await expect(readContent(file(), null)).rejects.toEqual(refusal('bundle-over-limit', { limit }));
  });
});
