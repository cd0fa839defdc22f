import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './support/app.ts';
import { axeFindings } from './support/axe.ts';
import { opensslBundle, opensslText, opensslVerify, present, secretNumber } from './support/judges.ts';
import type { Latchkey } from './support/latchkey.ts';
import { Road } from './support/road.ts';

const name = 'Anna – iPhone';

test.skip(() => !present('openssl'), 'needs openssl');

/** OpenSSL as an authority elsewhere, in a folder of its own files. */
function authorityIn(folder: string) {
  const at = (file: string) => path.join(folder, file);
  const openssl = (...words: readonly string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe', encoding: 'utf8' });
  const root = ['-subj', '/CN=Elsewhere CA', '-days', '30', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.crt', ...root);
  writeFileSync(at('client.ext'), 'basicConstraints=CA:FALSE\nextendedKeyUsage=clientAuth\n');
  const signing = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '20', '-extfile', 'client.ext'];
  return {
    at,
    openssl,
    /** Signs a request file and gives the path of the certificate. */
    sign: (request: string): string => {
      openssl('x509', '-req', '-in', request, ...signing, '-out', 'signed.crt');
      return at('signed.crt');
    },
  };
}

/** Walks to the request's second step. */
async function makeRequest({ page }: Latchkey): Promise<void> {
  await page.getByRole('button', { name: 'Request from another authority…' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByText('More', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Organisation' }).fill('Küche & Söhne');
  await page.getByRole('textbox', { name: 'Country' }).fill('ch');
  await page.getByRole('button', { name: 'Make request' }).click();
  await expect(page.getByRole('heading', { name: 'Give this text to the authority' })).toBeVisible({ timeout: 30_000 });
}

/** A home with its device authority, without the wizard. */
async function makeHome(latchkey: Latchkey): Promise<void> {
  const home = await latchkey.ask('home:create', { name: 'Lindenweg', url: 'https://ha.example' });
  await latchkey.ask('authority:create', { homeId: home.id, name: 'Küche & Söhne CA', key: 'p256' });
  await latchkey.restart();
}

test('requests a certificate from an authority elsewhere, pastes it back and exports it', async ({ latchkey, folder, secrets }) => {
  const { at, openssl, sign } = authorityIn(folder);
  const road = new Road(latchkey);
  await road.open('Devices');
  await makeRequest(latchkey);
  await latchkey.answerDialogsWith(folder);
  await latchkey.page.getByRole('button', { name: 'Save request…' }).click();
  await expect(latchkey.page.getByText(`Saved as ${name}.csr`)).toBeVisible();
  expect(openssl('req', '-verify', '-noout', '-subject', '-nameopt', 'utf8,sep_comma_plus', '-in', at(`${name}.csr`))).toContain(
    `C=CH,O=Küche & Söhne,CN=${name}`,
  );

  // days pass
  await latchkey.restart();
  const { page } = latchkey;
  await road.open('Devices');
  await expect(page.getByRole('heading', { name: 'Waits for its certificate' })).toBeVisible();
  await page.getByRole('button', { name: `Go on ${name}` }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  const field = page.getByRole('textbox', { name: 'Certificate' });
  await expect(field).toBeFocused();
  await field.fill(readFileSync(at('ca.crt'), 'utf8'));
  await expect(page.getByText('This is the certificate of the authority itself')).toBeVisible();
  await field.fill(`Dear Anna,\r\n\r\n${readFileSync(at('ca.crt'), 'utf8')}${readFileSync(sign(at(`${name}.csr`)), 'utf8')}\r\nYours`);
  await expect(page.getByText(`This certificate belongs to the key of ${name}`)).toBeVisible();
  await expect(page.getByText('The certificate of its issuer came along.')).toBeVisible();
  await page.getByRole('button', { name: 'Attach it' }).click();
  await expect(page.getByRole('heading', { name: `${name} has its certificate` })).toBeVisible();
  await page.getByRole('button', { name: 'Save the file for the device…' }).click();

  const exported = await road.saveBundle(path.join(folder, 'export'));
  const opened = opensslBundle(exported.file, exported.passphrase);
  expect(opensslVerify('sslclient', at('ca.crt'), opened.leaf)).toContain(': OK');
  expect(readFileSync(opened.authorities, 'utf8')).toContain('BEGIN CERTIFICATE');
  expect(openssl('x509', '-in', opened.leaf, '-noout', '-pubkey')).toBe(openssl('pkey', '-in', opened.key, '-pubout'));
  secrets.push({ name: 'the key of the request', bytes: secretNumber(opened.key) });
  expect(await latchkey.ask('request:list', undefined)).toEqual([]);
});

test('drops the certificate that came back, and attaches it with one press', async ({ latchkey, folder }) => {
  const { at, openssl, sign } = authorityIn(folder);
  const request = await latchkey.ask('request:create', {
    name,
    platform: 'ios',
    homeId: null,
    organization: '',
    country: '',
    key: 'p256',
  });
  await latchkey.restart();
  const { page } = latchkey;
  writeFileSync(at('theirs.csr'), request.pem);
  openssl('crl2pkcs7', '-nocrl', '-certfile', 'ca.crt', '-certfile', sign(at('theirs.csr')), '-outform', 'DER', '-out', 'theirs.p7b');
  await latchkey.drop(at('theirs.p7b'));
  await expect(page.getByText(`This certificate belongs to the key of ${name}`)).toBeVisible();
  await page.getByRole('button', { name: 'Attach it' }).click();
  await expect(page.getByRole('heading', { name: `${name} has its certificate` })).toBeVisible();
  expect(await latchkey.ask('device:list', undefined)).toMatchObject([{ id: request.id, name, key: 'here' }]);
  expect((await latchkey.ask('import:list', undefined)).offers).toEqual([]);
});

test('removes a request only after its name was typed', async ({ latchkey }) => {
  const road = new Road(latchkey);
  await road.open('Devices');
  await makeRequest(latchkey);
  const { page } = latchkey;
  await page.keyboard.press('Escape');
  const remove = page.getByRole('button', { name: `Remove the request of ${name}` });
  await remove.click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: `Remove the request of ${name}` });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('textbox').fill(name);
  await confirm.click();
  await expect(page.getByRole('heading', { name: 'Waits for its certificate' })).toHaveCount(0);
  expect(await latchkey.ask('request:list', undefined)).toEqual([]);
});

test('signs the request of a device that keeps its key', async ({ latchkey, folder }) => {
  const { at, openssl } = authorityIn(folder);
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'own.key', '-out', 'own.csr', '-subj', '/O=Evil/CN=admin');
  await makeHome(latchkey);
  const { page } = latchkey;
  await latchkey.drop(at('own.csr'));
  await page.getByRole('button', { name: 'Sign it…' }).click();
  await expect(page.getByText('CN=admin, O=Evil')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Jörg – tablet');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Jörg – tablet is signed' })).toBeVisible();
  await latchkey.answerDialogsWith(folder);
  await page.getByRole('button', { name: 'Save certificate…' }).click();
  await expect(page.getByText('Saved as Jörg – tablet.crt')).toBeVisible();

  const saved = at('Jörg – tablet.crt');
  const [leaf = '', authority = ''] = readFileSync(saved, 'utf8').split(/(?<=END CERTIFICATE-----\n)/);
  writeFileSync(at('leaf.pem'), leaf);
  writeFileSync(at('authority.pem'), authority);
  expect(opensslVerify('sslclient', at('authority.pem'), at('leaf.pem'))).toContain(': OK');
  expect(opensslText(at('leaf.pem'))).toContain('Subject: CN=Jörg – tablet');
  expect(openssl('x509', '-in', 'leaf.pem', '-noout', '-pubkey')).toBe(openssl('pkey', '-in', 'own.key', '-pubout'));

  await new Road(latchkey).open('Devices');
  await expect(page.getByRole('row', { name: /Jörg – tablet.*Holds its key itself/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Export|Test)/ })).toHaveCount(0);
});

