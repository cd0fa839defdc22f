import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './support/app.ts';
import { opensslBundle, opensslMakesBundle, present, secretNumber } from './support/judges.ts';
import type { Latchkey } from './support/latchkey.ts';
import { Road } from './support/road.ts';

const passphrase = 'brought along';
const name = 'Anna Müller – Pixel';

test.skip(() => !present('openssl'), 'needs openssl');

/** A device that was brought along and kept, its export page open. */
async function toExport(latchkey: Latchkey, folder: string): Promise<Road> {
  const { page } = latchkey;
  await latchkey.drop(opensslMakesBundle(folder, { name, passphrase }));
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('button', { name: 'Keep it…' }).click();
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  const road = new Road(latchkey);
  await road.open('Devices');
  await page.getByRole('button', { name: `Export… ${name}` }).click();
  return road;
}

test('exports a device for Windows in the form that Windows reads, and for an iPhone in the one that it reads', async ({
  latchkey,
  folder,
  secrets,
}) => {
  const { page } = latchkey;
  const road = await toExport(latchkey, folder);
  await expect(page.getByRole('radio', { name: 'iPhone or iPad' })).toBeChecked();
  await expect(page.getByText('In the Compatible form: iPhones call')).toBeVisible();
  await road.choose('Windows');
  await expect(page.getByText('In the Modern form, with AES-256: Windows 10')).toBeVisible();
  const modern = await road.saveBundle(path.join(folder, 'windows'));
  const { info, key } = opensslBundle(modern.file, modern.passphrase);
  expect(info).toMatch(/MAC: sha256/);
  expect(info.match(/PBES2, PBKDF2, AES-256-CBC/g)).toHaveLength(2);
  const own = secretNumber(key);
  expect(own.equals(secretNumber(path.join(folder, 'own.key')))).toBe(true);
  secrets.push({ name: 'the key that was brought along', bytes: own });
  const [device] = await latchkey.ask('device:list', undefined);
  expect(device?.lastExport?.form).toBe('modern');
});

test('exports a device as text that OpenSSL reads', async ({ latchkey, folder }) => {
  const road = await toExport(latchkey, folder);
  await road.choose('Just PEM');
  const { file, passphrase: shown } = await road.saveBundle(path.join(folder, 'text'));
  expect(path.extname(file)).toBe('.pem');
  expect(readFileSync(file, 'utf8')).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  const key = path.join(folder, 'out.key');
  execFileSync('openssl', ['pkey', '-in', file, '-passin', `pass:${shown}`, '-out', key], { stdio: 'pipe' });
  expect(secretNumber(key).equals(secretNumber(path.join(folder, 'own.key')))).toBe(true);
  const verified = spawnSync('openssl', ['verify', '-CAfile', path.join(folder, 'own-ca.crt'), '-untrusted', file, file], {
    encoding: 'utf8',
  });
  expect(verified.stdout).toContain(': OK');
});

test('picks one of several keys and exports that one', async ({ latchkey, folder }) => {
  const { page } = latchkey;
  const files = ['Anna', 'Bert'].map((person) => {
    const of = (extension: string) => path.join(folder, `${person}.${extension}`);
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30', '-subj', `/CN=${person}`];
    execFileSync('openssl', ['req', '-x509', ...made, '-keyout', of('key'), '-out', of('crt')], { stdio: 'pipe' });
    return { key: of('key'), text: readFileSync(of('key'), 'utf8') + readFileSync(of('crt'), 'utf8') };
  });
  const both = path.join(folder, 'both.pem');
  writeFileSync(both, files.map(({ text }) => text).join(''));
  await latchkey.drop(both);
  await expect(page.getByText('This file holds several keys. Which one?')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Anna' })).toBeChecked();
  await new Road(latchkey).choose('Bert');
  await page.getByRole('button', { name: 'Make it work on my phone' }).click();
  const saved = await new Road(latchkey).saveBundle(path.join(folder, 'export'));
  const { key } = opensslBundle(saved.file, saved.passphrase);
  expect(secretNumber(key).equals(secretNumber(files[1]?.key ?? ''))).toBe(true);
});

test('joins a certificate and its key that lie in two files', async ({ latchkey, folder }) => {
  const { page } = latchkey;
  opensslMakesBundle(folder, { name, passphrase });
  await latchkey.drop(path.join(folder, 'own.key'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('own.key');
  await latchkey.drop(path.join(folder, 'own.crt'));
  await expect(page.getByText('The key to this certificate is in own.key')).toBeVisible();
  await page.getByRole('button', { name: 'Join them' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('own.crt + own.key');
  await expect(page.getByText('Will it be taken as it is?')).toBeVisible();
  await page.getByRole('button', { name: 'Make it work on my phone' }).click();
  const saved = await new Road(latchkey).saveBundle(path.join(folder, 'export'));
  const { key } = opensslBundle(saved.file, saved.passphrase);
  expect(secretNumber(key).equals(secretNumber(path.join(folder, 'own.key')))).toBe(true);
  expect((await latchkey.ask('import:list', undefined)).offers).toHaveLength(1);
});

test('says which devices take a file as it is', async ({ latchkey, folder }) => {
  const { page } = latchkey;
  await latchkey.drop(opensslMakesBundle(folder, { name, passphrase }));
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  const verdictOn = (device: string) => page.getByText(device, { exact: true }).locator('xpath=following-sibling::dd');
  await expect(verdictOn('iPhone or iPad')).toHaveText('Refuses it');
  await expect(verdictOn('Mac')).toHaveText('May refuse it');
  await expect(verdictOn('Windows')).toHaveText('Takes it');
});
