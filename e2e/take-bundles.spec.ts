import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/app.ts';
import { axeFindings } from './support/axe.ts';
import { opensslBundle, present, secretNumber } from './support/judges.ts';
import type { Latchkey } from './support/latchkey.ts';
import { opensslMakesFiles } from './support/many-files.ts';
import { Road } from './support/road.ts';

test.skip(() => !present('openssl'), 'needs openssl');

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const outbox = ({ world }: Latchkey) => path.join(world.profile, 'outbox');

/** A device of a home of ours, asked for over the bridge. */
async function issueDevices(latchkey: Latchkey, names: readonly string[]) {
  const home = await latchkey.ask('home:create', { name: 'Lindenweg', url: 'https://home.example.org' });
  await latchkey.ask('authority:create', { homeId: home.id, name: 'Lindenweg', key: 'p256' });
  for (const name of names) await latchkey.ask('device:issue', { homeId: home.id, name, platform: 'ios' });
  await latchkey.page.reload();
  await latchkey.page.waitForSelector('h1');
}

/** A device of ours, exported to a folder, with what the page says of it. */
async function exportedDevice(latchkey: Latchkey, folder: string) {
  await issueDevices(latchkey, ['Anna – iPhone']);
  const road = new Road(latchkey);
  await road.open('Devices');
  await button(latchkey.page, 'Export… Anna – iPhone').click();
  return road.saveBundle(path.join(folder, 'export'));
}

/** From now on a drag ends where it begins, and says what would have been dragged. The real one waits for a drop. */
const catchDrags = ({ app }: Latchkey) =>
  app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window) window.webContents.startDrag = ({ file }) => void Object.assign(globalThis, { dragged: file });
  });

async function dragChip({ page }: Latchkey): Promise<void> {
  const chip = await page.getByTitle('Drag it to').boundingBox();
  if (chip === null) throw new Error('the file is not shown');
  await page.mouse.move(chip.x + 10, chip.y + 5);
  await page.mouse.down();
  await page.mouse.move(chip.x + 200, chip.y + 100, { steps: 5 });
  await page.mouse.up();
}

/** @returns what was dragged out of the window */
async function dragOut(latchkey: Latchkey): Promise<string> {
  const { app } = latchkey;
  await app.evaluate(() => Object.assign(globalThis, { dragged: '' }));
  await dragChip(latchkey);
  const dragged = () => app.evaluate(() => (globalThis as { readonly dragged?: string }).dragged ?? '');
  await expect.poll(dragged).not.toBe('');
  return dragged();
}

test('drags a copy out that is its owner’s alone and gone with the next export, with the app, and after a crash @in-out', async ({
  latchkey,
  folder,
}) => {
  const exported = await exportedDevice(latchkey, folder);
  await catchDrags(latchkey);
  const copy = await dragOut(latchkey);
  expect(copy).toBe(path.join(outbox(latchkey), 'Anna – iPhone.p12'));
  expect(readFileSync(copy)).toEqual(readFileSync(exported.file));
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  expect(statSync(outbox(latchkey)).mode & 0o777).toBe(0o700);
  opensslBundle(copy, exported.passphrase);

  await button(latchkey.page, 'Save again…').click();
  await expect.poll(() => existsSync(outbox(latchkey))).toBe(false);
  await dragOut(latchkey);
  expect(readdirSync(outbox(latchkey))).toHaveLength(1);
  await latchkey.kill();
  expect(readdirSync(outbox(latchkey))).toHaveLength(1);
  await latchkey.start();
  expect(existsSync(outbox(latchkey))).toBe(false);
});

test('quits without leaving what was dragged @in-out', async ({ latchkey, folder }) => {
  await exportedDevice(latchkey, folder);
  await catchDrags(latchkey);
  await dragOut(latchkey);
  await latchkey.quit();
  expect(existsSync(outbox(latchkey))).toBe(false);
  await latchkey.start();
});

test('says so where the file was moved before it is dragged @in-out', async ({ latchkey, folder }) => {
  const { file } = await exportedDevice(latchkey, folder);
  rmSync(file);
  await dragChip(latchkey);
  await expect(latchkey.page.getByText('“Anna – iPhone.p12” is not there.')).toBeVisible();
});

