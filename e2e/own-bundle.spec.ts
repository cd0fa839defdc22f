import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './support/app.ts';
import { lastProbeReport } from './support/bridge-messages.ts';
import { opensslBundle, opensslMakesBundle, present, secretNumber } from './support/judges.ts';
import type { Latchkey } from './support/latchkey.ts';
import { freePort } from './support/nginx.ts';
import { Road } from './support/road.ts';

const name = 'Anna Müller – Pixel';
const passphrase = 'brought along';

test.skip(() => !present('openssl'), 'needs openssl');

/** Types the passphrase of the file that is shown. */
async function openBundle({ page }: Latchkey, typed: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(typed);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
}

test('drops a .p12, sees what is inside, keeps it and exports it in the form that every phone takes', async ({
  latchkey,
  folder,
  secrets,
}) => {
  const { page } = latchkey;
  const file = opensslMakesBundle(folder, { name, passphrase });
  await latchkey.drop(file);
  await openBundle(latchkey, 'not the passphrase');
  await expect(page.getByLabel('Passphrase', { exact: true })).toHaveAccessibleDescription(/passphrase/i);
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await openBundle(latchkey, passphrase);
  await expect(page.getByText(name).first()).toBeVisible();
  await expect(page.getByText('Somebody else CA').first()).toBeVisible();
  await expect(page.getByText('call the right passphrase wrong').first()).toBeVisible();
  await expect(page.getByText('Refused').first()).toBeVisible();

  await page.getByRole('button', { name: 'Keep it…' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.getByText(`Kept under Devices as ${name}`)).toBeVisible();
  const road = new Road(latchkey);
  await road.open('Devices');
  await page.getByRole('button', { name: `Export… ${name}` }).click();
  const exported = await road.saveBundle(path.join(folder, 'export'));
  await page.getByRole('button', { name: 'Copy Passphrase' }).click();
  await expect.poll(() => latchkey.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(exported.passphrase);
  const opened = opensslBundle(exported.file, exported.passphrase);
  expect(opened.info.match(/pbeWithSHA1And3-KeyTripleDES-CBC/g)).toHaveLength(2);
  const key = secretNumber(opened.key);
  expect(key.equals(secretNumber(path.join(folder, 'own.key')))).toBe(true);
  secrets.push({ name: 'the key that was brought along', bytes: key });
});

test('opens a .p12 by double-click, before and while it runs', async ({ latchkey, folder }) => {
  const file = opensslMakesBundle(folder, { name, passphrase });
  await latchkey.openWithSecondProcess(file);
  await openBundle(latchkey, passphrase);
  await expect(latchkey.page.getByText(name).first()).toBeVisible();
  await latchkey.restart(file);
  await openBundle(latchkey, passphrase);
  await expect(latchkey.page.getByText(name).first()).toBeVisible();
});

test('tests a .p12 against an address without keeping it', async ({ latchkey, folder }) => {
  const { page } = latchkey;
  await latchkey.drop(opensslMakesBundle(folder, { name, passphrase }));
  await openBundle(latchkey, passphrase);
  await page.getByRole('button', { name: 'Test it…' }).click();
  const address = page.getByRole('textbox', { name: 'Address of Home Assistant' });
  await address.fill('http://127.0.0.1');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(address).toHaveAccessibleDescription(/https:/);
  await address.fill(`https://127.0.0.1:${await freePort()}`);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('Not reached', { exact: true }).first()).toBeVisible();
  expect(lastProbeReport(latchkey.world.tap)).toMatchObject({ verdict: 'unreachable', device: name });
  expect(await latchkey.ask('device:list', undefined)).toEqual([]);
});

test('chooses a .p12 from the welcome', async ({ latchkey, folder }) => {
  await latchkey.chooseFile(opensslMakesBundle(folder, { name, passphrase }));
  await latchkey.page.getByRole('button', { name: /I already have a \.p12/ }).click();
  await openBundle(latchkey, passphrase);
  await expect(latchkey.page.getByText(name).first()).toBeVisible();
});

test('drags the exported file out of the window', async ({ latchkey, folder }) => {
  const { page, app } = latchkey;
  const road = new Road(latchkey);
  await latchkey.drop(opensslMakesBundle(folder, { name, passphrase }));
  await openBundle(latchkey, passphrase);
  await page.getByRole('button', { name: 'Make it work on my phone' }).click();
  const exported = await road.saveBundle(path.join(folder, 'export'));
  // The real one waits for a drop that a driver's mouse cannot make; like it, this one refuses a drag without a picture.
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) return;
    window.webContents.startDrag = ({ file, icon }) => {
      if (typeof icon !== 'string' && !icon.isEmpty()) Object.assign(globalThis, { dragged: file });
    };
  });
  const chip = await page.getByTitle('Drag it to').boundingBox();
  if (chip === null) throw new Error('the file is not shown');
  await page.mouse.move(chip.x + 10, chip.y + 5);
  await page.mouse.down();
  await page.mouse.move(chip.x + 200, chip.y + 100, { steps: 5 });
  await page.mouse.up();
  const dragged = () => app.evaluate(() => (globalThis as { readonly dragged?: string }).dragged ?? '');
  await expect.poll(async () => path.basename(await dragged())).toBe(path.basename(exported.file));
  expect(readFileSync(await dragged())).toEqual(readFileSync(exported.file));
});

