import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test as base, expect } from './support/app.ts';
import { axeFindings } from './support/axe.ts';
import { lastProbeReport } from './support/bridge-messages.ts';
import { type Cloudflare, startCloudflare, type Visitor } from './support/cloudflare.ts';
import { CloudflareRoad } from './support/cloudflare-road.ts';
import { opensslBundle, present, secretNumber } from './support/judges.ts';
import { type ExportedFile, Road } from './support/road.ts';

const anna = 'Anna – iPhone 📱';

/** A test whose app finds a Cloudflare of its own where the real one would be. */
const test = base.extend<{ readonly cloudflare: Cloudflare }>({
  cloudflare: [
    async ({ homeAssistant }, use) => {
      const cloudflare = await startCloudflare(homeAssistant.origin);
      process.env['LATCHKEY_INTERNET'] = cloudflare.internet; // what the app inherits when it starts
      await use(cloudflare);
      delete process.env['LATCHKEY_INTERNET'];
      await cloudflare.stop();
    },
    { auto: true },
  ],
});

test.skip(() => !present('openssl'), 'needs openssl');

/** What a phone has once the file is installed on it. */
function visitorOf({ file, passphrase }: ExportedFile): Visitor & { readonly keyFile: string } {
  const { leaf, key } = opensslBundle(file, passphrase);
  return { cert: readFileSync(leaf, 'utf8'), key: readFileSync(key, 'utf8'), keyFile: key };
}

test('locks the door by hand, and whoever is killed on the way goes on where it was', async ({
  latchkey,
  cloudflare,
  folder,
  homeAssistant,
  secrets,
}) => {
  test.setTimeout(300_000);
  const road = new CloudflareRoad(latchkey, cloudflare);
  const powerCut = async () => {
    await latchkey.kill();
    await latchkey.start();
    await road.resume();
  };
  await road.begin();
  await road.address({ name: 'Lindenweg' });
  await powerCut();
  await road.prepare();
  await powerCut();
  await road.tunnel();
  await road.connector();
  await powerCut();
  await road.device({ name: anna });
  await powerCut();
  await road.certificate({ name: anna, around: 'Your certificate:\r\n\r\n' });
  await powerCut();
  await road.hostname();
  await powerCut();
  await road.rule();
  await powerCut();
  const exported = await road.export(path.join(folder, 'export'));
  await road.test();
  const report = { url: `https://${cloudflare.host}`, device: anna, verdict: 'locked', cause: null };
  expect(lastProbeReport(latchkey.world.tap)).toMatchObject(report);
  await road.finish();
  expect(homeAssistant.requests).toContain('GET /api/websocket (WebSocket)');
  expect(await latchkey.ask('cloudflare-draft:read', undefined)).toBeNull();
  expect([await latchkey.ask('home:list', undefined), await latchkey.ask('device:list', undefined)].map(({ length }) => length)).toEqual([
    1, 1,
  ]);
  expect(await latchkey.ask('request:list', undefined)).toEqual([]);

  const phone = visitorOf(exported);
  secrets.push(
    { name: 'the key of the device', bytes: secretNumber(phone.keyFile) },
    { name: 'the passphrase of the bundle', bytes: Buffer.from(exported.passphrase), mayBeShown: true },
  );
  expect(await cloudflare.visit(null)).toBe(403);
  expect(await cloudflare.visit(phone)).toBe(200);

  await test.step('revoked by hand, it is turned away', async () => {
    await new Road(latchkey).open('Devices');
    await road.button(`Revoke… ${anna}`).click();
    const dialog = latchkey.page.getByRole('dialog');
    await expect(dialog).toContainText('It does not log the device out of Home Assistant');
    for (const certificate of cloudflare.zone.certificates) certificate.status = 'pending_revocation';
    await dialog.getByRole('textbox').fill(anna);
    await dialog.getByRole('button', { name: `I revoked ${anna}` }).click();
    await expect(latchkey.page.getByRole('row', { name: new RegExp(anna) })).toContainText('Revoked');
    expect(await cloudflare.visit(phone)).toBe(403);
  });
});

test('lets a webhook stay open, and binds the door to one authority', async ({ latchkey, cloudflare }) => {
  test.setTimeout(120_000);
  const road = new CloudflareRoad(latchkey, cloudflare);
  await road.begin();
  await road.address({ name: 'Lindenweg' });
  await road.prepare();
  await road.tunnel();
  await road.connector();
  await road.device({ name: anna });
  await road.certificate({ name: anna });
  await road.hostname();
  const { page } = latchkey;
  await page.getByText('Everybody, but some webhooks stay open', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Open paths' }).fill('/api/states');
  await road.button('I deployed it').click();
  await expect(page.getByRole('textbox', { name: 'Open paths' })).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('textbox', { name: 'Open paths' }).fill('/api/webhook/a1b2c3');
  await page.getByText('More', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'Only certificates of this one authority' }).check();
  await expect(page.getByText(/cert_issuer_ski eq "[0-9A-F]{40}"/)).toBeVisible();
  await road.rule();
  expect(await cloudflare.visit(null)).toBe(403);
  expect(await cloudflare.call('/api/webhook/a1b2c3')).toBe(200);
  expect(await cloudflare.call('/api/webhook/other')).toBe(403);
});