test('shares a copy by the sheet of macOS, and puts the file itself on the clipboard @in-out', async ({ latchkey, folder }) => {
  const { app } = latchkey;
  await issueDevices(latchkey, ['Anna – iPhone']);
  await latchkey.answerDialogsWith(folder);
  const [device] = await latchkey.ask('device:list', undefined);
  const saved = await latchkey.ask('bundle:export', { deviceId: device?.id ?? '', form: 'compatible' });
  if (saved.phase !== 'saved') throw new Error('the dialog was answered');
  const { exportId, fileName } = saved;
  await latchkey.ask('bundle:copy-file', { exportId });
  const copied = await app.evaluate(async ({ clipboard }) => {
    // Electron's clipboard before version 45, and since
    const older = clipboard as unknown as { readonly readBuffer?: (format: string) => Buffer };
    const format = 'x-special/gnome-copied-files';
    if (older.readBuffer) return older.readBuffer(format).toString();
    const [item] = await clipboard.read();
    const blob = await item?.getType(`electron application/osclipboard;format="${format}"`);
    return blob instanceof Blob ? blob.text() : null;
  });
  expect(copied).toBe(`copy\n${pathToFileURL(path.join(folder, fileName)).href}`);

  await app.evaluate(() => Object.defineProperty(process, 'platform', { value: 'darwin' }));
  await latchkey.ask('bundle:share', { exportId });
  const shared = await app.evaluate(() => (globalThis as unknown as { readonly shared: readonly string[] }).shared);
  expect(shared).toEqual([path.join(outbox(latchkey), fileName)]);
  expect(readFileSync(shared[0] ?? '')).toEqual(readFileSync(path.join(folder, fileName)));
  expect(readFileSync(shared[0] ?? '').includes(saved.passphrase)).toBe(false);
  await app.evaluate(() => Object.defineProperty(process, 'platform', { value: 'linux' }));
});

test('exports many devices into one folder, each under its own passphrase, and never over a file @in-out', async ({
  latchkey,
  folder,
  secrets,
}) => {
  const { page, app } = latchkey;
  await issueDevices(latchkey, ['Anna – iPhone', 'Bert – Pixel', 'Carl – Mac']);
  writeFileSync(path.join(folder, 'Bert – Pixel.p12'), 'the old one');
  await latchkey.answerDialogsWith(folder);
  const road = new Road(latchkey);
  await road.open('Devices');
  await page.getByRole('checkbox', { name: 'Select Anna – iPhone' }).check();
  await expect(page.getByText('One selected')).toBeVisible();
  await button(page, 'Select all 3').click();
  const found = [...(await axeFindings(latchkey, 'devices, three selected'))];
  await page.getByRole('button', { name: 'Export…', exact: true }).click();
  found.push(...(await axeFindings(latchkey, 'export many')));
  await button(page, 'Choose a folder and save 3 files…').click();
  await expect(page.getByText('3 of 3 saved in')).toBeVisible();
  found.push(...(await axeFindings(latchkey, 'exported many')));
  expect(found).toEqual([]);

  const rows = await page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') })
    .all();
  const cells = (row: Locator) => row.getByRole('rowheader').or(row.getByRole('cell')).allInnerTexts();
  const files = await Promise.all(rows.map(async (row) => (await cells(row)).map((text) => text.trim().split('\n')[0] ?? '')));
  expect(files.map(([, file]) => file).sort()).toEqual(['Anna – iPhone.p12', 'Bert – Pixel-2.p12', 'Carl – Mac.p12']);
  expect(new Set(files.map(([, , passphrase]) => passphrase)).size).toBe(3);
  for (const [, file = '', own = ''] of files) {
    expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600);
    const { key } = opensslBundle(path.join(folder, file), own);
    secrets.push({ name: file, bytes: secretNumber(key) }, { name: `passphrase of ${file}`, bytes: Buffer.from(own), mayBeShown: true });
  }
  expect(readFileSync(path.join(folder, 'Bert – Pixel.p12'), 'utf8')).toBe('the old one');
  await button(page, 'Copy list').click();
  const list = await app.evaluate(({ clipboard }) => clipboard.readText());
  for (const [name = '', file = '', own = ''] of files) expect(list).toContain(`${name}\t${file}\t${own}`);
});

test('exports many open files again, those that can be @in-out', async ({ latchkey, folder }) => {
  const { page } = latchkey;
  const wishes = [
    { name: 'anna', as: 'text' },
    { name: 'bert', as: 'text' },
    { name: 'carl', as: 'certificate' },
  ] as const;
  await latchkey.drop(opensslMakesFiles(path.join(folder, 'in'), wishes));
  await latchkey.answerDialogsWith(path.join(folder, 'out'));
  await button(page, 'Export all 2 again…').click();
  await page.getByRole('radio', { name: 'Windows' }).check({ force: true });
  await button(page, 'Choose a folder and save 2 files…').click();
  await expect(page.getByText('2 of 2 saved in out')).toBeVisible();
  expect(readdirSync(path.join(folder, 'out')).sort()).toEqual(['anna.p12', 'bert.p12']);
  await button(page, 'Done').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('3 open files');
  expect(await latchkey.ask('device:list', undefined)).toEqual([]);
});
