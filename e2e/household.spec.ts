import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './support/app.ts';
import { axeFindings } from './support/axe.ts';
import { opensslBundle, present, secretNumber } from './support/judges.ts';
import type { Latchkey } from './support/latchkey.ts';
import { Road } from './support/road.ts';

test.skip(() => !present('openssl'), 'needs openssl');

const household = ['Anna – iPhone', 'Jörg – Pixel 📱', 'Küche – MacBook', 'Gäste-Tablet'];

/** A home, and the page for several devices at once. */
async function begin(latchkey: Latchkey): Promise<void> {
  const home = await latchkey.ask('home:create', { name: 'Lindenweg', url: 'https://ha.example' });
  await latchkey.ask('authority:create', { homeId: home.id, name: 'Küche & Söhne CA', key: 'p256' });
  await latchkey.restart();
  await new Road(latchkey).open('Devices');
  await latchkey.page.getByRole('button', { name: 'Several at once…' }).click();
}

/** What the print dialog is answered with from now on. @returns how often it was shown. */
async function answerPrinting(latchkey: Latchkey, printed: boolean, reason: string): Promise<() => Promise<number>> {
  await latchkey.app.evaluate(
    ({ BrowserWindow }, [isPrinted, why]) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined) return;
      Object.assign(globalThis, { prints: 0 });
      contents.print = (_options, answer) => {
        Object.assign(globalThis, { prints: (globalThis as unknown as { prints: number }).prints + 1 });
        answer?.(isPrinted, why);
      };
    },
    [printed, reason] as const,
  );
  return () => latchkey.app.evaluate(() => (globalThis as unknown as { prints: number }).prints);
}

/** The pages as they would go to paper. */
async function paperPages(latchkey: Latchkey): Promise<number> {
  const pdf = await latchkey.app.evaluate(async ({ BrowserWindow }) => {
    const bytes = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({ pageSize: 'A4' });
    return bytes?.toString('latin1') ?? '';
  });
  return pdf.match(/\/Type ?\/Page\b/g)?.length ?? 0;
}

