import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './support/app.ts';
import { opensslBundle, present, secretNumber } from './support/judges.ts';
import { Road } from './support/road.ts';
import { filesUnder, forgetKeyringEntry, keyringEntries, restoreKeyringEntry } from './support/secrets.ts';

const passphrase = 'five words that nobody knows';
const home = { name: 'Lindenweg', url: 'https://ha.example' };

test('quits, comes back, and everything is there and still signs', async ({ latchkey, folder, secrets }) => {
  test.skip(!present('openssl'), 'needs openssl');
  const road = new Road(latchkey);
  await road.begin();
  await road.address(home);
  await road.authority({ name: 'Küche & Söhne CA' });
  await road.skipBackup();
  await latchkey.restart();
  await expect(latchkey.page.getByText('Lindenweg').first()).toBeVisible();
  const [authority] = await latchkey.ask('authority:list', undefined);
  expect(authority?.name).toBe('Küche & Söhne CA');
  const [kept] = await latchkey.ask('home:list', undefined);
  await latchkey.ask('device:issue', { homeId: kept?.id ?? '', name: 'Jörg – iPhone 📱', platform: 'ios' });
  await latchkey.restart();
  const [device] = await latchkey.ask('device:list', undefined);
  await latchkey.answerDialogsWith(folder);
  const saved = await latchkey.ask('bundle:export', { deviceId: device?.id ?? '', form: 'compatible' });
  if (saved.phase !== 'saved') throw new Error('the dialog was answered');
  const opened = opensslBundle(path.join(folder, saved.fileName), saved.passphrase);
  secrets.push({ name: 'the key of the device', bytes: secretNumber(opened.key) });
});

test('keeps its files to their owner', async ({ latchkey }) => {
  test.skip(process.platform === 'win32', 'Windows has no such modes');
  await latchkey.ask('home:create', home);
  const vault = path.join(latchkey.world.profile, 'vault');
  expect(statSync(vault).mode & 0o777).toBe(0o700);
  const modes = filesUnder(vault).map(({ where }) => [where, statSync(path.join(vault, where)).mode & 0o777]);
  expect(modes.length).toBeGreaterThan(0);
  expect(modes.filter(([, mode]) => mode !== 0o600)).toEqual([]);
});

test('without the key in the keychain it says so, starts nothing anew, and opens when the key is back', async ({ latchkey }) => {
  const road = new Road(latchkey);
  const before = keyringEntries().map(({ account }) => account);
  await latchkey.quit();
  await latchkey.start();
  const known = keyringEntries();
  expect(known.length).toBeGreaterThan(0);
  await latchkey.ask('home:create', home);
  await latchkey.quit();
  for (const entry of known) forgetKeyringEntry(entry);
  await latchkey.start();
  await expect(latchkey.page.getByRole('heading', { name: 'The keychain does not give the key' })).toBeVisible();
  expect(keyringEntries()).toEqual([]);
  for (const entry of known) restoreKeyringEntry(entry);
  await latchkey.page.getByRole('button', { name: 'Try again' }).click();
  await expect(latchkey.page.getByText('Lindenweg').first()).toBeVisible();
  expect(before).toEqual(known.map(({ account }) => account));
  await road.open('Settings');
});

test.describe('where the system has no keychain', () => {
  test.use({ keyring: false });

  test('it says so, offers a passphrase, and asks for it at the next start', async ({ latchkey, folder, secrets }) => {
    const { page } = latchkey;
    const road = new Road(latchkey);
    const choose = async (first: string, again: string) => {
      await page.getByLabel('Passphrase', { exact: true }).fill(first);
      await page.getByLabel('The same once more').fill(again);
      await page.getByRole('button', { name: 'Use this passphrase' }).click();
    };
    secrets.push({ name: 'the passphrase of the vault', bytes: Buffer.from(passphrase), mayBeShown: true });
    await expect(page.getByText('does not answer')).toBeVisible();
    await choose('short', 'short');
    await expect(page.getByRole('alert').filter({ hasText: '12 characters' })).toBeVisible();
    await choose(passphrase, `${passphrase}!`);
    await expect(page.getByRole('alert').filter({ hasText: 'differ' })).toBeVisible();
    await choose(passphrase, passphrase);
    await road.begin();
    await road.address(home);
    await road.authority({ name: 'Küche & Söhne CA' });
    await road.backup(folder);

    await latchkey.restart();
    const unlock = async (typed: string) => {
      await latchkey.page.getByLabel('Passphrase', { exact: true }).fill(typed);
      await latchkey.page.getByRole('button', { name: 'Unlock' }).click();
    };
    await expect(latchkey.page.getByRole('heading', { name: 'Unlock Latchkey' })).toBeVisible();
    await expect(
      latchkey.ask('device:issue', { homeId: '00000000-0000-0000-0000-000000000000', name: 'x', platform: 'ios' }),
    ).rejects.toThrow();
    await unlock('not the passphrase at all');
    await expect(latchkey.page.getByRole('alert').filter({ hasText: 'does not open' })).toBeVisible();
    await unlock(passphrase);
    await road.resume();
    await road.at('server');
  });
});
