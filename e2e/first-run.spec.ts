import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './support/app.ts';
import { lastProbeReport } from './support/bridge-messages.ts';
import {
  curl,
  gnutlsInfo,
  javaList,
  lifeDays,
  nssImport,
  opensslBundle,
  opensslText,
  opensslVerify,
  present,
  secretNumber,
} from './support/judges.ts';
import { freePort, startNginx } from './support/nginx.ts';
import { Road } from './support/road.ts';

const authority = 'Küche & Söhne CA';
const device = 'Jörg – iPhone 📱';

test('goes from nothing to a door that is proved locked, at an IP address and a port', async ({
  latchkey,
  folder,
  homeAssistant,
  secrets,
}) => {
  test.skip(!present('nginx') || !present('openssl'), 'needs nginx and openssl');
  test.setTimeout(180_000);
  const port = await freePort();
  const url = `https://127.0.0.1:${port}`;
  const place = path.join(folder, 'proxy');
  const files = path.join(place, 'latchkey-127.0.0.1');
  const road = new Road(latchkey);

  await road.begin();
  await road.address({ name: 'Lindenweg', url });
  await road.authority({ name: authority });
  const backup = await road.backup(path.join(folder, 'backup'));
  await road.ownServerCertificate();
  await road.target();
  expect(await road.proxy({ upstream: homeAssistant.origin, folder: files, place })).toBe(files);
  await road.device({ name: device });
  const bundle = await road.export(path.join(folder, 'export'));
  const nginx = await startNginx(path.join(files, 'latchkey.conf'), port);
  try {
    await road.test();
    expect(lastProbeReport(latchkey.world.tap)).toMatchObject({ url, device, verdict: 'locked', cause: null });
    await road.finish();
    await expect(latchkey.page.getByText('Locked', { exact: true })).toBeVisible();
    expect(homeAssistant.requests).toContain('GET /api/websocket (WebSocket)');
    const at = (name: string) => path.join(files, name);
    const opened = opensslBundle(bundle.file, bundle.passphrase);
    const openedBackup = opensslBundle(backup.file, backup.passphrase);
    secrets.push(
      { name: 'the key of the device', bytes: secretNumber(opened.key) },
      { name: 'the key of the authority', bytes: secretNumber(openedBackup.key) },
      { name: 'the key of the server', bytes: secretNumber(at('server.key')) },
      { name: 'the passphrase of the bundle', bytes: Buffer.from(bundle.passphrase), mayBeShown: true },
      { name: 'the passphrase of the backup', bytes: Buffer.from(backup.passphrase), mayBeShown: true },
    );

    await test.step('OpenSSL accepts both chains and the form of the bundle', () => {
      expect(opensslVerify('sslclient', at('ca.crt'), opened.leaf)).toContain(': OK');
      expect(opensslVerify('sslserver', at('server-ca.crt'), at('server.crt'))).toContain(': OK');
      expect(readFileSync(openedBackup.leaf, 'utf8')).toContain(readFileSync(at('ca.crt'), 'utf8').trim());
      expect(opened.info).toMatch(/MAC: sha1/i);
      expect(opened.info.match(/pbeWithSHA1And3-KeyTripleDES-CBC/g)).toHaveLength(2);
      expect(opensslText(opened.leaf)).toMatch(new RegExp(`Issuer:.*CN\\s?=\\s?${authority}[\\s\\S]*Subject:.*CN\\s?=\\s?${device}`));
      expect(lifeDays(at('server.crt'))).toBeLessThanOrEqual(825);
      const server = opensslText(at('server.crt'));
      for (const part of [
        'Version: 3',
        'IP Address:127.0.0.1',
        'TLS Web Server Authentication',
        'Subject Key Identifier',
        'Authority Key Identifier',
      ])
        expect(server).toContain(part);
    });

    await test.step('NSS, GnuTLS and Java open the bundle', () => {
      if (present('pk12util') && present('certutil')) {
        const nss = nssImport(bundle.file, bundle.passphrase);
        expect(nss).toContain('PKCS12 IMPORT SUCCESSFUL');
        expect(nss).toContain('Jörg – iPhone'); // a bundle's name for it stays within the Basic Multilingual Plane
      }
      if (present('certtool')) expect(gnutlsInfo(bundle.file, bundle.passphrase).match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
      if (present('keytool'))
        expect(javaList(bundle.file, bundle.passphrase)).toMatch(/PrivateKeyEntry[\s\S]*chain length: 2[\s\S]*Jörg – iPhone/);
    });

    await test.step('curl is refused as a stranger and gets the manifest as the device', async () => {
      if (!present('curl')) return;
      const visit = { url: `${url}/manifest.json`, trusts: at('server-ca.crt') };
      const stranger = await curl({ ...visit, as: null });
      expect(stranger.body).not.toContain('Home Assistant');
      expect([0, 400]).toContain(stranger.status);
      const guest = await curl({ ...visit, as: { bundle: bundle.file, passphrase: bundle.passphrase } });
      expect(guest).toMatchObject({ status: 200 });
      expect(JSON.parse(guest.body)).toMatchObject({ name: 'Home Assistant' });
    });
  } finally {
    await nginx.stop();
  }
});

test('skips the backup and sees that it is missing', async ({ latchkey }) => {
  const road = new Road(latchkey);
  await road.begin();
  await road.address({ name: 'Lindenweg', url: 'https://ha.example' });
  await road.authority({ name: authority });
  await road.skipBackup();
  await latchkey.page.keyboard.press('Escape');
  await road.open('Authorities');
  await expect(latchkey.page.getByText('Not backed up')).toBeVisible();
});

test('turns away from every dialog and finds nothing changed', async ({ latchkey }) => {
  const road = new Road(latchkey);
  await road.begin();
  await road.address({ name: 'Lindenweg', url: 'https://ha.example' });
  await road.authority({ name: authority });
  await latchkey.cancelDialogs();
  await latchkey.page.getByRole('button', { name: 'Save backup…' }).click();
  await expect(latchkey.page.getByRole('button', { name: 'Save backup…' })).toBeEnabled();
  await road.at('backup');
  const [made] = await latchkey.ask('authority:list', undefined);
  expect(made?.backup).toEqual({ phase: 'none' });
});