test('lets Latchkey do it with a token, sees every change before, and takes it back', async ({ latchkey, cloudflare, folder, secrets }) => {
  test.setTimeout(300_000);
  secrets.push({ name: 'the token', bytes: Buffer.from(cloudflare.token), mayBeShown: true });
  const { zone } = cloudflare;
  const theirs = {
    id: 'f'.repeat(32),
    action: 'block',
    expression: 'http.host eq "www.lindenweg.example"',
    description: 'Theirs',
    enabled: true,
  };
  zone.hostnames = ['www.lindenweg.example'];
  zone.ruleset = { id: 'd'.repeat(32), rules: [theirs] };
  const found: string[] = [];
  const look = async (where: string) => void found.push(...(await axeFindings(latchkey, where)));
  const road = new CloudflareRoad(latchkey, cloudflare);
  await road.begin();
  await road.address({ name: 'Lindenweg' });
  await road.prepare();
  await road.tunnel();
  await road.connector();
  await road.device({ name: anna });

  await test.step('nothing changes before it is said', async () => {
    await road.page.getByText('With an API token', { exact: true }).click();
    await expect(road.page.getByText('Not tried on the real Cloudflare yet')).toBeVisible();
    await look('a token is asked for');
    await road.page.getByLabel('API token', { exact: true }).fill('wrong-token-0123456789abcdefghij');
    await road.button('Connect').click();
    await expect(road.page.getByText('Cloudflare does not accept this token.')).toBeVisible();
    await road.connect();
    await expect(road.page.getByRole('heading', { name: 'What will change at lindenweg.example' })).toBeVisible();
    for (const words of [
      `A certificate for ${anna}`,
      'Visitors of ha.lindenweg.example are asked for one',
      'Whoever shows none is blocked',
      'Theirs',
    ])
      await expect(road.page.getByText(words, { exact: true }).first()).toBeVisible();
    await look('the changes');
    expect(cloudflare.log.filter((line) => !line.startsWith('GET '))).toEqual([]);
  });

  await test.step('what breaks off in the middle goes on from there', async () => {
    cloudflare.decide((method) => (method === 'PUT' ? 'lose-answer' : 'answer'));
    await road.button('Make these changes').click();
    await expect(road.page.getByText('Cloudflare does not answer.')).toBeVisible();
    await expect(road.page.getByText('There already')).toHaveCount(2);
    await look('broken off');
    cloudflare.decide(() => 'answer');
    await latchkey.kill();
    await latchkey.start();
    await road.resume();
    await road.button('Make these changes').click();
    await road.at('export');
    expect(zone.hostnames).toEqual(['www.lindenweg.example', cloudflare.host]);
    expect(zone.ruleset?.rules.map(({ description }) => description)).toEqual(['Theirs', `Latchkey: ${cloudflare.host}`]);
    expect(zone.certificates).toHaveLength(1);
  });

  const phone = visitorOf(await road.export(path.join(folder, 'export')));
  secrets.push({ name: 'the key of the device', bytes: secretNumber(phone.keyFile) });
  await road.test();
  expect(lastProbeReport(latchkey.world.tap)).toMatchObject({ device: anna, verdict: 'locked' });
  await road.finish();
  expect([await cloudflare.visit(null), await cloudflare.visit(phone)]).toEqual([403, 200]);

  await test.step('it is revoked and taken back with the token', async () => {
    await road.button('Cloudflare…').click();
    await expect(road.page.getByText('1 of 100 in use')).toBeVisible();
    await look('the page of Cloudflare');
    await road.button(`Revoke… ${anna}`).click();
    const dialog = road.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(anna);
    await look('revoke');
    await dialog.getByRole('button', { name: `Revoke ${anna}` }).click();
    await expect(road.page.getByText('Revoked', { exact: true })).toBeVisible();
    expect(await cloudflare.visit(phone)).toBe(403);
    await road.button(`Take back… ${anna}`).click();
    await look('restore');
    await dialog.getByRole('button', { name: `Restore ${anna}` }).click();
    await expect(road.page.getByText('Revoked', { exact: true })).toHaveCount(0);
    cloudflare.settle();
    expect(await cloudflare.visit(phone)).toBe(200);
  });

  await test.step('the rule is changed in its place', async () => {
    await road.button('Change…').click();
    await road.page.getByText('Everybody, but some webhooks stay open', { exact: true }).click();
    await road.page.getByRole('textbox', { name: 'Open paths' }).fill('/api/webhook/a1b2c3');
    await road.button('Show the changes').click();
    await expect(road.page.getByText('Our own rule is rewritten in its place')).toBeVisible();
    await look('the rule, changed');
    await road.button('Make these changes').click();
    await expect(road.page.getByRole('heading', { name: 'Certificates' })).toBeVisible();
    expect(zone.ruleset?.rules).toHaveLength(2);
    expect(await cloudflare.call('/api/webhook/a1b2c3')).toBe(200);
  });

  await test.step('all of it is taken back, and nothing else', async () => {
    await road.button('Take back what Latchkey changed…').click();
    await road.page.getByRole('dialog').getByRole('textbox').fill('Lindenweg');
    await road.page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
    await expect(road.page.getByText('Nothing of ours is left there.')).toBeVisible();
    expect([zone.hostnames, zone.ruleset?.rules]).toEqual([['www.lindenweg.example'], [theirs]]);
    await road.button('Forget the token').click();
    await expect(road.page.getByText('None. Everything works by hand, too.')).toBeVisible();
    await look('taken back');
  });
  expect(found).toEqual([]);
});

