import path from 'node:path';
import { expect, test } from './support/app.ts';
import { axeFindings as findings } from './support/axe.ts';
import { opensslMakesBundle, present } from './support/judges.ts';
import { Road } from './support/road.ts';

const home = { name: 'Lindenweg', url: 'https://127.0.0.1:9' };

test('axe finds nothing on any place or step, light or dark', async ({ latchkey, folder }) => {
  test.setTimeout(240_000);
  const found = [...(await findings(latchkey, 'welcome'))];
  const road = new Road(latchkey, async (step) => {
    found.push(...(await findings(latchkey, step)));
  });
  await road.begin();
  await latchkey.page.getByRole('button', { name: 'Next' }).click();
  found.push(...(await findings(latchkey, 'address with messages')));
  await road.address(home);
  await road.authority({ name: 'Küche & Söhne CA' });
  await road.backup(folder);
  await road.ownServerCertificate();
  await road.target();
  await road.proxy({ upstream: 'http://127.0.0.1:8123', folder: '/etc/nginx/latchkey', place: folder });
  await road.device({ name: 'Jörg – iPhone 📱' });
  await road.export(folder);
  await road.test();
  await road.finish();
  found.push(...(await findings(latchkey, 'Home')));
  for (const place of ['Devices', 'Authorities', 'Settings'] as const) {
    await road.open(place);
    found.push(...(await findings(latchkey, place)));
  }
  expect(found).toEqual([]);
});

test('axe finds nothing on the pages of a file that was brought along', async ({ latchkey, folder }) => {
  test.skip(!present('openssl'), 'needs openssl');
  const { page } = latchkey;
  await latchkey.drop(opensslMakesBundle(folder, { name: 'Anna', passphrase: 'brought along' }));
  await page.getByLabel('Passphrase', { exact: true }).fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Passphrase', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  const found = [...(await findings(latchkey, 'wrong passphrase'))];
  await page.getByLabel('Passphrase', { exact: true }).fill('brought along');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Make it work on my phone' })).toBeVisible();
  await page.getByText('Raw detail').first().click();
  found.push(...(await findings(latchkey, 'an open bundle')));
  for (const next of ['Keep it…', 'Keep', 'Test it…'] as const) {
    await page.getByRole('button', { name: next, exact: true }).click();
    found.push(...(await findings(latchkey, `after ${next}`)));
  }
  for (const file of ['own.crt', 'own.csr', 'own.key']) {
    await latchkey.drop(path.join(folder, file));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(file);
    found.push(...(await findings(latchkey, file)));
  }
  expect(found).toEqual([]);
});

test.describe('where the system has no keychain', () => {
  test.use({ keyring: false });

  test('axe finds nothing on the question for a passphrase', async ({ latchkey }) => {
    await expect(latchkey.page.getByText('does not answer')).toBeVisible();
    expect(await findings(latchkey, 'no keychain')).toEqual([]);
  });
});

test('every step of the way can be walked by keyboard alone', async ({ latchkey }) => {
  const { page } = latchkey;
  const { keyboard } = page;
  const road = new Road(latchkey);
  /** Tab until an element with this name has the focus. */
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 40; presses += 1) {
      const label = await page.evaluate(() => {
        const focused = document.activeElement as HTMLInputElement | null;
        return focused?.labels?.[0]?.textContent ?? focused?.textContent ?? '';
      });
      if (name.test(label)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`Tab never reaches ${name}`);
  };
  await tabTo(/I run a reverse proxy/);
  await keyboard.press('Enter');
  await road.at('address');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await keyboard.type(home.name);
  await keyboard.press('Tab');
  await tabTo(/^Address$/);
  await keyboard.type(home.url);
  await keyboard.press('Enter');
  await road.at('authority');
  await keyboard.press('Enter');
  await road.at('backup');
  await tabTo(/Skip for now/);
  await keyboard.press('Enter');
  await road.at('server');
  await tabTo(/A public one/);
  await keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Make one for me' })).toBeChecked();
  await keyboard.press('Enter');
  await road.at('target');
  await tabTo(/^nginx$/);
  await keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'HAProxy' })).toBeChecked();
  await keyboard.press('Enter');
  await road.at('proxy');
  await keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: home.name }).first()).toBeVisible();
  await expect(page.locator('h1')).toBeFocused();
});

test('the menu goes to each place by its shortcut, and the focus follows', async ({ latchkey }) => {
  const places = [
    ['go-devices', 'Devices'],
    ['go-authorities', 'Authorities'],
    ['go-settings', 'Settings'],
  ] as const;
  for (const [, label] of places) {
    await latchkey.app.evaluate(({ Menu, BrowserWindow }, name) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? []) ?? [];
      items.find((item) => item.label === name)?.click({}, BrowserWindow.getAllWindows()[0]);
    }, label);
    await expect(latchkey.page.locator('h1')).toHaveText(label);
    await expect(latchkey.page.locator('h1')).toBeFocused();
  }
});

test('the appearance that was chosen is there after a restart', async ({ latchkey }) => {
  const road = new Road(latchkey);
  const surface = () => latchkey.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await road.open('Settings');
  await road.choose('Light');
  await expect.poll(surface).toBe('rgb(251, 250, 248)');
  await road.choose('Dark');
  await expect.poll(surface).toBe('rgb(23, 24, 26)');
  await latchkey.restart();
  await expect.poll(surface).toBe('rgb(23, 24, 26)');
});

test('at twice the size nothing is cut off', async ({ latchkey }) => {
  const road = new Road(latchkey);
  await road.begin();
  await latchkey.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setSize(880, 600);
    window?.webContents.setZoomFactor(2);
  });
  const sideways = () => latchkey.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(sideways).toBeLessThanOrEqual(0);
  await latchkey.page.getByRole('button', { name: 'Next' }).click();
  await expect(latchkey.page.getByText('Type a name.')).toBeInViewport();
});
