import { createHmac, pbkdf2Sync } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { Failure } from '../../contract/failure.ts';
import { type Asn1, bits, context, encode, integer, items, nothing, octets, oid, parse, readOctets, sequence, set } from '../asn1.ts';
import { readCertificate } from '../certificate.ts';
import { oids } from '../oid.ts';
import { toPem } from '../pem.ts';
import { ask, isHere, mustSay, scratch } from '../test-judges.ts';
import { authorityName, newDevice } from '../test-people.ts';
import { type OpenBundle, readBundle } from './read.ts';
import { writeBundle } from './write.ts';

const passphrase = 'k7wq-pw3n-x9aa';
const refusal = (code: Failure['code'], facts: Failure['facts'] = {}) => expect.objectContaining({ code, facts });

let device: Awaited<ReturnType<typeof newDevice>>;
let bundle: Buffer;
beforeAll(async () => {
  device = await newDevice();
  bundle = await writeBundle({ key: device.pkcs8, chain: device.chain, passphrase, profile: 'compatible', friendlyName: 'phone' });
});

/** Lets OpenSSL write a bundle of our device. */
function written(...options: readonly string[]): Buffer {
  const { put } = scratch();
  const key = put('key.pem', toPem('PRIVATE KEY', device.pkcs8));
  const [leaf = '', ca = ''] = device.chain.map((der) => toPem('CERTIFICATE', der));
  return byOpenssl('-inkey', key, '-in', put('leaf.pem', leaf), '-certfile', put('ca.pem', ca), ...options);
}

function byOpenssl(...options: readonly string[]): Buffer {
  const { put, read } = scratch();
  mustSay('openssl', 'pkcs12', '-export', '-out', put('out.p12', ''), ...options);
  return read('out.p12');
}

function expectOurs(opened: OpenBundle): void {
  expect(opened.chain.map((der) => Buffer.from(der))).toEqual(device.chain);
  expect(opened.certificates).toEqual(device.chain.map(readCertificate));
  expect(Buffer.from(opened.key)).toEqual(device.pkcs8);
}