test('gives a device a new certificate in the place of its old one', async ({ latchkey, cloudflare, folder }) => {
  test.setTimeout(180_000);
  const road = new CloudflareRoad(latchkey, cloudflare);
  await road.begin();
  await road.address({ name: 'Lindenweg' });
  await road.prepare();
  await road.tunnel();
  await road.connector();
  await road.device({ name: anna });
  await road.certificate({ name: anna });
  await road.hostname();
  await road.rule();
  await road.export(path.join(folder, 'first'));
  await road.test();
  await road.finish();
  await road.button('Cloudflare…').click();
  await road.button(`Renew… ${anna}`).click();
  await road.at('device');
  await expect(latchkey.page.getByRole('textbox', { name: 'Name' })).toHaveValue(anna);
  await road.button('Make request').click();
  await road.certificate({ name: anna, leadsTo: 'export' }); // the name is asked already, and the rule stands
  const renewed = visitorOf(await road.export(path.join(folder, 'second')));
  expect(await cloudflare.visit(renewed)).toBe(200);
  await latchkey.page.keyboard.press('Escape');
  await latchkey.restart();
  await road.button('Cloudflare…').click();
  await expect(latchkey.page.getByText('A newer one took its place')).toBeVisible();
});

test('takes along a certificate whose key Cloudflare made', async ({ latchkey, cloudflare, folder }) => {
  test.setTimeout(120_000);
  const road = new CloudflareRoad(latchkey, cloudflare);
  const { page } = latchkey;
  await road.begin();
  await road.address({ name: 'Lindenweg' });
  await road.prepare();
  await road.tunnel();
  await road.connector();
  await road.device({ name: anna });
  const pair = await cloudflare.makePair(folder);
  await page.getByRole('textbox', { name: 'What Cloudflare gave you' }).fill(pair.key);
  await expect(page.getByText('There is a private key in this text')).toBeVisible();
  writeFileSync(path.join(folder, 'both.pem'), pair.cert + pair.key);
  await latchkey.drop(path.join(folder, 'both.pem'));
  await road.button('Keep it…').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Jörg – Pixel');
  await road.button('Keep').click();
  await new Road(latchkey).open('Home');
  await road.resume();
  await road.button('Go on with it').click();
  await road.hostname();
  await road.rule();
  expect(await cloudflare.visit(pair)).toBe(200);
});

test('axe finds nothing on any step, light or dark', async ({ latchkey, cloudflare, folder }) => {
  test.setTimeout(240_000);
  const found = [...(await axeFindings(latchkey, 'welcome'))];
  const road = new CloudflareRoad(latchkey, cloudflare, async (step) => {
    found.push(...(await axeFindings(latchkey, step)));
  });
  await road.begin();
  await road.button('Next').click();
  found.push(...(await axeFindings(latchkey, 'address with messages')));
  await road.address({ name: 'Lindenweg' });
  await road.button('Next').click();
  await expect(latchkey.page.getByText('Not ticked yet')).toBeVisible();
  found.push(...(await axeFindings(latchkey, 'not ticked')));
  await road.prepare();
  await road.tunnel();
  await road.connector();
  await road.device({ name: anna });
  await road.certificate({ name: anna });
  await road.hostname();
  await road.rule();
  await road.export(folder);
  await road.test();
  await road.finish();
  found.push(...(await axeFindings(latchkey, 'Home')));
  expect(found).toEqual([]);
});
