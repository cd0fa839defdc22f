import path from 'node:path';
import { expect, test } from './support/app.ts';
import { axeFindings } from './support/axe.ts';
import type { Latchkey } from './support/latchkey.ts';
import { Road } from './support/road.ts';

const kinds = [
  { name: 'Anna – iPhone', platform: 'ios', guides: ['Home Assistant app', 'Safari', 'Apple Watch'] },
  { name: 'Jörg – Pixel', platform: 'android', guides: ['Home Assistant app', 'Wear OS watch'] },
  { name: 'Küche – Mac', platform: 'macos', guides: ['Safari or Chrome', 'Home Assistant app', 'Firefox', 'curl'] },
  { name: 'Büro', platform: 'other', guides: ['Edge or Chrome on Windows', 'Firefox', 'Chrome on Linux', 'curl'] },
] as const;

/** A home with one device of each kind. */
async function settle(latchkey: Latchkey): Promise<Road> {
  const home = await latchkey.ask('home:create', { name: 'Lindenweg', url: 'https://ha.example' });
  await latchkey.ask('authority:create', { homeId: home.id, name: 'Küche & Söhne CA', key: 'p256' });
  for (const { name, platform } of kinds) await latchkey.ask('device:issue', { homeId: home.id, name, platform });
  await latchkey.restart();
  return new Road(latchkey);
}

async function openDevice(road: Road, name: string): Promise<void> {
  await road.open('Devices');
  await road.page.getByRole('button', { name, exact: true }).first().click();
  await expect(road.page.getByRole('heading', { level: 1 })).toHaveText(name);
}

test('leads through an app step by step, and remembers what is done after a restart @in-out', async ({ latchkey }) => {
  const road = await settle(latchkey);
  await openDevice(road, 'Anna – iPhone');
  await expect(road.page.getByText('0 of 6 done')).toBeVisible();
  const kept = async () => (await latchkey.ask('device:list', undefined))[0]?.guide;
  const save = /^Save the \.p12 file in Files/;
  await latchkey.page.getByRole('checkbox', { name: save }).check();
  await latchkey.page.getByRole('checkbox', { name: /^Update the Home Assistant app/ }).check();
  await expect(latchkey.page.getByText('2 of 6 done')).toBeVisible();
  await road.choose('Safari');
  await expect(latchkey.page.getByText('0 of 3 done')).toBeVisible();
  await latchkey.page.getByRole('checkbox', { name: /^Open https:\/\/ha\.example in Safari/ }).check();
  await expect.poll(kept).toEqual({ id: 'ios-safari', ticked: ['save-to-files', 'ios-version', 'open-safari'] });
  await latchkey.restart();
  await openDevice(road, 'Anna – iPhone');
  await expect(latchkey.page.getByRole('radio', { name: 'Safari' })).toBeChecked();
  await expect(latchkey.page.getByText('1 of 3 done')).toBeVisible();
  await road.choose('Home Assistant app');
  await expect(latchkey.page.getByRole('checkbox', { name: save })).toBeChecked();
  await latchkey.page.getByRole('checkbox', { name: save }).uncheck();
  await expect(latchkey.page.getByText('1 of 6 done')).toBeVisible();
  await expect.poll(kept).toEqual({ id: 'ios-app', ticked: ['ios-version', 'open-safari'] });
});

test('has guides for every kind of device, and axe finds nothing in any of them', async ({ latchkey }) => {
  test.setTimeout(240_000);
  const road = await settle(latchkey);
  const found: string[] = [];
  for (const { name, guides } of kinds) {
    await openDevice(road, name);
    await expect(latchkey.page.getByRole('group', { name: 'Where shall it go?' }).getByRole('radio')).toHaveCount(guides.length);
    for (const guide of guides) {
      await road.choose(guide);
      for (const fold of ['If it does not work', 'What it cannot do']) {
        const summary = latchkey.page.locator('details:not([open]) > summary', { hasText: fold });
        if (await summary.isVisible()) await summary.click();
      }
      found.push(...(await axeFindings(latchkey, `${name}: ${guide}`)));
    }
  }
  expect(found).toEqual([]);
});

test('says by itself that a guide is older than a year', async ({ latchkey }) => {
  const road = await settle(latchkey);
  await openDevice(road, 'Jörg – Pixel');
  const note = latchkey.page.getByText(/^This guide was last checked on /);
  await expect(latchkey.page.getByText('Checked on')).toBeVisible();
  await expect(note).toHaveCount(0);
  await latchkey.page.clock.setFixedTime('2027-11-22T12:00:00Z');
  await openDevice(road, 'Jörg – Pixel');
  await expect(note).toBeVisible();
});

test('gives commands that name the device and its home', async ({ latchkey }) => {
  const road = await settle(latchkey);
  await openDevice(road, 'Büro');
  await road.choose('Chrome on Linux');
  await expect(latchkey.page.getByText(`pk12util -d sql:"$HOME/.pki/nssdb" -i './Büro.p12'`)).toBeVisible();
  await road.choose('curl');
  await expect(latchkey.page.getByText(`curl --cert './Büro.pem' https://ha.example/manifest.json`)).toBeVisible();
});

test('renews a device: a new certificate to put in its place, and the old one to revoke', async ({ latchkey, folder }) => {
  const road = await settle(latchkey);
  const { page } = latchkey;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await latchkey.answerDialogsWith(path.join(folder, 'export'));
  await openDevice(road, 'Anna – iPhone');
  await expect(page.getByText('its certificate has not left this computer')).toBeVisible();
  await button('Export…').click();
  await road.saveBundle(path.join(folder, 'export'));
  await openDevice(road, 'Anna – iPhone');
  await expect(page.getByText(/^Compatible, today at /)).toBeVisible();
  await button('Renew').click();
  await expect(page.getByText('It takes the place of an older certificate')).toBeVisible();
  await button('Show the old one').click();
  await expect(page.getByText('A newer certificate has taken its place')).toBeVisible();
  await button('Revoke…').click();
  await expect(page.getByLabel('Why?')).toHaveValue('superseded');
  await page.getByLabel(/^Type “Anna/).fill('Anna – iPhone');
  await button('Revoke Anna – iPhone').click();
  await expect(page.getByText('Revoked today: Replaced by another')).toBeVisible();
  const annas = (await latchkey.ask('device:list', undefined)).filter(({ name }) => name === 'Anna – iPhone');
  expect(annas.map(({ revoked }) => revoked?.reason ?? null)).toEqual(['superseded', null]);
});