describe('a bundle by OpenSSL', () => {
  test.each([
    ['as it writes by default', [], 'PBES2 AES-256-CBC, HMAC-SHA256, 2048 rounds', 'HMAC-SHA256, 2048 rounds', 'modern'],
    ['-legacy', ['-legacy'], 'PBE RC2-40-CBC, SHA-1, 2048 rounds; PBE 3DES-CBC, SHA-1, 2048 rounds', 'HMAC-SHA1, 2048 rounds', null],
    [
      'with 3DES and SHA-1',
      ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
      'PBE 3DES-CBC, SHA-1, 2048 rounds',
      'HMAC-SHA1, 2048 rounds',
      'compatible',
    ],
    [
      'with two-key 3DES and RC2-128',
      ['-legacy', '-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'PBE-SHA1-RC2-128'],
      'PBE RC2-128-CBC, SHA-1, 2048 rounds; PBE 3DES-CBC with two keys, SHA-1, 2048 rounds',
      'HMAC-SHA1, 2048 rounds',
      null,
    ],
    [
      'with AES-128, PBES2 3DES and SHA-512',
      ['-keypbe', 'AES-128-CBC', '-certpbe', 'DES-EDE3-CBC', '-macalg', 'sha512', '-iter', '3000'],
      'PBES2 3DES-CBC, HMAC-SHA256, 3000 rounds; PBES2 AES-128-CBC, HMAC-SHA256, 3000 rounds',
      'HMAC-SHA512, 3000 rounds',
      null,
    ],
    [
      'with certificates in the clear',
      ['-certpbe', 'NONE'],
      'none; PBES2 AES-256-CBC, HMAC-SHA256, 2048 rounds',
      'HMAC-SHA256, 2048 rounds',
      null,
    ],
    ['with everything in the clear', ['-certpbe', 'NONE', '-keypbe', 'NONE'], 'none', 'HMAC-SHA256, 2048 rounds', null],
    ['without a MAC', ['-nomac'], 'none; PBES2 AES-256-CBC, HMAC-SHA256, 2048 rounds', 'none', null],
  ])('%s is opened and described', async (_, options, encryption, mac, profile) => {
    const opened = await readBundle(written('-passout', `pass:${passphrase}`, ...options), passphrase);
    expectOurs(opened);
    expect(opened).toMatchObject({ keyCount: 1, encryption, mac, profile });
  });

  test.each(['', 'grün', 'пароль', '📱📱'])('is opened with the passphrase %j', async (unusual) => {
    expectOurs(await readBundle(written('-passout', `pass:${unusual}`), unusual));
    expectOurs(await readBundle(written('-passout', `pass:${unusual}`, '-legacy'), unusual));
  });

  test.each([[], ['-legacy'], ['-nomac'], ['-certpbe', 'NONE', '-keypbe', 'NONE']])(
    'with %j is not opened with a wrong passphrase',
    async (...options) => {
      const file = written('-passout', `pass:${passphrase}`, ...options);
      for (const wrong of ['', 'wrong', `${passphrase} `]) {
        await expect(readBundle(file, wrong)).rejects.toEqual(refusal('bundle-passphrase-wrong'));
      }
    },
  );

  test('that lacks the key says so', async () => {
    const leaf = scratch().put('leaf.pem', toPem('CERTIFICATE', device.certificate));
    const file = byOpenssl('-nokeys', '-in', leaf, '-passout', `pass:${passphrase}`);
    await expect(readBundle(file, passphrase)).rejects.toEqual(refusal('bundle-no-key'));
  });

  test('that uses RC4 names it, whatever the passphrase', async () => {
    const file = written('-legacy', '-certpbe', 'PBE-SHA1-RC4-128', '-passout', `pass:${passphrase}`);
    await expect(readBundle(file, 'wrong')).rejects.toEqual(refusal('bundle-algorithm-unsupported', { algorithm: 'RC4-128' }));
  });

  test.each([
    ['P-521', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521']],
    ['secp256k1', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1']],
    ['Ed25519', ['-newkey', 'ed25519']],
    ['RSA-PSS', ['-newkey', 'rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048']],
  ])('with a key of %s names it', async (algorithm, newKey) => {
    const { at } = scratch();
    mustSay('openssl', 'req', '-x509', ...newKey, '-nodes', '-keyout', at('k.pem'), '-out', at('c.pem'), '-subj', '/CN=x');
    const file = byOpenssl('-inkey', at('k.pem'), '-in', at('c.pem'), '-passout', `pass:${passphrase}`);
    await expect(readBundle(file, passphrase)).rejects.toEqual(refusal('bundle-key-unsupported', { algorithm }));
  });
});

describe('a bundle by', () => {
  test.skipIf(!isHere('keytool'))('Java is opened', async () => {
    const { at, read } = scratch();
    const store = ['-keystore', at('j.p12'), '-storetype', 'PKCS12', '-storepass', passphrase];
    mustSay('keytool', '-genkeypair', '-keyalg', 'EC', '-groupname', 'secp256r1', '-dname', `CN=${authorityName}`, ...store);
    const opened = await readBundle(read('j.p12'), passphrase);
    expect(opened).toMatchObject({ keyCount: 1, encryption: 'PBES2 AES-256-CBC, HMAC-SHA256, 10000 rounds', profile: 'modern' });
  });

  test.skipIf(!isHere('certtool'))('GnuTLS is opened', async () => {
    const { at, put, read } = scratch();
    const pair = [
      '--load-privkey',
      put('k.pem', toPem('PRIVATE KEY', device.pkcs8)),
      '--load-certificate',
      put('c.pem', toPem('CERTIFICATE', device.certificate)),
    ];
    mustSay('certtool', '--to-p12', ...pair, '--p12-name', 'phone', '--password', passphrase, '--outder', '--outfile', at('g.p12'));
    const opened = await readBundle(read('g.p12'), passphrase);
    expect(Buffer.from(opened.key)).toEqual(device.pkcs8);
  });

  test.skipIf(!isHere('pk12util'))('NSS is opened', async () => {
    const { at, folder, put, read } = scratch();
    const database = ['-d', `sql:${folder}`];
    mustSay('certutil', ...database, '-N', '--empty-password');
    mustSay('pk12util', ...database, '-i', put('ours.p12', bundle), '-W', passphrase, '-K', '');
    mustSay('pk12util', ...database, '-o', at('nss.p12'), '-n', 'phone', '-W', passphrase, '-K', '');
    const opened = await readBundle(read('nss.p12'), passphrase);
    expect(opened.chain.map((der) => Buffer.from(der))).toEqual(device.chain);
  });

  test('a BER writer, with indefinite lengths and strings in pieces, is opened', async () => {
    const ber = toBer(parse(bundle));
    expect(ask('openssl', 'pkcs12', '-in', scratch().put('ber.p12', ber), '-nodes', '-passin', `pass:${passphrase}`)).toMatchObject({
      ok: true,
    });
    expectOurs(await readBundle(ber, passphrase));
  });

  test('a writer of PBMAC1 is opened', async () => {
    const file = withPbmac1(bundle, 32);
    const opened = await readBundle(file, passphrase);
    expectOurs(opened);
    expect(opened).toMatchObject({ mac: 'PBMAC1 HMAC-SHA256, 2048 rounds', profile: null });
    await expect(readBundle(file, 'wrong')).rejects.toEqual(refusal('bundle-passphrase-wrong'));
    await expect(readBundle(withPbmac1(bundle, 4), passphrase)).rejects.toEqual(refusal('bundle-damaged'));
  });
});

/** Writes every constructed value with indefinite length, and every OCTET STRING in pieces of 100 bytes. */
function toBer(node: Asn1): Buffer {
  const end = Buffer.from([0, 0]);
  const indefinite = (tag: number, parts: readonly Buffer[]): Buffer => Buffer.concat([Buffer.from([tag | 0x20, 0x80]), ...parts, end]);
  if (typeof node.value !== 'string') return indefinite(node.tagClass | node.type, node.value.map(toBer));
  if (node.type !== 4) return encode(node);
  const bytes = readOctets(node);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 100) }, (_, index) =>
    encode(octets(bytes.subarray(index * 100, index * 100 + 100))),
  );
  return indefinite(0x24, pieces);
}

