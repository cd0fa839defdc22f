import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { readCertificate } from './certificate.ts';
import { readContent } from './content.ts';
import { readBundle } from './pkcs12/read.ts';

const folder = new URL('./fixtures/hostile/', import.meta.url);
const fixture = (name: string): Buffer => readFileSync(new URL(name, folder));

/** Takes seconds by design, so it is read where it can be killed: process/hostile.test.ts. */
const slow = 'iterations-just-within-the-caps.p12';

/** What comes of each file of build/corpus: `read`, or the code of the Failure and what it names. */
const outcomes: Readonly<Record<string, readonly string[]>> = {
  'bundle-algorithm-unsupported 1.2.3.4': ['cipher-unknown.p12', 'part-of-unknown-type.p12', 'safe-of-unknown-type.p12'],
  'bundle-algorithm-unsupported 1.2.840.113549.2.2': ['mac-with-unknown-hash.p12'],
  'bundle-algorithm-unsupported 1.2.840.113549.2.99': ['derivation-with-unknown-prf.p12', 'pbmac1-with-unknown-hmac.p12'],
  'bundle-algorithm-unsupported AES-256-GCM': ['cipher-aes-gcm.p12'],
  'bundle-algorithm-unsupported CAMELLIA-256-CBC': ['key-of-unknown-cipher.pem'],
  'bundle-algorithm-unsupported DES with MD5': ['cipher-of-pkcs5.p12'],
  'bundle-algorithm-unsupported RC4-128': ['cipher-rc4.p12'],
  'bundle-algorithm-unsupported constructor': ['key-of-a-cipher-called-constructor.pem'],
  'bundle-algorithm-unsupported public-key encryption': ['part-of-enveloped-data.p12'],
  'bundle-algorithm-unsupported public-key signature': ['safe-of-signed-data.p12'],
  'bundle-algorithm-unsupported scrypt': ['derivation-scrypt.p12'],
  'bundle-damaged': [
    'alternative-names-are-no-list.cer',
    'alternative-names-break-off.cer',
    'bag-named-by-a-number.p12',
    'bag-with-an-empty-value.p12',
    'bag-without-a-value.p12',
    'block-ended-by-another.pem',
    'block-in-a-block.pem',
    'block-of-no-base64.pem',
    'block-of-nothing.pem',
    'block-without-end.pem',
    'breaks-off.cer',
    'certificate-is-an-empty-sequence.p12',
    'certificate-is-text.p12',
    'cipher-without-parameters.p12',
    'empty.cer',
    'encrypted-key-is-an-empty-sequence.p12',
    'encrypted-text-under-a-right-mac.p12',
    'extension-named-by-a-number.cer',
    'extension-without-a-value.cer',
    'extensions-are-no-list.cer',
    'identifier-of-a-huge-arc.p12',
    'identifier-of-no-bytes.p12',
    'identifier-that-breaks-off.p12',
    'key-beside-a-stranger-s-certificate.p12',
    'key-beside-too-much.cer',
    'key-is-an-empty-sequence.p12',
    'key-is-no-sequence.cer',
    'key-is-text.p12',
    'key-of-1000-bytes.p12',
    'key-of-no-bits.cer',
    'key-of-zero.p12',
    'key-rsa-with-exponent-1.p12',
    'key-rsa-with-modulus-0.p12',
    'key-with-a-curve-of-its-own.p12',
    'key-without-its-certificate.p12',
    'key-without-iv.pem',
    'length-beyond-the-end.p12',
    'length-indefinite-ended-early.p12',
    'length-indefinite-of-a-primitive.p12',
    'length-indefinite-without-end.p12',
    'length-inside-beyond-its-parent.p12',
    'length-of-127-bytes.p12',
    'length-of-2-to-the-31.cer',
    'length-of-2-to-the-31.p12',
    'length-of-2-to-the-32.p12',
    'length-of-an-inner-value-2-to-the-31.p12',
    'mac-is-no-sequence.p12',
    'mac-iterations-negative.p12',
    'mac-iterations-of-64-bytes.p12',
    'mac-iterations-of-no-bytes.p12',
    'mac-iterations-zero.p12',
    'mac-of-no-bytes.p12',
    'mac-of-one-byte.p12',
    'name-is-text.cer',
    'name-without-a-value.cer',
    'nesting-1000-indefinite-levels.p12',
    'nesting-33-levels.cer',
    'nesting-33-levels.p12',
    'nesting-of-40-bags.p12',
    'part-is-text.p12',
    'part-without-content.p12',
    'pbe-iterations-negative.p12',
    'pbes2-iterations-negative.p12',
    'pbes2-iterations-of-64-bytes.p12',
    'pbmac1-key-of-2-gigabytes.p12',
    'pbmac1-key-of-no-bytes.p12',
    'pbmac1-key-of-unsaid-length.p12',
    'purpose-is-a-number.cer',
    'safe-is-an-integer.p12',
    'safe-without-content.p12',
    'serial-is-text.cer',
    'serial-of-no-bytes.cer',
    'tag-of-many-bytes.p12',
    'text-of-an-odd-number-of-bytes.p12',
    'text.cer',
    'time-is-a-number.cer',
    'time-missing.cer',
    'time-of-letters.cer',
    'time-of-no-bytes.cer',
    'trailing-garbage-inside.p12',
    'trailing-garbage.cer',
    'trailing-garbage.p12',
    'version-alone.p12',
  ],
  'bundle-key-unsupported 1.2.3.4': ['key-of-unknown-algorithm.p12', 'key-of-unknown-curve.p12'],
  'bundle-no-key': [
    'bag-of-a-revocation-list.p12',
    'bag-of-a-secret.p12',
    'bag-of-another-kind-of-certificate.p12',
    'bag-of-unknown-type.p12',
    'bags-none.p12',
    'safe-of-no-parts.p12',
  ],
  'bundle-not-a-bundle': ['empty-sequence.p12', 'empty.p12', 'version-0.p12', 'version-4.p12', 'version-of-64-bytes.p12', 'zeros.p12'],
  'bundle-over-limit bags': ['bags-201.p12', 'blocks-201.pem'],
  'bundle-over-limit iterations': [
    'key-iterations-above-the-cap.pem',
    'mac-iterations-2-to-the-31.p12',
    'mac-iterations-one-above-the-cap.p12',
    'pbe-iterations-2-to-the-31.p12',
    'pbes2-iterations-2-to-the-31.p12',
    'pbmac1-iterations-2-to-the-31.p12',
  ],
  'bundle-over-limit rounds': [
    'iterations-cumulative-over-keys.p12',
    'iterations-cumulative-over-parts.p12',
    'iterations-cumulative-with-the-mac.p12',
    'keys-iterations-cumulative.pem',
  ],
  'bundle-passphrase-wrong': [
    'derivation-with-salt-from-elsewhere.p12',
    'encrypted-half-a-block.p12',
    'encrypted-nesting-33-levels.p12',
    'encrypted-no-bytes.p12',
    'encrypted-text.p12',
    'iv-of-64-bytes.p12',
    'iv-of-no-bytes.p12',
  ],
  read: [
    'alternative-name-of-3-address-bytes.cer',
    'alternative-name-of-another-kind.cer',
    'alternative-name-of-no-address-bytes.cer',
    'alternative-name-turned-around.cer',
    'alternative-name-with-nul.cer',
    'authority-is-a-number.cer',
    'binary-between-blocks.pem',
    'block-of-unknown-label.pem',
    'certificate-of-another-issuer-s-name.p12',
    'extension-twice.cer',
    'key-in-a-certificate-s-block.pem',
    'key-of-unknown-algorithm.cer',
    'key-off-the-curve.cer',
    'key-rsa-of-32768-bits.cer',
    'key-rsa-with-exponent-1.cer',
    'key-rsa-with-exponent-of-256-bytes.cer',
    'key-rsa-with-modulus-0.cer',
    'local-key-id-twice.p12',
    'name-is-a-number.cer',
    'name-is-a-sequence.cer',
    'name-of-8-kilobytes.cer',
    'name-of-broken-utf8.cer',
    'name-of-half-a-pair.cer',
    'name-of-no-attributes.cer',
    'name-turned-around.cer',
    'name-with-control-characters.cer',
    'name-with-nul.cer',
    'serial-negative.cer',
    'serial-of-8-kilobytes.cer',
    'serial-zero.cer',
    'time-ends-before-it-starts.cer',
    'time-in-month-13.cer',
    'time-in-year-0.cer',
    'time-in-year-9999.cer',
    'time-with-an-offset.cer',
    'time-without-seconds.cer',
    'version-1.cer',
    'version-5.cer',
    'version-negative.cer',
  ],
};

