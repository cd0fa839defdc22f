import { beforeAll, describe, expect, test } from 'vitest';
import { type Asn1, encode, integer, octets, oid, parse, sequence } from './asn1.ts';
import { exportKey, generateKey, importKey, keyLabel } from './key.ts';
import { oids } from './oid.ts';
import { fromPem, toPem } from './pem.ts';
import { newBudget } from './pkcs12/limits.ts';
import { encryptKey, readPrivateKey, readTraditionalKey } from './private-key.ts';
import { ask, mustSay, scratch } from './test-judges.ts';

const passphrase = 'k7wq-pw3n-x9aa';
const refusal = (code: string) => expect.objectContaining({ code });
const algorithms = ['p256', 'p384', 'rsa2048'] as const;

let keys: Record<(typeof algorithms)[number], Buffer>;
beforeAll(async () => {
  const [p256, p384, rsa2048] = await Promise.all(algorithms.map(async (algorithm) => exportKey(await generateKey(algorithm))));
  keys = { p256, p384, rsa2048 } as typeof keys;
});

/** Lets OpenSSL write a key another way. */
function rewritten(pkcs8: Buffer, ...options: readonly string[]): ReturnType<typeof fromPem>[number] {
  const [block] = fromPem(mustSay('openssl', ...options, '-in', scratch().put('key.pem', toPem('PRIVATE KEY', pkcs8))));
  if (!block) throw new Error('no block');
  return block;
}

const open = async (der: Uint8Array, secret = '') => {
  const opened = await readPrivateKey(parse(der), newBudget())?.(secret);
  if (!opened) throw new Error('no private key');
  return opened;
};
const same = (one: Buffer, other: Buffer): boolean => importKey(one).equals(importKey(other));

describe.each(algorithms)('a key of %s is opened', (algorithm) => {
  const plainForm = algorithm === 'rsa2048' ? 'rsa' : 'ec';

  test('from PKCS#8', async () => {
    expect(await open(keys[algorithm])).toEqual({ pkcs8: keys[algorithm], encryption: null });
  });

  test('from its own form, PKCS#1 or SEC1', async () => {
    const { der } = rewritten(keys[algorithm], plainForm, ...(plainForm === 'rsa' ? ['-traditional'] : []));
    const { pkcs8, encryption } = await open(der);
    expect(same(pkcs8, keys[algorithm])).toBe(true);
    expect(encryption).toBeNull();
    const { put } = scratch();
    expect(mustSay('openssl', 'pkey', '-in', put('k.pem', toPem('PRIVATE KEY', pkcs8)))).toBe(toPem('PRIVATE KEY', keys[algorithm]));
  });

  test.each(['des3', 'aes128', 'aes192', 'aes256'])('from the traditional form under %s, with its passphrase alone', async (cipher) => {
    const { der, dekInfo = '' } = rewritten(keys[algorithm], 'pkey', '-traditional', `-${cipher}`, '-passout', 'pass:grün');
    const { pkcs8, encryption } = await readTraditionalKey(der, dekInfo, newBudget())('grün');
    expect(same(pkcs8, keys[algorithm])).toBe(true);
    expect(encryption).toMatch(/^traditional (AES-\d{3}|DES-EDE3)-CBC, MD5, 1 round$/);
    for (const wrong of ['', 'grun']) {
      await expect(readTraditionalKey(der, dekInfo, newBudget())(wrong)).rejects.toEqual(refusal('bundle-passphrase-wrong'));
    }
  });

  test.each([
    ['aes-256-cbc', [], 'PBES2 AES-256-CBC, HMAC-SHA256, 2048 rounds'],
    ['aes-128-cbc', ['-v2prf', 'hmacWithSHA512', '-iter', '600000'], 'PBES2 AES-128-CBC, HMAC-SHA512, 600000 rounds'],
    ['des3', ['-v2prf', 'hmacWithSHA1'], 'PBES2 3DES-CBC, HMAC-SHA1, 2048 rounds'],
  ])('from PKCS#8 under %s %j, with its passphrase alone', async (cipher, options, label) => {
    const { der } = rewritten(keys[algorithm], 'pkcs8', '-topk8', '-v2', cipher, ...options, '-passout', 'pass:grün');
    expect(await open(der, 'grün')).toEqual({ pkcs8: keys[algorithm], encryption: label });
    await expect(open(der, 'grun')).rejects.toEqual(refusal('bundle-passphrase-wrong'));
  });

  test('from PKCS#8 under the 3DES of PKCS#12, with its passphrase alone', async () => {
    const { der } = rewritten(keys[algorithm], 'pkcs8', '-topk8', '-v1', 'PBE-SHA1-3DES', '-passout', `pass:${passphrase}`);
    expect(await open(der, passphrase)).toEqual({ pkcs8: keys[algorithm], encryption: 'PBE 3DES-CBC, SHA-1, 2048 rounds' });
    await expect(open(der, '')).rejects.toEqual(refusal('bundle-passphrase-wrong'));
  });

  test('by OpenSSL, encrypted by us', async () => {
    const file = scratch().put('key.pem', toPem('ENCRYPTED PRIVATE KEY', await encryptKey(keys[algorithm], passphrase)));
    expect(mustSay('openssl', 'pkey', '-in', file, '-passin', `pass:${passphrase}`)).toBe(toPem('PRIVATE KEY', keys[algorithm]));
    expect(ask('openssl', 'pkey', '-in', file, '-passin', 'pass:wrong').ok).toBe(false);
  });
});

test('what we encrypt is what we open', async () => {
  const encrypted = await encryptKey(keys.p256, passphrase);
  expect(await open(encrypted, passphrase)).toEqual({ pkcs8: keys.p256, encryption: 'PBES2 AES-256-CBC, HMAC-SHA256, 100000 rounds' });
  expect(keyLabel(importKey((await open(encrypted, passphrase)).pkcs8))).toBe('P-256');
});

test.each(['', 'grün', 'a\n'])('the passphrase %j is refused for a file', async (unsuitable) => {
  await expect(encryptKey(keys.p256, unsuitable)).rejects.toEqual(refusal('passphrase-unsuitable'));
});

test('an encryption that is not known is named, whatever the passphrase', async () => {
  const scrypt = rewritten(keys.p256, 'pkcs8', '-topk8', '-scrypt', '-passout', 'pass:x');
  await expect(open(scrypt.der)).rejects.toMatchObject({ code: 'bundle-algorithm-unsupported', facts: { algorithm: 'scrypt' } });
  const des = () => readTraditionalKey(Buffer.alloc(8), 'DES-CBC,0001020304050607', newBudget());
  expect(des).toThrow(expect.objectContaining({ code: 'bundle-algorithm-unsupported', facts: { algorithm: 'DES-CBC' } }));
});

test('an iteration bomb is refused in no time', async () => {
  const kdf = sequence(oid(oids.pbkdf2), sequence(octets(Buffer.alloc(8)), integer(2_000_000_000)));
  const cipher = sequence(oid(oids.aes256Cbc), octets(Buffer.alloc(16)));
  const bomb = encode(sequence(sequence(oid(oids.pbes2), sequence(kdf, cipher)), octets(Buffer.alloc(32))));
  await expect(open(bomb, passphrase)).rejects.toMatchObject({ code: 'bundle-over-limit', facts: { limit: 'iterations' } });
});

test.each<[string, Asn1]>([
  ['a number', integer(1)],
  ['an empty sequence', sequence()],
  ['two numbers', sequence(integer(0), integer(1))],
])('%s is no private key', (_, node) => {
  expect(readPrivateKey(node, newBudget())).toBeNull();
});