test('gives a household its certificates, files and sheets at once @in-out', async ({ latchkey, folder, secrets }) => {
  test.setTimeout(120_000);
  const found: string[] = [];
  await begin(latchkey);
  const button = (name: string | RegExp) => latchkey.page.getByRole('button', { name });

  await test.step('names become devices, each of its kind', async () => {
    await latchkey.page.getByLabel('Names', { exact: true }).fill(`- ${household.join('\n- ')}\n`);
    const kinds = latchkey.page.getByRole('combobox');
    await expect(kinds).toHaveCount(4);
    expect(await kinds.evaluateAll((all) => all.map((each) => (each as HTMLSelectElement).value))).toEqual([
      'ios',
      'android',
      'macos',
      'other',
    ]);
    await latchkey.page.getByLabel('Kind of device of Gäste-Tablet').selectOption('android');
    found.push(...(await axeFindings(latchkey, 'names')));
    await button('Make 4 certificates').click();
    await expect(button('Save files…')).toBeVisible();
    const devices = await latchkey.ask('device:list', undefined);
    expect(devices.map(({ name, platform, certificate }) => [name, platform, certificate.key])).toEqual([
      ['Anna – iPhone', 'ios', 'P-256'],
      ['Jörg – Pixel 📱', 'android', 'P-256'],
      ['Küche – MacBook', 'macos', 'P-256'],
      ['Gäste-Tablet', 'android', 'P-256'],
    ]);
  });

  const place = path.join(folder, 'household');
  await latchkey.answerDialogsWith(place);
  await test.step('every file opens under its own passphrase and no other', async () => {
    found.push(...(await axeFindings(latchkey, 'files')));
    await button('Save files…').click();
    const table = latchkey.page.getByRole('table', { name: 'Saved files and their passphrases' });
    await expect(table).toBeVisible({ timeout: 20_000 });
    found.push(...(await axeFindings(latchkey, 'sheets')));
    expect(readdirSync(place).sort()).toEqual(household.map((name) => `${name}.p12`).sort());
    const passphrases = await table.getByText(/^[a-z0-9]{4}(-[a-z0-9]{4}){4}$/).allTextContents();
    expect(new Set(passphrases).size).toBe(4);
    const keys = household.map((name, at) => {
      const file = path.join(place, `${name}.p12`);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const { leaf, key } = opensslBundle(file, passphrases[at] ?? '');
      expect(new X509Certificate(readFileSync(leaf)).subject).toContain(name);
      expect(() => opensslBundle(file, passphrases[(at + 1) % 4] ?? '')).toThrow();
      return secretNumber(key);
    });
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(4);
    // after the test, every file of the profile is searched for these
    secrets.push(...keys.map((bytes, at) => ({ name: `key ${at}`, bytes })));
    secrets.push(...passphrases.map((text, at) => ({ name: `passphrase ${at}`, bytes: Buffer.from(text), mayBeShown: true as const })));
  });

  await test.step('a sheet for each goes to the printer, and only the sheets', async () => {
    const sheets = latchkey.page.locator('.lk-sheet');
    await expect(sheets).toHaveCount(4);
    await expect(sheets.first()).toBeHidden();
    const prints = await answerPrinting(latchkey, true, '');
    await button('Print sheets…').click();
    await expect(latchkey.page.getByText('Handed to the printer.')).toBeVisible();
    expect(await prints()).toBe(1);
    expect(await paperPages(latchkey)).toBe(4);
    await latchkey.page.emulateMedia({ media: 'print' });
    await expect(latchkey.page.locator('#root')).toBeHidden();
    const [anna] = await latchkey.ask('device:list', undefined);
    const paper = sheets.first();
    await expect(paper.getByRole('heading', { level: 1 })).toHaveText('Anna – iPhone');
    await expect(paper).toContainText('https://ha.example');
    await expect(paper).toContainText('Client certificate');
    await expect(paper).toContainText((anna?.certificate.fingerprint ?? '?').toUpperCase().match(/../g)?.join(':') ?? '?');
    await expect(paper.getByText(/^[a-z0-9]{4}(-[a-z0-9]{4}){4}$/)).toBeVisible();
    await expect(paper.getByRole('img', { name: 'The passphrase as a QR code' })).toBeVisible();
    await latchkey.page.emulateMedia({ media: 'screen' });
  });

  await test.step('turning away from the dialog is no trouble, a printer that fails is told', async () => {
    await answerPrinting(latchkey, false, 'Print job canceled');
    await button('Print sheets…').click();
    await expect(latchkey.page.getByText('Handed to the printer.')).toBeHidden();
    await expect(latchkey.page.getByRole('alert').filter({ hasText: 'printed' })).toHaveCount(0);
    await answerPrinting(latchkey, false, 'Print job failed');
    await button('Print sheets…').click();
    await expect(latchkey.page.getByRole('alert').filter({ hasText: 'could not be printed' })).toBeVisible();
  });

  await test.step('leaving forgets the sheets', async () => {
    await button('Done').click();
    await expect(latchkey.page.locator('.lk-sheet')).toHaveCount(0);
  });
  expect(found).toEqual([]);
});

test('says what is wrong with a name, and makes nothing', async ({ latchkey }) => {
  await begin(latchkey);
  const names = latchkey.page.getByLabel('Names', { exact: true });
  const make = latchkey.page.getByRole('button', { name: /^Make / });
  await make.click();
  await expect(latchkey.page.getByText('Type at least one name.')).toBeVisible();
  await names.fill(`Anna\nAnna\n${'x'.repeat(65)}`);
  await make.click();
  await expect(latchkey.page.getByText('Mend the names that are marked below first.')).toBeVisible();
  await expect(latchkey.page.getByText('This name stands in the list twice.')).toBeVisible();
  expect(await axeFindings(latchkey, 'bad names')).toEqual([]);
  expect(await latchkey.ask('device:list', undefined)).toEqual([]);
});

test('stops between two certificates, and goes on without making one twice', async ({ latchkey }) => {
  await begin(latchkey);
  const names = Array.from({ length: 12 }, (_, at) => `Device ${at + 1}`);
  await latchkey.page.getByLabel('Names', { exact: true }).fill(names.join('\n'));
  // pressed by the page itself, as soon as it is there: no hand is as quick as the work
  await latchkey.page.evaluate(() => {
    new MutationObserver((_, observer) => {
      const stop = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Stop');
      if (stop === undefined) return;
      observer.disconnect();
      stop.click();
    }).observe(document.body, { childList: true, subtree: true });
  });
  const make = latchkey.page.getByRole('button', { name: 'Make 12 certificates' });
  await make.click();
  await expect(latchkey.page.getByText(/^Stopped after \d+ of 12$/)).toBeVisible();
  expect((await latchkey.ask('device:list', undefined)).length).toBeLessThan(12);
  await make.click();
  await expect(latchkey.page.getByRole('button', { name: 'Save files…' })).toBeVisible({ timeout: 20_000 });
  expect((await latchkey.ask('device:list', undefined)).map(({ name }) => name).sort()).toEqual([...names].sort());
});