const read = (name: string): unknown => {
  if (name.endsWith('.p12')) return readBundle(fixture(name), 'corpus');
  return name.endsWith('.cer') ? readCertificate(fixture(name)) : readContent(fixture(name), 'corpus');
};

/** @throws what is no Failure, for that is a bug */
async function outcomeOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'read';
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [error.code, error.facts['limit'] ?? error.facts['algorithm'] ?? []].flat().join(' ');
  }
}

describe('a hostile file', () => {
  const rows = Object.entries(outcomes).flatMap(([outcome, names]) => names.map((name) => [name, outcome] as const));

  test('has its row here, each of them', () => {
    expect([...rows.map(([name]) => name), slow].sort()).toEqual(readdirSync(folder).sort());
  });

  test.each(rows)('%s: %s', async (name, outcome) => {
    expect(await outcomeOf(() => read(name))).toBe(outcome);
    // whatever it is called, somebody may drop it on the window
    await outcomeOf(() => readContent(fixture(name), null));
  });

  test('of 100 MB is refused unread', async () => {
    const huge = Buffer.concat([Buffer.from('308406400000020103', 'hex'), Buffer.alloc(100 * 1024 * 1024)]);
    for (const readHuge of [() => readBundle(huge, 'corpus'), () => readContent(huge, null), () => readCertificate(huge)]) {
      expect(await outcomeOf(readHuge)).toBe('bundle-over-limit size');
    }
  });

  test('cut short anywhere is damaged, or not even the beginning of a bundle', async () => {
    const whole = fixture('local-key-id-twice.p12');
    expect(await outcomeOf(() => readBundle(whole, 'corpus'))).toBe('read');
    for (let length = 0; length < whole.length; length += 1) {
      const outcome = length < 7 ? 'bundle-not-a-bundle' : 'bundle-damaged';
      expect(await outcomeOf(() => readBundle(whole.subarray(0, length), 'corpus')), `${length} bytes`).toBe(outcome);
    }
  });

  test.each([
    ['name-with-nul.cer', 'ha.example\\00.evil.example'],
    ['name-turned-around.cer', '\\e2\\80\\aemoc.elpmaxe'],
    ['name-with-control-characters.cer', '\\1b[31mred\\0d\\0aCN=other'],
  ])('%s shows what it hides', (name, commonName) => {
    expect(readCertificate(fixture(name))).toMatchObject({ commonName });
  });

  test.each([
    ['alternative-name-with-nul.cer', 'DNS:ha.example\\00.evil.example'],
    ['alternative-name-turned-around.cer', expect.not.stringMatching(/[\p{Cc}\p{Cf}]/u)],
  ])('%s shows what it hides', (name, san) => {
    expect(readCertificate(fixture(name)).san).toEqual([san]);
  });
});
