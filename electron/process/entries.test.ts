import { createPrivateKey, X509Certificate } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueDeviceAuthority } from '../pki/issue.ts';
import { importKey } from '../pki/key.ts';
import { createNodeLauncher } from './node-launcher.ts';
import type { ProcessName } from './work.ts';

const entries: Readonly<Record<ProcessName, URL>> = {
  keyring: new URL('./keyring.ts', import.meta.url),
  parser: new URL('./parser.ts', import.meta.url),
  'forge-work': new URL('./forge-work.ts', import.meta.url),
};
const launcher = createNodeLauncher({ entryOf: (name) => fileURLToPath(entries[name]), execArgv: ['--import', 'tsx'] });
afterAll(() => launcher.stop());

const limits = { limitMs: 20_000 };

test('a key and a bundle made in one process are opened in another', async () => {
  const forge = launcher.start('forge-work');
  const key = await forge.call('generateKey', { algorithm: 'p256' }, limits);
  const certificate = await issueDeviceAuthority({ name: 'Küche & Söhne CA', key: importKey(key), now: new Date() });
  const plan = { key, chain: [certificate], passphrase: 'correct horse', profile: 'compatible', friendlyName: 'Küche' } as const;
  const der = await forge.call('writeBundle', plan, limits);

  const parser = launcher.start('parser');
  const bundle = await parser.call('readBundle', { der, passphrase: 'correct horse' }, limits);
  expect(
    new X509Certificate(certificate).checkPrivateKey(createPrivateKey({ key: Buffer.from(bundle.key), format: 'der', type: 'pkcs8' })),
  ).toBe(true);
  expect(bundle.chain.map((own) => Buffer.from(own))).toEqual([certificate]);
  const { facts, content } = await parser.call('open', { bytes: der, passphrase: 'correct horse' }, limits);
  expect(facts).toMatchObject({ kind: 'bundle', profile: 'compatible', keys: [{ label: 'P-256' }] });
  const identity = await parser.call('identity', { content, leaf: null }, limits);
  expect(Buffer.from(identity.key)).toEqual(Buffer.from(key));
  await expect(parser.call('readBundle', { der, passphrase: 'wrong' }, limits)).rejects.toMatchObject({ code: 'bundle-passphrase-wrong' });
});

test('an RSA key that is given up takes its process along, and the next key is made', async () => {
  const forge = launcher.start('forge-work');
  await forge.call('generateKey', { algorithm: 'p256' }, limits);
  const givingUp = new AbortController();
  const given = forge.call('generateKey', { algorithm: 'rsa4096' }, { ...limits, signal: givingUp.signal });
  const next = forge.call('generateKey', { algorithm: 'p256' }, limits);
  givingUp.abort();
  await expect(given).rejects.toMatchObject({ code: 'job-cancelled' });
  expect(importKey(await next).asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
});

describe.runIf(process.platform === 'linux')('where no Secret Service runs', () => {
  const bus = process.env['DBUS_SESSION_BUS_ADDRESS'];
  beforeAll(() => {
    process.env['DBUS_SESSION_BUS_ADDRESS'] = 'unix:path=/nowhere';
  });
  afterAll(() => {
    if (bus === undefined) delete process.env['DBUS_SESSION_BUS_ADDRESS'];
    else process.env['DBUS_SESSION_BUS_ADDRESS'] = bus;
  });

  test('the keyring says so, for reading and writing, and never what was to be written', async () => {
    const keyring = launcher.start('keyring');
    const unavailable = { code: 'vault-keyring-unavailable', facts: { reason: expect.stringMatching(/./) } };
    await expect(keyring.call('read', { account: 'id' }, limits)).rejects.toMatchObject(unavailable);
    const failure = await keyring.call('write', { account: 'id', secret: 'hunter2' }, limits).catch((error) => error);
    expect(failure).toMatchObject(unavailable);
    expect(`${failure.stack}${JSON.stringify(failure)}`).not.toContain('hunter2');
  });
});
