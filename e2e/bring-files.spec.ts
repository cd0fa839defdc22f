import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/app.ts';
import { axeFindings } from './support/axe.ts';
import { present, secretNumber } from './support/judges.ts';
import { hostileFiles, opensslMakesFiles } from './support/many-files.ts';
import { Road } from './support/road.ts';
import { filesUnder } from './support/secrets.ts';

const passphrase = 'brought-along';

test.skip(() => !present('openssl'), 'needs openssl');

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const row = (page: Page, file: string) => page.getByRole('row').filter({ hasText: file });
const filter = (page: Page, name: RegExp) => page.getByRole('radio', { name });
const isRoot = process.getuid?.() === 0;

test('drops many files at once and sees what becomes of each @in-out', async ({ latchkey, folder }) => {
  const { page } = latchkey;
  const files = opensslMakesFiles(folder, [
    { name: 'anna', as: 'text' },
    { name: 'bert', as: { passphrase } },
    { name: 'carl', as: 'certificate' },
  ]);
  const at = (name: string) => path.join(folder, name);
  mkdirSync(at('folder.p12'));
  writeFileSync(at('notes.p12'), 'milk, bread');
  writeFileSync(at('huge.p12'), Buffer.alloc(6 * 2 ** 20));
  writeFileSync(at('secret.p12'), 'x', { mode: 0 });
  chmodSync(at('secret.p12'), 0);
  const others = ['folder.p12', 'notes.p12', 'huge.p12', 'secret.p12', 'gone.p12'].map(at);
  await latchkey.drop([...files, ...others], async () => {
    await expect(page.getByText('Drop to open 8 files here')).toBeVisible();
    await expect(page.getByText('Nothing is stored yet.')).toBeVisible();
  });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('8 open files');
  const states: Readonly<Record<string, string | RegExp>> = {
    'anna.pem': 'Ready to keep',
    'bert.p12': 'Wants its passphrase',
    'carl.crt': 'Only to look at',
    'folder.p12': '“folder.p12” is a folder.',
    'notes.p12': 'nothing in this file that Latchkey can use',
    'huge.p12': '“huge.p12” is too large.',
    // root reads whatever it likes
    'secret.p12': isRoot ? 'nothing in this file' : '“secret.p12” cannot be read.',
    'gone.p12': '“gone.p12” is not there.',
  };
  for (const [file, state] of Object.entries(states)) await expect(row(page, file)).toContainText(state);
  expect(await axeFindings(latchkey, 'list of files')).toEqual([]);

  await filter(page, /^Not opened \(5\)/).check({ force: true });
  await button(page, 'Close all 5').click();
  await filter(page, /^All \(3\)/).check({ force: true });
  await page.getByRole('checkbox', { name: 'Select carl.crt' }).check();
  await button(page, 'Close one').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 open files');
  await button(page, 'Close all 2').click();
  await expect(page.getByText('No file is open')).toBeVisible();
  expect(await latchkey.ask('import:list', undefined)).toMatchObject({ offers: [], refused: [] });
});

test('asks once for the passphrase of many, from the list and from one of them @in-out', async ({ latchkey, folder }) => {
  const { page } = latchkey;
  const bundle = (name: string, own = passphrase) => ({ name, as: { passphrase: own } });
  await latchkey.drop(opensslMakesFiles(folder, [bundle('anna'), bundle('bert'), bundle('carl', 'another-one')]));
  const field = page.getByLabel('Passphrase', { exact: true });
  await field.fill('none of them');
  await field.press('Enter');
  await expect(field).toHaveAccessibleDescription(/opens none of them/);
  await field.fill(passphrase);
  await field.press('Enter');
  await expect(page.getByText('It opened 2 files.')).toBeVisible();
  await expect(page.getByText('One file wants its passphrase')).toBeVisible();
  expect(await axeFindings(latchkey, 'some are locked')).toEqual([]);

  await latchkey.drop(opensslMakesFiles(path.join(folder, 'more'), [bundle('dora', 'another-one')]));
  await field.fill('another-one');
  await button(page, 'Open').last().click();
  await expect(page.getByText('One more file opened with this passphrase')).toBeVisible();
  const { offers } = await latchkey.ask('import:list', undefined);
  expect(offers.map(({ state }) => state.phase)).toEqual(['open', 'open', 'open', 'open']);
});

