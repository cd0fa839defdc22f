import { createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { parseSubjectAltName } from '../contract/fields.ts';
import { readCertificate } from './certificate.ts';
import { isIssuerOf, orderChain } from './chain.ts';
import { type Issuer, issueDeviceAuthority, issueDeviceCertificate, issueServerCertificate } from './issue.ts';
import { exportKey, generateKey } from './key.ts';
import { readBundle } from './pkcs12/read.ts';
import { writeBundle } from './pkcs12/write.ts';
import { newDeviceAuthority } from './test-people.ts';

let authority: Issuer;
beforeAll(async () => {
  authority = await newDeviceAuthority();
});

const now = new Date('2026-03-01T11:00:00Z');
const publicKey = () => createPublicKey(authority.key);

/** Names of 1 to 64 characters of any script, emoji among them; a backslash is left to the tests of names, which show it escaped. */
const names = fc
  .array(fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), fc.constantFrom(...'ÄßŁжΩאعक한漢あ📱🏡')), {
    minLength: 1,
    maxLength: 64,
  })
  .map((characters) => [...characters.join('').normalize('NFC')].slice(0, 64).join(''))
  .filter((name) => !/[\p{Cc}\p{Cs}]|(?!\u200d)\p{Cf}|^\s|\s$/u.test(name));

test('a certificate keeps its name and that of its authority, also once that is reloaded', async () => {
  await fc.assert(
    fc.asyncProperty(names, names, async (authorityName, name) => {
      const reloaded = { key: authority.key, certificate: await issueDeviceAuthority({ name: authorityName, key: authority.key, now }) };
      const certificate = await issueDeviceCertificate({ issuer: reloaded, publicKey: publicKey(), name, now });
      expect(readCertificate(reloaded.certificate).commonName).toBe(authorityName);
      expect(readCertificate(certificate)).toMatchObject({
        commonName: name.replaceAll('.', '·'),
        issuer: readCertificate(reloaded.certificate).subject,
      });
      expect(isIssuerOf(reloaded.certificate, certificate)).toBe(true);
    }),
  );
});

const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?$/).filter((text) => !/^..--/.test(text));
const host = fc.tuple(label, label, fc.constantFrom('example', 'münchen', 'home.arpa', '例え')).map((labels) => labels.join('.'));
const alternatives = fc.oneof(
  host,
  host.map((name) => `*.${name}`),
  fc.ipV4(),
  fc.ipV6(),
);

test('a server certificate keeps its alternative names', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(alternatives, { minLength: 1, maxLength: 10 }), async (entries) => {
      const named = entries.flatMap((entry) => parseSubjectAltName(entry) ?? []);
      fc.pre(named.length > 0);
      const certificate = await issueServerCertificate({ issuer: authority, publicKey: publicKey(), names: named, now });
      expect(readCertificate(certificate).san).toEqual(named.map(({ kind, value }) => `${kind.toUpperCase()}:${value}`));
    }),
  );
});

test('a certificate keeps its dates, to the second, on both sides of 2050', async () => {
  const moments = fc.date({ min: new Date('2048-06-01'), max: new Date('2051-06-01'), noInvalidDate: true });
  await fc.assert(
    fc.asyncProperty(moments, fc.integer({ min: 1, max: 1000 }), async (moment, validityDays) => {
      const certificate = await issueDeviceAuthority({ name: 'Home', key: authority.key, now: moment, validityDays });
      const start = Math.floor(moment.getTime() / 1000) * 1000;
      expect(readCertificate(certificate)).toMatchObject({
        notBefore: new Date(start - 3_600_000).toISOString(),
        notAfter: new Date(start + validityDays * 86_400_000).toISOString(),
      });
    }),
  );
});

test('a bundle keeps its key and its chain, whatever lies beside', async () => {
  const key = await generateKey('p256');
  await fc.assert(
    fc.asyncProperty(names, fc.integer({ min: 0, max: 6 }), fc.constantFrom('compatible', 'modern'), async (name, strangers, profile) => {
      const leaf = await issueDeviceCertificate({ issuer: authority, publicKey: createPublicKey(key), name, now });
      const beside = await Promise.all(Array.from({ length: strangers }, () => issueDeviceAuthority({ name, key: authority.key, now })));
      const chain = [leaf, authority.certificate, ...beside];
      const der = await writeBundle({ key: exportKey(key), chain, passphrase: 'correct horse', profile, friendlyName: name });
      const read = await readBundle(der, 'correct horse');
      expect(Buffer.from(read.key).equals(exportKey(key))).toBe(true);
      expect(read.chain.map((each) => Buffer.from(each))).toEqual(chain.map((each) => Buffer.from(each)));
      expect(orderChain(leaf, [...beside, authority.certificate])[1]).toEqual(authority.certificate);
    }),
    { numRuns: 20 },
  );
});