/** Puts a MAC by RFC 9579 in place of the one that is there. */
function withPbmac1(file: Buffer, length: number): Buffer {
  const [version, authSafe] = items(parse(file));
  const content = readOctets(items(items(authSafe)[1])[0]);
  const salt = Buffer.from('saltsalt');
  const digest = createHmac('sha256', pbkdf2Sync(passphrase, salt, 2048, length, 'sha256'))
    .update(content)
    .digest();
  const prf = sequence(oid(oids.hmacSha256), nothing());
  const kdf = sequence(oid(oids.pbkdf2), sequence(octets(salt), integer(2048), integer(length), prf));
  const mac = sequence(
    sequence(sequence(oid(oids.pbmac1), sequence(kdf, prf)), octets(digest)),
    octets(Buffer.from('NOT USED')),
    integer(1),
  );
  return encode(sequence(version, authSafe, mac));
}

describe('damage', () => {
  test('that cuts a bundle short is named at every length', async () => {
    for (let length = 0; length < bundle.length; length += 7) {
      const code = length < 7 ? 'bundle-not-a-bundle' : 'bundle-damaged';
      await expect(readBundle(bundle.subarray(0, length), passphrase)).rejects.toMatchObject({ code });
    }
  });

  test('to the MAC or inside a certificate is not blamed on the passphrase', async () => {
    for (const index of [bundle.length - 20, 300]) {
      const bent = Buffer.from(bundle);
      bent.writeUInt8(bent.readUInt8(index) ^ 1, index);
      await expect(readBundle(bent, passphrase)).rejects.toMatchObject({ code: 'bundle-damaged' });
    }
  });

  test('of any kind ends in a Failure or an opened bundle, never in a bug', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bundle.length - 1), fc.integer({ min: 1, max: 255 }), async (index, flip) => {
        const bent = Buffer.from(bundle);
        bent.writeUInt8(bent.readUInt8(index) ^ flip, index);
        const outcome = await readBundle(bent, passphrase).catch((error: unknown) => error);
        expect(outcome instanceof Failure ? outcome.code : 'opened').toMatch(/^(bundle-|opened)/);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Failure);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['a PEM file', toPem('CERTIFICATE', Buffer.from([0x30, 0]))],
  ])('is not what %s has', async (_, text) => {
    await expect(readBundle(Buffer.from(text), passphrase)).rejects.toEqual(refusal('bundle-not-a-bundle'));
  });

  test('is not what a certificate has', async () => {
    await expect(readBundle(device.certificate, passphrase)).rejects.toEqual(refusal('bundle-not-a-bundle'));
  });
});