test('keeps many at once, each under the name in its certificate, and none twice @in-out', async ({ latchkey, folder }) => {
  const { page } = latchkey;
  const [anna = '', bert = ''] = opensslMakesFiles(folder, [
    { name: 'anna', as: 'text' },
    { name: 'bert', as: 'text' },
  ]);
  const copy = path.join(folder, 'copy-of-anna.pem');
  writeFileSync(copy, readFileSync(anna));
  await latchkey.drop([anna, bert, copy]);
  await expect(row(page, 'copy-of-anna.pem')).toContainText('The same as in anna.pem.');
  await button(page, 'Keep all 2…').click();
  expect(await axeFindings(latchkey, 'keep many')).toEqual([]);
  await button(page, 'Keep 2').click();
  await expect(page.getByText('2 are kept under Devices')).toBeVisible();
  await button(page, 'Back to the open files').click();
  await expect(row(page, 'bert.pem')).toContainText('Kept');
  await expect(row(page, 'copy-of-anna.pem')).toContainText('The same as anna, kept since');
  expect((await latchkey.ask('device:list', undefined)).map(({ name }) => name).sort()).toEqual(['anna', 'bert']);

  await button(page, 'Close all 3').click();
  await latchkey.drop(copy);
  await expect(page.getByText('You have this certificate already')).toBeVisible();
  await expect(button(page, 'Keep it…')).toHaveCount(0);
  const [offer] = (await latchkey.ask('import:list', undefined)).offers;
  await latchkey.ask('import:keep', { importId: offer?.importId ?? '', name: 'again', platform: 'ios', homeId: null });
  expect(await latchkey.ask('device:list', undefined)).toHaveLength(2);
});

test('only looks: what was closed leaves no trace @in-out', async ({ latchkey, folder }) => {
  const { page } = latchkey;
  const [file = ''] = opensslMakesFiles(folder, [{ name: 'curious-stranger', as: 'text' }]);
  await latchkey.drop(file);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('curious-stranger.pem');
  await button(page, 'Close').click();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('curious-stranger.pem');
  await latchkey.quit();
  const der = Buffer.from(readFileSync(file, 'utf8').replace(/[\s\S]*BEGIN CERTIFICATE-----|-----END CERT[\s\S]*|\s/g, ''), 'base64');
  const traces = filesUnder(latchkey.world.profile).filter(({ content }) =>
    [Buffer.from('curious-stranger'), Buffer.from('curious-stranger', 'utf16le'), der].some((trace) => content.includes(trace)),
  );
  expect(traces.map(({ where }) => where)).toEqual([]);
  await latchkey.start();
});

test('opens several files with the app, and with a second start that brings it to the front @in-out', async ({ latchkey, folder }) => {
  const { page, app } = latchkey;
  const wishes = ['anna', 'bert', 'carl', 'dora'].map((name) => ({ name, as: 'text' }) as const);
  const [anna = '', bert = '', carl = '', dora = ''] = opensslMakesFiles(folder, wishes);
  // a display without a window manager minimizes nothing, so the window is asked what it was told
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const told: string[] = [];
    const note = (what: string) => () => void told.push(what);
    if (window) Object.assign(window, { isMinimized: () => true, restore: note('restore'), focus: note('focus') });
    Object.assign(globalThis, { told });
  });
  await latchkey.openWithSecondProcess(anna, bert);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 open files');
  expect(await app.evaluate(() => (globalThis as unknown as { readonly told: readonly string[] }).told)).toEqual(['restore', 'focus']);
  // as macOS hands them over, one by one
  await app.evaluate(
    ({ app: main }, files) => {
      for (const file of files) main.emit('open-file', { preventDefault: () => undefined }, file);
    },
    [carl, dora],
  );
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('4 open files');
  await latchkey.restart(carl, dora);
  await expect(latchkey.page.getByRole('heading', { level: 1 })).toHaveText('2 open files');
  await expect(row(latchkey.page, 'dora.pem')).toContainText('Ready to keep');
});

test('takes a file that macOS hands over before the app is ready @in-out', async ({ latchkey, folder }) => {
  const [anna = ''] = opensslMakesFiles(folder, [{ name: 'anna', as: 'text' }]);
  process.env['LATCHKEY_OPEN_FILE'] = anna;
  try {
    await latchkey.restart();
  } finally {
    delete process.env['LATCHKEY_OPEN_FILE'];
  }
  await expect(latchkey.page.getByRole('heading', { level: 1 })).toHaveText('anna.pem');
});

