import path from 'node:path';
import { probeJsonSchema } from '../electron/contract/probe-json.ts';
import { expect, test } from './support/app.ts';
import { axeFindings } from './support/axe.ts';
import { lastProbeReport } from './support/bridge-messages.ts';
import { type HomeAssistant, startHomeAssistant } from './support/home-assistant.ts';
import { present } from './support/judges.ts';
import { freePort, startNginx } from './support/nginx.ts';
import { Road } from './support/road.ts';

const anna = 'Anna – iPhone 📱';
const guest = 'Gast – Tablet';

test('names what broke behind a real proxy, remembers it, and compares two devices', async ({ latchkey, folder, homeAssistant }) => {
  test.skip(!present('nginx'), 'needs nginx');
  test.setTimeout(240_000);
  const port = await freePort();
  const place = path.join(folder, 'proxy');
  const files = path.join(place, 'latchkey-127.0.0.1');
  const found: string[] = [];
  const look = async (where: string) => void found.push(...(await axeFindings(latchkey, where)));
  const button = (name: string | RegExp) => latchkey.page.getByRole('button', { name, exact: true });
  const said = (words: string | RegExp) => latchkey.page.getByText(words, { exact: true });
  /** The outermost that says so. */
  const row = (words: string) => latchkey.page.getByRole('listitem').filter({ hasText: words }).first();
  const testAgain = async () => {
    await button('Test again').click();
    await expect(said('Testing')).toHaveCount(0, { timeout: 40_000 });
  };
  const clipboard = () => latchkey.app.evaluate(({ clipboard: system }) => system.readText());

  const road = new Road(latchkey);
  await road.begin();
  await road.address({ name: 'Lindenweg', url: `https://127.0.0.1:${port}` });
  await road.authority({ name: 'Küche & Söhne CA' });
  await road.skipBackup();
  await road.ownServerCertificate();
  await road.target();
  await road.proxy({ upstream: homeAssistant.origin, folder: files, place });
  await road.device({ name: anna });
  await road.export(path.join(folder, 'export'));
  const nginx = await startNginx(path.join(files, 'latchkey.conf'), port);
  const revived: HomeAssistant[] = [];
  try {
    await road.test();
    await road.finish();
    const elsewhere = await latchkey.ask('home:create', { name: 'Ferienhaus', url: 'https://127.0.0.1:9' });
    await latchkey.ask('authority:create', { homeId: elsewhere.id, name: 'Ferienhaus', key: 'p256' });
    await latchkey.ask('device:issue', { homeId: elsewhere.id, name: guest, platform: 'android' });
    await latchkey.restart();

    await test.step('a locked door, with its limit while it runs', async () => {
      await latchkey.page.getByRole('region', { name: 'Lindenweg' }).getByRole('button', { name: 'Test connection' }).click();
      await expect(
        said(/of at most 30 sec, with at most 24 connections/)
          .or(said('Locked'))
          .first(),
      ).toBeVisible();
      await expect(said(/^Tested today at .+ and with \d+ connections\. Home Assistant 2026\.11\.1 answered\.$/)).toBeVisible({
        timeout: 40_000,
      });
      await expect(said('As before')).toBeVisible();
      await expect(said('The first test as this device')).toBeVisible();
      await look('locked');
    });

    await test.step('Home Assistant goes down: the rung says so, with what to do about it here', async () => {
      await homeAssistant.stop();
      await testAgain();
      const rung = latchkey.page.getByRole('listitem').filter({ hasText: 'Lines to copy' });
      await expect(rung).toContainText('The proxy works, but does not reach Home Assistant (HTTP 502).');
      await expect(rung.getByRole('figure')).toContainText(`curl -I ${homeAssistant.origin}/`);
      await expect(row('Home Assistant does not answer any more')).toContainText('No Home Assistant');
      expect(lastProbeReport(latchkey.world.tap)).toMatchObject({ cause: { code: 'home-assistant-down' } });
      await look('Home Assistant down');
    });

    await test.step('the report can be pasted, for people and for programs', async () => {
      await button(/^Copy report/).click();
      await expect.poll(clipboard).toContain('(`home-assistant-down`)');
      await road.more();
      await button(/^Copy as JSON/).click();
      await expect.poll(async () => (await clipboard()).startsWith('{')).toBe(true);
      const { cause } = probeJsonSchema.parse(JSON.parse(await clipboard()));
      expect(cause).toMatchObject({ code: 'home-assistant-down', fix: expect.stringContaining(homeAssistant.origin) });
    });

    await test.step('it works again, and the history tells', async () => {
      revived.push(await startHomeAssistant({ port: Number(new URL(homeAssistant.origin).port) }));
      await testAgain();
      await expect(said('Locked').first()).toBeVisible();
      await expect(row('Home Assistant answers again')).toContainText('Locked');
      const broken = row('Home Assistant does not answer any more');
      await broken.getByRole('button', { name: 'Open' }).click();
      await expect(said(/^A test of today at /)).toBeVisible();
      await expect(said(/does not reach Home Assistant/)).toBeVisible();
      await look('an earlier test');
      await button('Back to the latest').click();
      await expect(said(/does not reach Home Assistant/)).toHaveCount(0);
    });

    await test.step('a device of another home fares otherwise, and does not change how the door stands', async () => {
      await latchkey.page.getByLabel('Other device').selectOption(`${guest} (of another home)`);
      await expect(said('They differ first here: This device is let in.')).toBeVisible({ timeout: 40_000 });
      const letIn = latchkey.page.getByRole('row', { name: /This device is let in/ });
      await expect(letIn).toContainText('differs');
      await expect(letIn).toContainText(`${anna} gets in.`);
      await expect(letIn).toContainText(`${guest} is refused.`);
      await expect(latchkey.page.getByRole('heading', { name: `What is wrong with ${guest}` })).toBeVisible();
      await look('a comparison');
      await road.open('Home');
      await expect(latchkey.page.getByRole('region', { name: 'Lindenweg' }).getByText('Locked', { exact: true })).toBeVisible();
    });

    await test.step('it may be tested by itself, and the tests may be forgotten', async () => {
      await latchkey.page.getByRole('region', { name: 'Lindenweg' }).getByRole('button', { name: 'Test connection' }).click();
      await expect(said(/^Tested today at /)).toBeVisible({ timeout: 40_000 });
      await road.choose('Every day');
      await button('Forget…').click();
      await look('forgetting the tests');
      await latchkey.page.getByRole('dialog').getByRole('button', { name: 'Forget the tests' }).click();
      await expect(latchkey.page.getByRole('heading', { name: 'Latest tests' })).toHaveCount(0);
      await latchkey.restart();
      expect((await latchkey.ask('home:list', undefined)).map(({ schedule }) => schedule?.every)).toEqual(['daily', undefined]);
    });
    expect(found).toEqual([]);
  } finally {
    for (const each of revived) await each.stop();
    await nginx.stop();
  }
});