test('signs the request of a server for the names of its home', async ({ latchkey, folder }) => {
  const { at, openssl } = authorityIn(folder);
  const wishes = ['-subj', '/CN=ha', '-addext', 'subjectAltName=DNS:other.example'];
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'own.key', '-out', 'own.csr', ...wishes);
  await makeHome(latchkey);
  const { page } = latchkey;
  await latchkey.drop(at('own.csr'));
  await page.getByRole('button', { name: 'Sign it…' }).click();
  const names = page.getByRole('textbox', { name: 'Names and addresses it must cover' });
  await expect(names).toHaveValue('other.example');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(names).toHaveAccessibleDescription(/does not cover ha\.example/);
  await names.fill('ha.example');
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'ha.example is signed' })).toBeVisible();
  await latchkey.answerDialogsWith(folder);
  await page.getByRole('button', { name: 'Save certificate…' }).click();
  await expect(page.getByText('Saved as ha.example.crt')).toBeVisible();
  const [leaf = '', authority = ''] = readFileSync(at('ha.example.crt'), 'utf8').split(/(?<=END CERTIFICATE-----\n)/);
  writeFileSync(at('leaf.pem'), leaf);
  writeFileSync(at('authority.pem'), authority);
  expect(opensslVerify('sslserver', at('authority.pem'), at('leaf.pem'))).toContain(': OK');
  expect(opensslText(at('leaf.pem'))).toContain('DNS:ha.example');
});

test('axe finds nothing on the pages of requests, light or dark', async ({ latchkey, folder }) => {
  test.setTimeout(120_000);
  const { at, openssl, sign } = authorityIn(folder);
  await makeHome(latchkey);
  const { page } = latchkey;
  const road = new Road(latchkey);
  await road.open('Devices');
  await page.getByRole('button', { name: 'Request from another authority…' }).click();
  await page.getByRole('button', { name: 'Make request' }).click();
  const found = [...(await axeFindings(latchkey, 'who, with messages'))];
  await road.open('Devices');
  await makeRequest(latchkey);
  found.push(...(await axeFindings(latchkey, 'hand it over')));
  await road.open('Devices');
  found.push(...(await axeFindings(latchkey, 'Devices with a request')));
  await page.getByRole('button', { name: `Go on ${name}` }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('textbox', { name: 'Certificate' }).fill('nothing');
  await expect(page.getByText('There is no certificate in this.')).toBeVisible();
  found.push(...(await axeFindings(latchkey, 'no answer')));
  const [request] = await latchkey.ask('request:list', undefined);
  writeFileSync(at('theirs.csr'), request?.pem ?? '');
  await latchkey.drop(sign(at('theirs.csr')));
  await expect(page.getByText('From the file “signed.crt”')).toBeVisible();
  await expect(page.getByText(`This certificate belongs to the key of ${name}`)).toBeVisible();
  found.push(...(await axeFindings(latchkey, 'an answer')));
  await page.getByRole('button', { name: 'Attach it' }).click();
  await expect(page.getByRole('heading', { name: `${name} has its certificate` })).toBeVisible();
  found.push(...(await axeFindings(latchkey, 'attached')));
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'own.key', '-out', 'own.csr', '-subj', '/CN=tablet');
  await latchkey.drop(at('own.csr'));
  await page.getByRole('button', { name: 'Sign it…' }).click();
  found.push(...(await axeFindings(latchkey, 'sign')));
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'tablet is signed' })).toBeVisible();
  found.push(...(await axeFindings(latchkey, 'signed')));
  expect(found).toEqual([]);
});
