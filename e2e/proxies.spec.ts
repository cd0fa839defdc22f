import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './support/app.ts';
import { axeFindings } from './support/axe.ts';
import { opensslMakesServerRequest, opensslText, opensslVerify, present, publicKey } from './support/judges.ts';
import type { Latchkey } from './support/latchkey.ts';
import { Road } from './support/road.ts';

const url = 'https://ha.example';
const upstream = 'http://192.168.1.5:8123';
const targets = ['nginx', 'Nginx Proxy Manager', 'Caddy', 'Traefik', 'HAProxy', 'Apache', 'Home Assistant itself'] as const;

/** Walks up to the choice of a certificate for the server. */
async function toServer(latchkey: Latchkey): Promise<Road> {
  const road = new Road(latchkey);
  await road.begin();
  await road.address({ name: 'Lindenweg', url });
  await road.authority({ name: 'Lindenweg devices' });
  await road.skipBackup();
  return road;
}

/** Walks up to the choice of a proxy, which shows a public certificate. */
async function toTarget(latchkey: Latchkey): Promise<Road> {
  const road = await toServer(latchkey);
  await latchkey.page.getByRole('button', { name: 'Next' }).click();
  await road.at('target');
  return road;
}

const everything = (folder: string): string =>
  readdirSync(folder)
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');

test('sets up Caddy, finds it chosen after a restart, and changes it later from Home', async ({ latchkey, folder }) => {
  const { page } = latchkey;
  const road = await toTarget(latchkey);
  await road.target('Caddy');
  await road.more();
  await expect(page.getByRole('textbox', { name: 'Folder on the proxy' })).toHaveValue('/etc/caddy/latchkey');
  await road.fillProxy({ upstream });
  const saved = await road.saveProxy(folder);
  expect(everything(saved)).toContain('ha.example');
  expect(everything(saved)).toContain(upstream.replace('http://', ''));
  await latchkey.restart();
  await road.resume();
  await road.at('proxy');
  await expect(latchkey.page.getByRole('heading', { name: 'Set up Caddy' })).toBeVisible();
  await expect(latchkey.page.getByText(/^Saved today/)).toBeVisible();

  await latchkey.page.keyboard.press('Escape');
  await latchkey.page.getByRole('button', { name: 'Proxy files…' }).click();
  await road.fillProxy({ insidePort: 8124, openPaths: ['/api/webhook/doorbell'] });
  await expect(latchkey.page.getByText(/^To copy again: /)).toBeVisible();
  await expect(latchkey.page.getByText(/^To copy again: .*ca\.crt/)).toHaveCount(0);
  const changed = everything(await road.saveProxy(folder));
  for (const part of ['doorbell', ':8124']) {
    expect(everything(saved)).not.toContain(part);
    expect(changed).toContain(part);
  }
  expect((await latchkey.ask('home:list', undefined))[0]?.proxy).toMatchObject({
    target: 'caddy',
    upstream,
    openPaths: ['/api/webhook/doorbell'],
    insidePort: 8124,
  });
  await latchkey.page.getByRole('button', { name: 'Done' }).click();
  await expect(latchkey.page.getByText('One webhook path is open to everybody.')).toBeVisible();
});

test('every proxy has its page, and axe finds nothing on it', async ({ latchkey }) => {
  test.setTimeout(240_000);
  const { page } = latchkey;
  const road = await toTarget(latchkey);
  const found: string[] = [];
  for (const name of targets) {
    await road.target(name);
    if (name !== 'Home Assistant itself') await road.fillProxy({ upstream });
    await expect(page.getByText('3. Let it take effect').first()).toBeVisible();
    await page.getByText('How to undo it').click();
    found.push(...(await axeFindings(latchkey, name)));
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await road.at('target');
  }
  found.push(...(await axeFindings(latchkey, 'the choice')));
  expect(found).toEqual([]);
});

test('a proxy is offered only what it can do', async ({ latchkey }) => {
  const { page } = latchkey;
  const road = await toTarget(latchkey);
  const webhooks = page.getByRole('radio', { name: /some webhooks stay open/ });
  const inside = page.getByRole('checkbox', { name: 'At home, no certificate' });
  await road.target('Traefik');
  await expect(inside).toBeVisible();
  await expect(webhooks).toHaveCount(0);
  await expect(page.getByText('cannot leave single paths open')).toBeVisible();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await road.target('Home Assistant itself');
  await expect(page.getByText('Everybody at home needs a certificate too')).toBeVisible();
  await expect(inside.or(webhooks).or(page.getByRole('textbox', { name: /find Home Assistant/ }))).toHaveCount(0);

  const [home] = await latchkey.ask('home:list', undefined);
  const asked = { homeId: home?.id ?? '', upstream, folder: '/srv/latchkey', ipv6: false, openPaths: '/api/webhook/a', insidePort: null };
  for (const target of ['traefik', 'home-assistant'] as const)
    await expect(latchkey.ask('deploy:preview', { ...asked, target })).rejects.toThrow('target-cannot');
});

test('text that no configuration may hold is refused beside its field, and the page goes on', async ({ latchkey }) => {
  const { page } = latchkey;
  const road = await toTarget(latchkey);
  await road.target('HAProxy');
  await road.fillProxy({ upstream, openPaths: ['/api/webhook/a'], insidePort: 8443 });
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  const hostile: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['Open paths', ['', '/', '/api/states', '/api/webhook/a\n/api/webhook/"; }', '/api/webhook/{$x}'], /One path a line/],
    ['Port at home', ['', '0', '65536', '8443; include /etc/passwd'], /a whole number from 1/],
    ['Port at home', ['443'], /home’s own address/],
  ];
  for (const [name, texts, message] of hostile)
    for (const text of texts) {
      const before = await field(name).inputValue();
      await field(name).fill(text);
      await page.getByRole('button', { name: 'Save folder…' }).click();
      await expect(field(name), text).toHaveAccessibleDescription(message);
      await expect(field(name)).toBeFocused();
      await field(name).fill(before);
    }
  await expect(page.getByText('3. Let it take effect').first()).toBeVisible();
});

test('signs the request of a server, whose key stays there', async ({ latchkey, folder }) => {
  test.skip(!present('openssl'), 'needs openssl');
  const road = await toServer(latchkey);
  const request = opensslMakesServerRequest(folder, url.replace('https://', ''));
  const certificate = await road.signServerRequest({ request, names: 'ha.example, 192.168.1.20', folder: path.join(folder, 'signed') });
  await road.target('nginx');
  await road.fillProxy({ upstream });
  await expect(latchkey.page.getByText('The private key stays on your server')).toBeVisible();
  const saved = await road.saveProxy(folder);
  expect(readdirSync(saved)).not.toContain('server.key');
  expect(opensslVerify('sslserver', path.join(saved, 'server-ca.crt'), certificate)).toContain(': OK');
  expect(opensslText(certificate)).toContain('DNS:ha.example, IP Address:192.168.1.20');
  expect(publicKey(certificate)).toBe(publicKey(request));
});
