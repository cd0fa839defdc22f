import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test } from './support/app.ts';
import type { Latchkey } from './support/latchkey.ts';
import { Road } from './support/road.ts';

const long = 'x'.repeat(200);
const field = (latchkey: Latchkey, label: string): Locator => latchkey.page.getByRole('textbox', { name: label, exact: true });

/** Types into a field and confirms: a message must stand beside the field, and the focus on it. */
async function refuses(latchkey: Latchkey, confirm: string, label: string, typed: string, message: RegExp): Promise<void> {
  const input = field(latchkey, label);
  await input.fill(typed);
  await latchkey.page.getByRole('button', { name: confirm, exact: true }).click();
  await expect(input, `${label}: ${typed.slice(0, 30)}`).toHaveAccessibleDescription(message);
  await expect(input).toHaveAttribute('aria-invalid', 'true');
  await expect(input).toBeFocused();
}

test('a name or address that cannot be used says why beside its field', async ({ latchkey }) => {
  const road = new Road(latchkey);
  await road.begin();
  await field(latchkey, 'Address').fill('https://ha.example');
  const names: readonly (readonly [string, RegExp])[] = [
    ['', /Type a name/],
    ['   ', /Type a name/],
    [long, /up to 64 characters/],
    ['bell \u0007', /cannot be seen/],
    ['right to left \u202eevil', /cannot be seen/],
  ];
  for (const [typed, message] of names) await refuses(latchkey, 'Next', 'Name', typed, message);
  await field(latchkey, 'Name').fill('Lindenweg');
  const addresses: readonly (readonly [string, RegExp])[] = [
    ['', /Type the address/],
    ['http://ha.example', /https:\/\//],
    ['ha.example', /https:\/\//],
    ['ftp://ha.example', /https:\/\//],
    ['https://ha.example/lovelace', /after the host/],
    ['https://ha.example?x=1', /after the host/],
    ['https://anna:pw@ha.example', /user name and password/],
    ['https://', /not an address/],
    ['https://ha example', /not an address/],
    ['https://ha.example:99999', /not an address/],
    [`https://${long}.example`, /not an address/],
  ];
  for (const [typed, message] of addresses) await refuses(latchkey, 'Next', 'Address', typed, message);
  expect(await latchkey.ask('home:list', undefined)).toEqual([]);
});

test('every later field of the road does the same', async ({ latchkey }) => {
  const road = new Road(latchkey);
  await road.begin();
  await road.address({ name: 'Lindenweg', url: 'https://ha.example' });
  await refuses(latchkey, 'Make authority', 'Name', '', /Type a name/);
  await refuses(latchkey, 'Make authority', 'Name', long, /up to 64/);
  await road.authority({ name: 'Lindenweg devices' });
  await refuses(latchkey, 'Save backup…', 'Passphrase of the backup', 'short', /at least 12/);
  await refuses(latchkey, 'Save backup…', 'Passphrase of the backup', 'Schlüssel für Küche', /plain letters/);
  await road.skipBackup();
  await road.choose('Make one for me');
  const names = 'Names and addresses it must cover';
  await refuses(latchkey, 'Issue certificate', names, '', /at least one/);
  await refuses(latchkey, 'Issue certificate', names, 'ha.example, not_a name!, x', /neither a name/);
  await refuses(latchkey, 'Issue certificate', names, '300.1.2.3', /neither a name/);
  await field(latchkey, names).fill('ha.example');
  await road.more();
  for (const typed of ['0', '825', '-1', '1.5', 'soon', '']) await refuses(latchkey, 'Issue certificate', 'Valid for', typed, /1 to 824/);
  await road.ownServerCertificate({ days: '300' });
  await road.target();
  const upstream = 'Where does nginx find Home Assistant?';
  for (const typed of ['', 'homeassistant', 'http://ha/path', 'http://ha; include /etc/passwd']) {
    await refuses(latchkey, 'Save folder…', upstream, typed, /where the proxy reaches/);
  }
  await field(latchkey, upstream).fill('http://127.0.0.1:8123');
  await road.more();
  await refuses(latchkey, 'Save folder…', 'Folder on the proxy', 'certs', /beginning with \//);
  await refuses(latchkey, 'Save folder…', 'Folder on the proxy', '/etc/nginx;}', /mean something/);
  expect((await latchkey.ask('certificate:list', undefined)).length).toBe(1);
});

test('a folder that cannot be written to is named, and the step can be done again elsewhere', async ({ latchkey, folder }) => {
  const road = new Road(latchkey);
  await road.begin();
  await road.address({ name: 'Lindenweg', url: 'https://ha.example' });
  await road.authority({ name: 'Lindenweg devices' });
  await latchkey.answerDialogsWith(unwritable(folder));
  await latchkey.page.getByRole('button', { name: 'Save backup…' }).click();
  await expect(
    latchkey.page.getByRole('alert').filter({ hasText: /not let you write|cannot be written|could not be (saved|written)/i }),
  ).toBeVisible();
  expect((await latchkey.ask('authority:list', undefined))[0]?.backup.phase).toBe('none');
  await road.backup(path.join(folder, 'elsewhere'));
});

/** A folder that not even root may write to, or that this user may not. */
function unwritable(folder: string): string {
  if (process.getuid?.() === 0) return '/sys';
  const closed = path.join(folder, 'closed');
  mkdirSync(closed);
  chmodSync(closed, 0o500);
  return closed;
}

test('a disk that is full leaves nothing behind, and the step can be done again', async ({ latchkey, folder }) => {
  const road = new Road(latchkey);
  await road.begin();
  await road.address({ name: 'Lindenweg', url: 'https://ha.example' });
  await road.authority({ name: 'Lindenweg devices' });
  const full = path.join(folder, 'full');
  await latchkey.answerDialogsWith(full);
  await fillDisk(latchkey, full);
  await latchkey.page.getByRole('button', { name: 'Save backup…' }).click();
  await expect(latchkey.page.getByRole('alert').filter({ hasText: /full|space/i })).toBeVisible();
  expect(readdirSync(full)).toEqual([]);
  expect((await latchkey.ask('authority:list', undefined))[0]?.backup.phase).toBe('none');
  await road.backup(path.join(folder, 'elsewhere'));
});

test('a full disk under the vault is said, and nothing half-made stays', async ({ latchkey }) => {
  const road = new Road(latchkey);
  await road.begin();
  await road.address({ name: 'Lindenweg', url: 'https://ha.example' });
  const emptied = await fillDisk(latchkey, latchkey.world.profile);
  await latchkey.page.getByRole('button', { name: 'Make authority' }).click();
  await expect(latchkey.page.getByRole('alert').filter({ hasText: /full|space/i })).toBeVisible();
  await emptied();
  expect(await latchkey.ask('authority:list', undefined)).toEqual([]);
  await road.authority({ name: 'Lindenweg devices' });
  await latchkey.restart();
  expect(await latchkey.ask('authority:list', undefined)).toHaveLength(1);
});

/** From now on new files below a folder get no space, as on a full disk. @returns what makes room again. */
async function fillDisk(latchkey: Latchkey, folder: string): Promise<() => Promise<void>> {
  await latchkey.app.evaluate((_electron, full) => {
    const fs = process.getBuiltinModule('node:fs/promises');
    const open = fs.open;
    const noSpace = async () =>
      Promise.reject(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28 }));
    fs.open = async (file, flags, mode) => {
      const handle = await open(file, flags, mode);
      return String(file).startsWith(full) && flags !== 'r' ? Object.assign(handle, { write: noSpace, writeFile: noSpace }) : handle;
    };
    Object.assign(globalThis, { makeRoom: () => Object.assign(fs, { open }) });
  }, folder);
  return () => latchkey.app.evaluate(() => (globalThis as unknown as { readonly makeRoom: () => void }).makeRoom());
}