test('says what is wrong with a file that cannot be used, and never blames the passphrase', async ({ latchkey, folder }) => {
  const bundle = readFileSync(opensslMakesBundle(folder, { name, passphrase }));
  const bad: readonly (readonly [string, Uint8Array])[] = [
    ['letter.p12', Buffer.from('Dear Anna, here is no bundle.')],
    ['empty.p12', Buffer.alloc(0)],
    ['cut.p12', bundle.subarray(0, bundle.length / 2)],
    ['huge.p12', Buffer.alloc(6 * 1024 * 1024, 0x30)],
  ];
  for (const [fileName, content] of bad) {
    const file = path.join(folder, fileName);
    writeFileSync(file, content);
    await latchkey.drop(file);
    const refusal = latchkey.page.getByRole('heading', { name: 'This file could not be taken' });
    const question = latchkey.page.getByLabel('Passphrase', { exact: true });
    await expect(refusal.or(question)).toBeVisible();
    if (await question.isVisible()) await openBundle(latchkey, passphrase);
    await expect(latchkey.page.getByText(/passphrase is wrong|wrong passphrase|does not open/i)).toHaveCount(0);
    await expect(
      latchkey.page.getByText(new RegExp(`nothing in this file|too large|damaged|cut short|empty|${fileName}`, 'i')).first(),
    ).toBeVisible();
    await new Road(latchkey).open('Home');
  }
});

test('says what a certificate, a request and a key of other programs are, and what they are good for', async ({ latchkey, folder }) => {
  const { page } = latchkey;
  opensslMakesBundle(folder, { name, passphrase });
  const kinds = [
    { file: 'own.crt', what: /A certificate without its private key/, facts: [name, 'devices (clients)', '19 days left'] },
    { file: 'own-ca.crt', what: /The certificate of an authority/, facts: ['Somebody else CA', 'signing certificates', 'itself'] },
    { file: 'own.csr', what: /A certificate request \(CSR\)/, facts: [`Request of ${name}`, 'P-256'] },
    { file: 'own.key', what: /A private key without a certificate/, facts: ['Private key (P-256)', 'The private key is not encrypted'] },
  ] as const;
  for (const { file, what, facts } of kinds) {
    await latchkey.drop(path.join(folder, file));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(file);
    await expect(page.getByText(what)).toBeVisible();
    for (const fact of facts) await expect(page.getByText(fact).first()).toBeVisible();
    await expect(page.getByRole('button', { name: /Keep|Test it|Export|Make it work/ })).toHaveCount(0);
  }
  await latchkey.drop(path.join(folder, 'own.crt'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('own.crt');
  await page.getByText('Raw detail').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('SHA-256 with ECDSA')).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  expect((await latchkey.ask('import:list', undefined)).offers).toHaveLength(kinds.length);
  expect(await latchkey.ask('device:list', undefined)).toEqual([]);
});