describe('a hostile bundle', () => {
  const data = (content: Asn1): Asn1 => sequence(oid(oids.data), context(0, octets(encode(content))));
  const number = (hex: string): Asn1 => ({ ...integer(0), value: Buffer.from(hex, 'hex').toString('latin1') });
  const withMac = (content: Asn1, iterations: Asn1): Buffer => {
    const digest = sequence(sequence(oid(oids.sha1), nothing()), octets(Buffer.alloc(20)));
    return encode(sequence(integer(3), data(content), sequence(digest, octets(Buffer.alloc(8)), iterations)));
  };
  const bare = (content: Asn1): Buffer => encode(sequence(integer(3), data(content)));

  test.each([
    ['2^31 iterations', withMac(sequence(), number('0080000000')), 'bundle-over-limit', { limit: 'iterations' }],
    ['a negative iteration count', withMac(sequence(), number('ff')), 'bundle-damaged', {}],
    ['no iterations at all', withMac(sequence(), number('00')), 'bundle-damaged', {}],
    ['an iteration count of 64 bytes', withMac(sequence(), number('7f'.repeat(64))), 'bundle-damaged', {}],
    [
      '201 bags',
      bare(sequence(data(sequence(...Array<Asn1>(201).fill(sequence(oid('1.2.3'), context(0, nothing()))))))),
      'bundle-over-limit',
      { limit: 'bags' },
    ],
    [
      'more than 5 MB',
      Buffer.concat([Buffer.from('3084ffffffff020103', 'hex'), Buffer.alloc(6_000_000)]),
      'bundle-over-limit',
      { limit: 'size' },
    ],
    [
      'a nesting bomb',
      Buffer.concat([Buffer.from('3080020103', 'hex'), Buffer.alloc(1_000_000, Buffer.from([0x30, 0x80]))]),
      'bundle-over-limit',
      { limit: 'values' },
    ],
    [
      'a public-key signature',
      encode(sequence(integer(3), sequence(oid(oids.signedData), context(0, set())))),
      'bundle-algorithm-unsupported',
      { algorithm: 'public-key signature' },
    ],
    [
      'content for a public key',
      bare(sequence(sequence(oid(oids.envelopedData), context(0, set())))),
      'bundle-algorithm-unsupported',
      { algorithm: 'public-key encryption' },
    ],
    ['bits for a version', encode(sequence(integer(3), bits(Buffer.alloc(1)))), 'bundle-damaged', {}],
  ] as const)('with %s is refused', async (_, file, code, facts) => {
    await expect(readBundle(file, passphrase)).rejects.toEqual(refusal(code, facts));
  });
});

test('takes the key that has its certificate, and puts that certificate first', async () => {
  const { put } = scratch();
  const other = await newDevice('rsa2048', device.authority);
  const pem = [...device.chain].reverse().map((der) => toPem('CERTIFICATE', der));
  const file = byOpenssl(
    '-inkey',
    put('k.pem', toPem('PRIVATE KEY', other.pkcs8)),
    '-in',
    put('c.pem', toPem('CERTIFICATE', other.certificate)),
    '-certfile',
    put('more.pem', pem.join('')),
    '-passout',
    `pass:${passphrase}`,
  );
  const opened = await readBundle(file, passphrase);
  expect(opened.chain.map((der) => Buffer.from(der))).toEqual([other.certificate, device.authority.certificate, device.certificate]);
});
