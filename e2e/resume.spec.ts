import path from 'node:path';
import { ownProxySteps } from '../electron/contract/entities.ts';
import { expect, test } from './support/app.ts';
import type { Latchkey } from './support/latchkey.ts';
import { Road } from './support/road.ts';

/** How many of each noun there are. */
async function count(latchkey: Latchkey): Promise<Readonly<Record<string, number>>> {
  const homes = await latchkey.ask('home:list', undefined);
  const authorities = await latchkey.ask('authority:list', undefined);
  const certificates = await latchkey.ask('certificate:list', undefined);
  const devices = await latchkey.ask('device:list', undefined);
  return { homes: homes.length, authorities: authorities.length, certificates: certificates.length, devices: devices.length };
}

test('a power cut between any two steps loses nothing and makes nothing twice', async ({ latchkey, folder }) => {
  test.setTimeout(240_000);
  const road = new Road(latchkey);
  const powerCut = async () => {
    await latchkey.kill();
    await latchkey.start();
    await road.resume();
  };
  const steps: Readonly<Record<(typeof ownProxySteps)[number], () => Promise<unknown>>> = {
    address: () => road.address({ name: 'Lindenweg', url: 'https://192.168.1.20:8443' }),
    authority: () => road.authority({ name: 'Küche & Söhne CA' }),
    backup: () => road.backup(path.join(folder, 'backup')),
    server: () => road.ownServerCertificate(),
    target: () => road.target(),
    proxy: () => road.proxy({ upstream: 'http://127.0.0.1:8123', folder: '/etc/nginx/latchkey', place: folder }),
    device: () => road.device({ name: 'Jörg – iPhone 📱' }),
    export: () => road.export(folder),
    test: () => road.testLater(),
    phone: () => road.finish(),
  };
  await road.begin();
  for (const step of ownProxySteps) {
    await road.at(step);
    await steps[step]();
    if (step !== 'phone') await powerCut();
  }
  expect(await count(latchkey)).toEqual({ homes: 1, authorities: 2, certificates: 1, devices: 1 });
  await latchkey.restart();
  expect(await latchkey.ask('draft:read', undefined)).toBeNull();
  expect(await count(latchkey)).toEqual({ homes: 1, authorities: 2, certificates: 1, devices: 1 });
});

test('what was typed and not yet confirmed is there after a power cut', async ({ latchkey }) => {
  const road = new Road(latchkey);
  await road.begin();
  await latchkey.page.getByRole('textbox', { name: 'Name' }).fill('Lindenweg');
  await latchkey.page.getByRole('textbox', { name: 'Address' }).fill('https://half-typed');
  await expect.poll(async () => (await latchkey.ask('draft:read', undefined))?.homeUrl).toBe('https://half-typed');
  await latchkey.kill();
  await latchkey.start();
  await road.resume();
  await road.at('address');
  await expect(latchkey.page.getByRole('textbox', { name: 'Name' })).toHaveValue('Lindenweg');
  await expect(latchkey.page.getByRole('textbox', { name: 'Address' })).toHaveValue('https://half-typed');
});

for (const afterMs of [0, 40, 150]) {
  test(`a power cut ${afterMs} ms after a press leaves one authority at most`, async ({ latchkey }) => {
    const road = new Road(latchkey);
    await road.begin();
    await road.address({ name: 'Lindenweg', url: 'https://ha.example' });
    await latchkey.page.getByRole('button', { name: 'Make authority' }).click();
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await latchkey.kill();
    await latchkey.start();
    await road.resume();
    const make = latchkey.page.getByRole('button', { name: 'Make authority' });
    await expect(make.or(latchkey.page.getByRole('button', { name: 'Save backup…' }))).toBeVisible();
    if (await make.isVisible()) await make.click();
    await road.at('backup');
    expect(await count(latchkey)).toMatchObject({ homes: 1, authorities: 1 });
  });
}