test('pastes PEM text anywhere, by key and by menu, and a key never comes through the page @in-out', async ({
  latchkey,
  folder,
  secrets,
}) => {
  const { page, app } = latchkey;
  const [file = ''] = opensslMakesFiles(folder, [{ name: 'anna', as: 'text' }]);
  secrets.push({ name: 'the pasted key', bytes: secretNumber(file) });
  const copy = (text: string) => app.evaluate(({ clipboard }, content) => clipboard.writeText(content), text);
  const heading = page.getByRole('heading', { level: 1 });
  await copy('https://home.example.org');
  await page.keyboard.press('Control+V');
  expect(await latchkey.ask('import:list', undefined)).toMatchObject({ total: 0 });
  await copy(`Here it is:\n${readFileSync(file, 'utf8')}`);
  await page.keyboard.press('Control+V');
  await expect(heading).toHaveText('Pasted text');
  await expect(page.getByText('anna').first()).toBeVisible();
  await button(page, 'Close').click();
  await app.evaluate(({ BrowserWindow, Menu }) => {
    const edit = Menu.getApplicationMenu()?.items.find(({ role }) => String(role).toLowerCase() === 'editmenu');
    const paste = edit?.submenu?.items.find(({ role }) => role === 'paste');
    const [window] = BrowserWindow.getAllWindows();
    paste?.click(undefined, window, window?.webContents);
  });
  await expect(heading).toHaveText('Pasted text');
  await button(page, 'Close').click();
  expect((await latchkey.ask('import:list', undefined)).offers).toEqual([]);
});

test('leaves a paste to the field that has the focus @in-out', async ({ latchkey, folder }) => {
  const { page, app } = latchkey;
  await new Road(latchkey).begin();
  const [file = ''] = opensslMakesFiles(folder, [{ name: 'anna', as: 'certificate' }]);
  await app.evaluate(({ clipboard }, content) => clipboard.writeText(content), readFileSync(file, 'utf8'));
  await page.getByRole('textbox', { name: 'Name', exact: true }).focus();
  await page.keyboard.press('Control+V');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(/BEGIN CERTIFICATE/);
  expect((await latchkey.ask('import:list', undefined)).offers).toEqual([]);
});

test('takes 500 files, 30 of them hostile, while the window goes on working, and accounts for each @in-out', async ({
  latchkey,
  folder,
}) => {
  test.setTimeout(240_000);
  const { page } = latchkey;
  const kinds = ['certificate', 'text', { passphrase }, 'text', { passphrase: 'another-one' }] as const;
  const wishes = Array.from({ length: 470 }, (_, at) => ({ name: `person-${at}`, as: kinds[at % kinds.length] ?? 'text' }));
  const files = [...opensslMakesFiles(folder, wishes), ...hostileFiles(path.join(folder, 'hostile'), 30)];
  expect(new Set(files).size).toBe(500);
  await latchkey.drop(files);
  await expect(page.getByRole('progressbar')).toBeVisible();
  // the window is not held up: another place opens and answers meanwhile
  const road = new Road(latchkey);
  await road.open('Settings');
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await button(page, /^Open files/).click();
  await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: 180_000 });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('500 open files');
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Passphrase', { exact: true }).press('Enter');
  await expect(page.getByText('It opened 94 files.')).toBeVisible({ timeout: 120_000 });

  const chips = await page
    .getByRole('radio')
    .evaluateAll((all) => all.map((radio) => (radio as HTMLInputElement).labels?.[0]?.innerText ?? ''));
  const counts = new Map(chips.map((chip) => [chip.replace(/ \(.*/, ''), Number(/\d+/.exec(chip)?.[0])]));
  expect(counts.get('All')).toBe(500);
  expect(counts.get('Ready')).toBeGreaterThanOrEqual(188 + 94);
  expect(counts.get('Locked')).toBeGreaterThanOrEqual(94);
  expect(counts.get('Not opened')).toBeGreaterThan(0);
  expect([...counts].reduce((sum, [state, count]) => sum + (state === 'All' ? 0 : count), 0)).toBe(500);
  const { offers, refused } = await latchkey.ask('import:list', undefined);
  expect([...offers, ...refused].map(({ fileName }) => fileName).sort()).toEqual(files.map((file) => path.basename(file)).sort());
  expect(await axeFindings(latchkey, 'five hundred files')).toEqual([]);
  await button(page, 'Close all 500').click();
  await expect(page.getByText('No file is open')).toBeVisible();
});
