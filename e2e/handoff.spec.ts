import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test as base, expect } from './support/app.ts';
import { axeFindings } from './support/axe.ts';
import { opensslBundle, present } from './support/judges.ts';
import type { Latchkey } from './support/latchkey.ts';
import { Road } from './support/road.ts';
import { SecondMachine } from './support/second-machine.ts';

const device = 'Anna – iPhone';
const phones = {
  ios: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  android: 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
} as const;

/** A second machine in two networks with this one. */
const test = base.extend<{ readonly machine: SecondMachine }>({
  machine: async ({}, use) => {
    const machine = new SecondMachine();
    machine.start();
    await use(machine);
    machine.stop();
  },
});

test.skip(() => !SecondMachine.isPossible(), 'needs Linux, root and iproute2');
test.skip(() => !present('openssl') || !present('curl'), 'needs openssl and curl');

/** A device whose file was just saved. */
async function saveFile(latchkey: Latchkey, folder: string) {
  const home = await latchkey.ask('home:create', { name: 'Home', url: 'https://ha.example' });
  await latchkey.ask('authority:create', { homeId: home.id, name: 'Home devices', key: 'p256' });
  await latchkey.ask('device:issue', { homeId: home.id, name: device, platform: 'ios' });
  await latchkey.restart();
  const road = new Road(latchkey);
  await road.open('Devices');
  await latchkey.page.getByRole('button', { name: `Export… ${device}` }).click();
  return road.saveBundle(path.join(folder, 'export'));
}

/** Opens a link in the network that the second machine is in. @returns the link as the window shows it */
async function send({ page }: Latchkey, machine: SecondMachine): Promise<string> {
  const networks = page.getByLabel('Over which network?');
  if (await networks.isVisible()) await networks.selectOption({ label: `Network “${machine.interface}” – ${machine.here}` });
  await page.getByRole('button', { name: /^(Show QR code|Send again)$/ }).click();
  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  return (await page.getByText(/^http:\/\//).textContent()) ?? '';
}

test('sends a file to a phone in the same network, once @in-out', async ({ latchkey, folder, machine, secrets }) => {
  const { file, passphrase } = await saveFile(latchkey, folder);
  secrets.push({ name: 'the passphrase', bytes: Buffer.from(passphrase), mayBeShown: true });
  await expect(latchkey.page.getByRole('img')).toHaveCount(0);
  const url = await send(latchkey, machine);
  expect(url).toMatch(/^http:\/\/[\d.]+:\d+\/[\w-]{22}$/);
  expect(new URL(url).hostname).toBe(machine.here);
  const seen = await machine.visit({ url, userAgent: phones.ios, languages: 'de-DE,de', folder });
  expect(seen.html).toContain('Auf diesem iPhone oder iPad');
  expect(seen.html).toContain('Anna – iPhone.p12 herunterladen');
  expect(seen.html).not.toContain('<script');
  expect(seen.html).not.toContain(passphrase);
  expect(seen.download).toMatchObject({ state: 'completed', type: 'application/x-pkcs12', file: path.join(folder, 'Anna – iPhone.p12') });
  const received = seen.download?.file ?? '';
  expect(readFileSync(received).equals(readFileSync(file))).toBe(true);
  expect(opensslBundle(received, passphrase).info).toContain('MAC: sha1');
  expect(seen.after).toContain('Diese Datei wurde schon heruntergeladen');
  expect(seen.answers.map(({ status }) => status)).toEqual([200, 200, 410]);

  const said = latchkey.page.getByText(`By an iPhone or iPad at ${machine.there}. The link is closed.`);
  await expect(said).toBeVisible();
  await expect(latchkey.page.getByRole('img', { name: 'QR code of the link' })).toHaveCount(0);
  await expect.poll(() => machine.curl(`${url}/device.p12`), { timeout: 20_000 }).toBe(0);
});

test('lets nobody in who guesses, comes under another name or from another network @in-out', async ({ latchkey, folder, machine }) => {
  await saveFile(latchkey, folder);
  const url = await send(latchkey, machine);
  const { origin, port, host } = new URL(url);
  expect(await machine.curl(url)).toBe(200);
  await expect(latchkey.page.getByText(`By a browser at ${machine.there}. Go on there.`)).toBeVisible();

  expect(await machine.curl(`${origin}/AAAAAAAAAAAAAAAAAAAAAA`)).toBe(404);
  expect(await machine.curl(url, '--header', 'Host: ha.example')).toBe(421);
  expect(await machine.curl(url, '--request', 'POST')).toBe(405);
  expect(await machine.curl(url, '--interface', machine.thereToo)).toBe(0);
  await expect(latchkey.page.getByText('4 other requests were turned away.')).toBeVisible();
  expect(await machine.curl(url.replace(host, `${machine.hereToo}:${port}`))).toBe(0);
  await expect(fetch(url.replace(host, `127.0.0.1:${port}`))).rejects.toThrow();

  for (let tries = 4; tries < 20; tries += 1) await machine.curl(`${origin}/${tries}`);
  await expect(latchkey.page.getByText('Somebody in this network tried twenty links')).toBeVisible();
  expect(await machine.curl(url)).toBe(0);
  expect(await send(latchkey, machine)).not.toBe(url);
});

test('ends a link after five minutes, by its button and with its page @in-out', async ({ latchkey, folder, machine }) => {
  await saveFile(latchkey, folder);
  const { page } = latchkey;
  const late = await send(latchkey, machine);
  await latchkey.app.evaluate(() => {
    const [Then, start] = [Date, Date.now()];
    const shifted = () => start + 5 * 60_000 + (Then.now() - start);
    globalThis.Date = class extends Then {
      constructor(...args: readonly unknown[]) {
        super(...((args.length === 0 ? [shifted()] : args) as [number]));
      }
      static override now = shifted;
    } as DateConstructor;
  });
  await expect(page.getByText('The five minutes are over')).toBeVisible();
  expect(await machine.curl(`${late}/device.p12`)).toBe(410);

  const stopped = await send(latchkey, machine);
  const stop = page.getByRole('button', { name: 'Stop sending' });
  await expect(stop).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('The link is closed. Nobody downloaded the file.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send again' })).toBeFocused();
  expect(await machine.curl(stopped)).toBe(0);

  const left = await send(latchkey, machine);
  expect(await machine.curl(left)).toBe(200);
  await new Road(latchkey).open('Home');
  await expect.poll(() => machine.curl(left)).toBe(0);
});

