import { expect, test } from './support/app.ts';
import { Road } from './support/road.ts';

test('comes back to what was typed for a device, is told what phones may dislike, and makes it all the same', async ({ latchkey }) => {
  const home = await latchkey.ask('home:create', { name: 'Lindenweg', url: 'https://ha.example' });
  await latchkey.ask('authority:create', { homeId: home.id, name: 'Küche & Söhne CA', key: 'p256' });
  await latchkey.ask('device:issue', { homeId: home.id, name: 'Jörg – Pixel', platform: 'android' });
  await latchkey.restart();
  const road = new Road(latchkey);
  const button = (name: string) => latchkey.page.getByRole('button', { name, exact: true });
  const field = (name: string) => latchkey.page.getByRole('textbox', { name, exact: true });

  await test.step('what was typed is there after leaving the page and starting the app again', async () => {
    await button('Add device…').click();
    await field('Name').fill('anna.phone');
    await road.choose('Mac');
    await road.more();
    await road.choose('P-384');
    await field('Valid for').fill('forever');
    await latchkey.page.keyboard.press('Escape');
    await expect(button('Add device…')).toBeVisible();
    await latchkey.restart();
    await button('Add device…').click();
    await expect(field('Name')).toHaveValue('anna.phone');
    await expect(latchkey.page.getByRole('radio', { name: 'Mac', exact: true })).toBeChecked();
  });

  await test.step('a field that was folded away is opened to be mended', async () => {
    await button('Make certificate').click();
    await expect(field('Valid for')).toBeFocused();
    await field('Valid for').fill('3650');
  });

  await test.step('warnings explain and are confirmed', async () => {
    await button('Make certificate').click();
    const note = latchkey.page.getByRole('status').filter({ hasText: 'It can be done, but know this' });
    await expect(note).toContainText('“anna·phone”');
    await expect(note).toContainText('P-384');
    await expect(note).toContainText('The authority ends in');
    await button('Make anyway').click();
    await expect(latchkey.page.locator('[aria-current="step"]')).toContainText('Device file');
  });

  const devices = await latchkey.ask('device:list', undefined);
  expect(devices[1]).toMatchObject({ name: 'anna.phone', platform: 'macos', certificate: { commonName: 'anna·phone', key: 'P-384' } });
  expect(await latchkey.ask('device-draft:read', undefined)).toBeNull();
});
