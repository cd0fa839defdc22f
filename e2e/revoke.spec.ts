import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './support/app.ts';
import { axeFindings } from './support/axe.ts';
import { lastProbeReport } from './support/bridge-messages.ts';
import { curl, present } from './support/judges.ts';
import { freePort, startNginx } from './support/nginx.ts';
import { Road } from './support/road.ts';

const anna = 'Anna – iPhone 📱';
const jorg = 'Jörg – Pixel';

test('shuts a lost device out for good, and is told until a test proves it', async ({ latchkey, folder, homeAssistant }) => {
  test.skip(!present('nginx') || !present('openssl') || !present('curl'), 'needs nginx, openssl and curl');
  test.setTimeout(240_000);
  const port = await freePort();
  const url = `https://127.0.0.1:${port}`;
  const place = path.join(folder, 'proxy');
  const files = path.join(place, 'latchkey-127.0.0.1');
  const found: string[] = [];
  const look = async (where: string) => void found.push(...(await axeFindings(latchkey, where)));
  const button = (name: string) => latchkey.page.getByRole('button', { name, exact: true });
  const heading = (name: string) => latchkey.page.getByRole('heading', { name });
  const said = (words: string | RegExp) => latchkey.page.getByText(words, { exact: true });

  const road = new Road(latchkey);
  await road.begin();
  await road.address({ name: 'Lindenweg', url });
  await road.authority({ name: 'Küche & Söhne CA' });
  await road.backup(path.join(folder, 'backup'));
  await road.ownServerCertificate();
  await road.target();
  await road.proxy({ upstream: homeAssistant.origin, folder: files, place });
  await road.device({ name: anna });
  const bundle = await road.export(path.join(folder, 'export'));
  const nginx = await startNginx(path.join(files, 'latchkey.conf'), port);
  const knock = () =>
    curl({ url: `${url}/manifest.json`, trusts: path.join(files, 'server-ca.crt'), as: { ...bundle, bundle: bundle.file } });
  try {
    await road.test();
    await road.finish();
    expect((await knock()).status).toBe(200);
    const [home] = await latchkey.ask('home:list', undefined);
    await latchkey.ask('device:issue', { homeId: home?.id ?? '', name: jorg, platform: 'android' });
    await latchkey.restart();

    await test.step('it cannot just be removed, and revoking it wants its name', async () => {
      await road.open('Devices');
      await look('Devices');
      await button(`Remove ${anna}`).click();
      await expect(latchkey.page.getByRole('dialog')).toContainText('still opens the door');
      await look('remove');
      await latchkey.page.getByRole('dialog').getByRole('button', { name: 'Revoke…' }).click();
      const dialog = latchkey.page.getByRole('dialog', { name: `Revoke ${anna}?` });
      await expect(dialog.getByRole('button', { name: `Revoke ${anna}` })).toBeDisabled();
      await expect(dialog).toContainText('until you copy the new revocation list');
      await look('revoke');
      await dialog.getByLabel('Why?').selectOption('Lost or stolen');
      await dialog.getByRole('textbox').fill(jorg);
      await expect(dialog.getByRole('button', { name: `Revoke ${anna}` })).toBeDisabled();
      await dialog.getByRole('textbox').fill(anna);
      await dialog.getByRole('button', { name: `Revoke ${anna}` }).click();
      await expect(dialog).toHaveCount(0);
      await expect(latchkey.page.getByRole('row', { name: new RegExp(anna) })).toContainText('Revoked');
      await look('Devices with a revoked one');
    });

    await test.step('the proxy does not know yet, and the test says so', async () => {
      await road.open('Home');
      await expect(heading(`Your proxy does not know yet that ${anna} is revoked`)).toBeVisible();
      await expect(said(/sudo install -m 644 ca\.crl/)).toBeVisible();
      await look('Home with a to-do');
      expect((await knock()).status).toBe(200);
      await button(`Test as ${anna}`).click();
      await expect(said(`${anna} is revoked, but the proxy does not know it yet.`)).toBeVisible({ timeout: 40_000 });
      expect(lastProbeReport(latchkey.world.tap)).toMatchObject({ verdict: 'open', cause: { code: 'revoked-device-let-in' } });
      await look('a revoked device is let in');
      await road.open('Home');
      await expect(said('Locked')).toBeVisible();
    });

    await test.step('only the new list is saved, and OpenSSL enforces it', async () => {
      await latchkey.answerDialogsWith(path.join(folder, 'changes'));
      await button('Save files…').click();
      await expect(said(/^Saved as .*ca\.crl$/)).toBeVisible();
      const [saved = ''] = readdirSync(path.join(folder, 'changes'));
      expect(readdirSync(path.join(folder, 'changes', saved))).toEqual(['ca.crl']);
      expect(readFileSync(path.join(folder, 'changes', saved, 'ca.crl'), 'utf8')).toContain('BEGIN X509 CRL');
      copyFileSync(path.join(folder, 'changes', saved, 'ca.crl'), path.join(files, 'ca.crl'));
      await nginx.reload();
      expect((await knock()).status).toBe(400);
    });

    await test.step('a test as the revoked device proves it, and the to-do is gone for good', async () => {
      await button(`Test as ${anna}`).click();
      await expect(said(`${anna} is revoked and the door refuses it, as it should.`)).toBeVisible({ timeout: 40_000 });
      await expect(said('Shut out').first()).toBeVisible();
      await look('a revoked device is refused');
      await road.open('Home');
      await expect(said(/does not know yet/)).toHaveCount(0);
      await expect(said('Locked')).toBeVisible();
      await latchkey.restart();
      await expect(heading('Lindenweg').first()).toBeVisible();
      await expect(said(/does not know yet/)).toHaveCount(0);
    });

    await test.step('revoked, it can be removed', async () => {
      await road.open('Devices');
      await button(`Remove ${anna}`).click();
      const dialog = latchkey.page.getByRole('dialog', { name: `Remove ${anna}?` });
      await dialog.getByRole('textbox').fill(anna);
      await dialog.getByRole('button', { name: `Remove ${anna}` }).click();
      await expect(latchkey.page.getByRole('row', { name: new RegExp(anna) })).toHaveCount(0);
      await expect(latchkey.page.getByRole('row', { name: new RegExp(jorg) })).toBeVisible();
    });
    expect(found).toEqual([]);
  } finally {
    await nginx.stop();
  }
});
