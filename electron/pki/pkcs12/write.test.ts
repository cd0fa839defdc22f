import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bundleProfiles } from '../../contract/entities.ts';
import { exportKey, keyLabel } from '../key.ts';
import { fromPem } from '../pem.ts';
import { ask, isHere, mustSay, scratch } from '../test-judges.ts';
import { authorityName, deviceName, newDevice } from '../test-people.ts';
import { readBundle } from './read.ts';
import { writeBundle } from './write.ts';

const passphrase = 'k7wq-pw3n-x9aa-mm2c-zz85';

async function newBundle(profile: (typeof bundleProfiles)[number], algorithm: 'p256' | 'p384' | 'rsa2048' = 'p256') {
  const device = await newDevice(algorithm);
  const der = await writeBundle({ key: device.pkcs8, chain: device.chain, passphrase, profile, friendlyName: deviceName });
  return { ...device, der, file: scratch().put('device.p12', der) };
}

describe('OpenSSL', () => {
  test('finds in the compatible profile 3DES on key and certificates, a SHA-1 MAC and an 8-byte salt', async () => {
    const { file } = await newBundle('compatible');
    const info = mustSay('openssl', 'pkcs12', '-info', '-in', file, '-nodes', '-passin', `pass:${passphrase}`);
    expect(info).toMatch(/^MAC: sha1, Iteration 2048\nMAC length: 20, salt length: 8$/m);
    expect(info).toMatch(/^PKCS7 Encrypted data: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048$/m);
    expect(info).toMatch(/^Shrouded Keybag: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048$/m);
  });

  test('finds in the modern profile AES-256 under PBKDF2 with SHA-256, and a SHA-256 MAC', async () => {
    const { file } = await newBundle('modern');
    const info = mustSay('openssl', 'pkcs12', '-info', '-in', file, '-nodes', '-passin', `pass:${passphrase}`);
    expect(info).toMatch(/^MAC: sha256, Iteration 100000$/m);
    expect(info).toMatch(/^PKCS7 Encrypted data: PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256$/m);
    expect(info).toMatch(/^Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256$/m);
  });

  test.each(['p256', 'p384', 'rsa2048'] as const)('takes out the chain and the key of %s', async (algorithm) => {
    const { file, chain, pkcs8 } = await newBundle('compatible', algorithm);
    const text = mustSay('openssl', 'pkcs12', '-in', file, '-nodes', '-passin', `pass:${passphrase}`);
    const blocks = fromPem(text);
    expect(blocks.filter(({ label }) => label === 'CERTIFICATE').map(({ der }) => der)).toEqual(chain);
    expect(blocks.find(({ label }) => label === 'PRIVATE KEY')?.der).toEqual(pkcs8);
  });
});

describe.each(bundleProfiles)('in the %s profile', (profile) => {
  test.skipIf(!isHere('keytool'))('Java finds the key with its chain', async () => {
    const { file } = await newBundle(profile);
    const list = mustSay('keytool', '-list', '-v', '-keystore', file, '-storetype', 'PKCS12', '-storepass', passphrase);
    expect(list).toMatch(/Entry type: PrivateKeyEntry\s+Certificate chain length: 2/);
    expect(list).toContain(`Issuer: CN=${authorityName}`);
  });

  test.skipIf(!isHere('certtool'))('GnuTLS finds key and certificates', async () => {
    const { file } = await newBundle(profile);
    const info = mustSay('certtool', '--p12-info', '--inder', '--infile', file, '--password', passphrase);
    expect(info.match(/BEGIN (ENCRYPTED )?PRIVATE KEY|BEGIN CERTIFICATE/g)).toHaveLength(3);
  });

  test.skipIf(!isHere('pk12util'))('NSS imports the key', async () => {
    const { file } = await newBundle(profile);
    const { folder } = scratch();
    mustSay('certutil', '-d', `sql:${folder}`, '-N', '--empty-password');
    mustSay('pk12util', '-d', `sql:${folder}`, '-i', file, '-W', passphrase, '-K', '');
    expect(mustSay('certutil', '-d', `sql:${folder}`, '-K')).toMatch(/< 0> ec .*Jörg – iPhone/);
  });

  test('reads back what was written, and says which profile it is', async () => {
    const { der, pkcs8, chain } = await newBundle(profile);
    const opened = await readBundle(new Uint8Array(der), passphrase);
    expect(opened).toMatchObject({ keyCount: 1, profile });
    expect(Buffer.from(opened.key)).toEqual(pkcs8);
    expect(opened.chain).toEqual(chain);
  });
});

test('reads back under any passphrase and friendly name that it writes', async () => {
  const { pkcs8, chain } = await newDevice();
  const ascii = fc.string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
    minLength: 1,
    maxLength: 80,
  });
  await fc.assert(
    fc.asyncProperty(ascii, fc.string({ unit: 'grapheme' }), async (password, friendlyName) => {
      const der = await writeBundle({ key: pkcs8, chain, passphrase: password, profile: 'compatible', friendlyName });
      const opened = await readBundle(der, password);
      expect(Buffer.from(opened.key)).toEqual(pkcs8);
      expect(opened.chain).toEqual(chain);
    }),
    { numRuns: 40 },
  );
});

test('names the key without the characters that a BMPString cannot hold', async () => {
  const { der } = await newBundle('compatible');
  const inUtf16 = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
  expect(der.includes(inUtf16('Jörg – iPhone'))).toBe(true);
  expect(der.includes(inUtf16('📱'))).toBe(false);
});

test.each(['', 'grün', 'emoji📱', 'tab\there', 'nul\0'])(
  'refuses the passphrase %j, which readers encode differently',
  async (unsuitable) => {
    const { pkcs8, chain } = await newDevice();
    const bundle = writeBundle({ key: pkcs8, chain, passphrase: unsuitable, profile: 'modern', friendlyName: '' });
    await expect(bundle).rejects.toMatchObject({ code: 'passphrase-unsuitable', facts: {} });
  },
);

test('has no trace of the key in the clear', async () => {
  const { der, key } = await newBundle('compatible');
  const jwk = key.export({ format: 'jwk' });
  expect(keyLabel(key)).toBe('P-256');
  expect(der.includes(Buffer.from(jwk.d ?? '', 'base64url'))).toBe(false);
  expect(exportKey(key).includes(Buffer.from(jwk.d ?? '', 'base64url'))).toBe(true);
  expect(ask('openssl', 'pkcs12', '-in', scratch().put('x.p12', der), '-passin', 'pass:wrong')).toMatchObject({ ok: false });
});