test('says what may be in the way when nobody comes @in-out', async ({ latchkey, folder, machine }) => {
  await saveFile(latchkey, folder);
  const { page } = latchkey;
  const url = await send(latchkey, machine);
  await expect(page.getByText('something between it and the phone is in the way')).toBeVisible({ timeout: 40_000 });
  await page.getByText('Commands for the firewall of this computer').click();
  await expect(page.getByText(`--add-port=${new URL(url).port}/tcp --timeout=5m`)).toBeVisible();
  expect(await axeFindings(latchkey, 'a link that nobody opens')).toEqual([]);
  const { html } = await machine.visit({ url, userAgent: phones.android, languages: 'en-GB', folder: null });
  expect(html).toContain('VPN &amp; app user certificate');
  await expect(page.getByText('something between it and the phone')).toHaveCount(0);
  await expect(page.getByText(`By an Android device at ${machine.there}. Go on there.`)).toBeVisible();
});

test('shows the passphrase large, to read out and as a code, and never on the way of the file @in-out', async ({ latchkey, folder }) => {
  const { passphrase } = await saveFile(latchkey, folder);
  const { page } = latchkey;
  await page.clock.install();
  await page.getByText('Read it out').click();
  await expect(page.locator('details[open] li')).toHaveCount(5);
  await expect(page.locator('details[open] li').first()).toHaveText(/^[a-z-]+( – [a-z-]+){3}$/);
  await page.getByRole('button', { name: 'Show as QR code' }).click();
  await expect(page.getByRole('img', { name: 'QR code of the passphrase' })).toBeVisible();
  expect(await axeFindings(latchkey, 'the passphrase')).toEqual([]);
  await page.clock.fastForward(60_000);
  await expect(page.getByRole('img', { name: 'QR code of the passphrase' })).toHaveCount(0);
  await page.getByText('Read it out').click();
  await expect(page.getByText(passphrase)).toHaveCount(1);
});
