import { expect, test } from './support/app.ts';
import type { Latchkey } from './support/latchkey.ts';
import { Road } from './support/road.ts';

/** From now on an RSA-4096 key takes for ever: by luck it can be there before a button is pressed. */
const slowDownKeys = (latchkey: Latchkey): Promise<void> =>
  latchkey.app.evaluate(({ utilityProcess }) => {
    const { fork } = utilityProcess;
    utilityProcess.fork = (...args) => {
      const child = fork(...args);
      const post = child.postMessage.bind(child);
      child.postMessage = (message) => {
        if (!JSON.stringify(message).includes('rsa4096')) post(message);
      };
      return child;
    };
  });

test('thinks better of a slow key while it is made, and goes on with a quick one', async ({ latchkey }) => {
  const { page } = latchkey;
  await slowDownKeys(latchkey);
  const road = new Road(latchkey);
  const making = page.getByText('Making an RSA key');
  const make = page.getByRole('button', { name: 'Make authority', exact: true });
  const cancel = page.getByRole('button', { name: 'Cancel', exact: true });
  await road.begin();
  await road.address({ name: 'Lindenweg', url: 'https://ha.example' });

  await test.step('by the button, which the keyboard reaches', async () => {
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Küche & Söhne CA');
    await road.choose('RSA-4096');
    await make.click();
    await expect(making).toBeVisible();
    await cancel.focus();
    await page.keyboard.press('Enter');
    await expect(making).toBeHidden();
    await expect(make).toBeFocused();
  });

  await test.step('by Esc, which leaves nothing meanwhile', async () => {
    await make.click();
    await expect(making).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(making).toBeHidden();
    await road.at('authority');
  });

  await test.step('the form is as before, nothing is made and nothing is alarming', async () => {
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Küche & Söhne CA');
    await expect(page.getByRole('radio', { name: 'RSA-4096', exact: true })).toBeChecked();
    await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
    expect(await latchkey.ask('authority:list', undefined)).toEqual([]);
  });

  await road.authority({ name: 'Küche & Söhne CA', key: 'p256' });
  expect(await latchkey.ask('authority:list', undefined)).toMatchObject([{ certificate: { key: 'P-256' } }]);
});
