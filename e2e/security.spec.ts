import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './support/app.ts';
import { root } from './support/latchkey.ts';
import { findSecrets } from './support/secrets.ts';

const pageUrl = 'app://latchkey/index.html';

test('the search that ends every test finds a key in whatever dress', () => {
  for (const { privateKey, publicKey } of [
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    generateKeyPairSync('ec', { namedCurve: 'P-384' }),
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ]) {
    const der = privateKey.export({ type: 'pkcs8', format: 'der' });
    const number = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
    const dresses = [der, der.toString('base64'), `key:${der.toString('hex')}`, { deep: [{ $bytes: der.toString('base64') }] }];
    for (const content of dresses) expect(findSecrets([{ where: 'here', content }], [])).toEqual(['a private key in here']);
    expect(findSecrets([{ where: 'here', content: number.toString('base64url') }], [{ name: 'd', bytes: number }])).toEqual(['d in here']);
    expect(findSecrets([{ where: 'here', content: publicKey.export({ type: 'spki', format: 'pem' }) }], [])).toEqual([]);
  }
});

test('the page comes under a policy that lets in nothing from elsewhere', async ({ latchkey }) => {
  const policy = await latchkey.app.evaluate(
    async ({ net }, url) => (await net.fetch(url)).headers.get('content-security-policy'),
    pageUrl,
  );
  expect(policy?.split(/;\s*/)).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]),
  );
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

test('markup and code that come as text do not run', async ({ latchkey }) => {
  const outcome = await latchkey.page.evaluate(async () => {
    const trial = (attempt: () => unknown): string => {
      try {
        attempt();
        return 'ran';
      } catch (error) {
        return (error as Error).name;
      }
    };
    // A later turn of the loop runs under the page's policy and not under the driver's exemption.
    return new Promise<readonly string[]>((resolve) => {
      setTimeout(() => {
        const script = document.createElement('script');
        const image = new Image();
        image.onload = () => resolve(['loaded']);
        const attempts = [
          () => Function('return 1')(),
          () => Object.assign(document.createElement('div'), { innerHTML: '<img src=x>' }),
          () => Object.assign(script, { text: 'document.title = "run"' }),
        ];
        resolve(attempts.map(trial));
      });
    });
  });
  expect(outcome).not.toContain('ran');
  expect(outcome).toHaveLength(3);
});

test('the page reaches no host', async ({ latchkey }) => {
  const answer = await latchkey.page.evaluate(() =>
    fetch('https://example.com').then(
      () => 'reached',
      (error: Error) => error.name,
    ),
  );
  expect(answer).toBe('TypeError');
});

test('the page has the bridge and nothing of Node', async ({ latchkey }) => {
  const found = await latchkey.page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname'].filter((name) => name in globalThis),
    bridge: Object.keys((globalThis as unknown as { readonly latchkey: object }).latchkey).sort(),
  }));
  expect(found).toEqual({ node: [], bridge: ['invoke', 'offerDropped', 'on'] });
});

test('nothing leads out of the page', async ({ latchkey }) => {
  const { page, app } = latchkey;
  const opened = await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'https://example.com', target: '_blank' });
    document.body.append(link);
    link.click();
    link.remove();
    const tab = window.open('https://example.com');
    location.href = 'https://example.com';
    return tab !== null;
  });
  // The driver waits in vain for a navigation that was refused, so main is asked.
  const windows = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => [webContents.getURL(), webContents.isLoading()]),
    );
  await expect.poll(windows).toEqual([[pageUrl, false]]);
  expect(opened).toBe(false);
});

test('every permission is denied', async ({ latchkey }) => {
  const answers = await latchkey.page.evaluate(async () => {
    const names = ['camera', 'microphone', 'geolocation', 'notifications', 'clipboard-read', 'midi', 'persistent-storage'];
    const states = await Promise.all(names.map((name) => navigator.permissions.query({ name: name as PermissionName })));
    const read = await navigator.clipboard.readText().catch((error: Error) => error.name);
    return { states: [...new Set(states.map(({ state }) => state))], asked: await Notification.requestPermission(), read };
  });
  expect(answers).toEqual({ states: ['denied'], asked: 'denied', read: 'NotAllowedError' });
});

test('a request of another shape is refused by name, without its value', async ({ latchkey }) => {
  const answers = await latchkey.page.evaluate(async () => {
    const { latchkey: bridge } = globalThis as unknown as {
      readonly latchkey: { invoke(channel: unknown, request: unknown): Promise<unknown> };
    };
    const deep = { name: 'x'.repeat(100_000), url: 'https://hidden-value.example' };
    const requests: readonly (readonly [unknown, unknown])[] = [
      ['home:create', deep],
      ['home:create', null],
      ['home:create', { name: 'Home', url: 'https://hidden-value:secret@ha.example' }],
      ['device:issue', { homeId: '../../etc/passwd', name: 'Phone', platform: 'ios' }],
      ['authority:create', { homeId: 1, name: [], key: 'dsa' }],
      ['deploy:save', { homeId: 'x', target: 'nginx; rm -rf', upstream: 'http://ha', folder: '/etc; include /etc/passwd', ipv6: 'yes' }],
      ['no:such-channel', {}],
      ['__proto__', {}],
      ['constructor', {}],
      [{}, {}],
    ];
    return Promise.all(requests.map(([channel, request]) => bridge.invoke(channel, request)));
  });
  for (const answer of answers) {
    expect(answer).toEqual(expect.objectContaining({ ok: false, failure: expect.objectContaining({ code: 'input-invalid' }) }));
    expect(JSON.stringify(answer)).not.toMatch(/hidden-value|secret|passwd/);
  }
});

test('the page cannot name a file for the app to read', async ({ latchkey }) => {
  const answer = await latchkey.page.evaluate(() => {
    const { latchkey: bridge } = globalThis as unknown as {
      readonly latchkey: { invoke(channel: string, request: unknown): Promise<unknown> };
    };
    return (async () => bridge.invoke('import:offer', { path: '/etc/hostname' }))().then(
      (value) => JSON.stringify(value),
      () => 'refused',
    );
  });
  expect(answer).toMatch(/refused|input-invalid/);
});

test('a page of any other origin gets no answer over the bridge', async ({ latchkey }) => {
  const preload = path.join(root, 'dist/electron/preload.cjs');
  const answer = await latchkey.app.evaluate(async ({ BrowserWindow }, script) => {
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload: script, sandbox: true, contextIsolation: true } });
    await stranger.loadURL('data:text/html,<title>stranger</title>');
    const code = "latchkey.invoke('home:list', undefined).then((value) => JSON.stringify(value), (error) => error.message)";
    const said: unknown = await stranger.webContents.executeJavaScript(code);
    stranger.destroy();
    return String(said);
  }, preload);
  expect(answer).toContain('untrusted sender');
});

test('the window runs sandboxed and isolated @sandbox', async ({ latchkey }) => {
  const { preferences, processId, switched } = await latchkey.app.evaluate(({ BrowserWindow, app }) => {
    const [window] = BrowserWindow.getAllWindows();
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences; getOSProcessId(): number };
    return {
      preferences: contents.getLastWebPreferences(),
      processId: contents.getOSProcessId(),
      switched: app.commandLine.hasSwitch('no-sandbox'),
    };
  });
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
  test.skip(
    process.platform !== 'linux' || process.getuid?.() === 0,
    'root has no sandbox on Linux: this one is run again as an ordinary user',
  );
  expect(switched).toBe(false);
  const status = readFileSync(`/proc/${processId}/status`, 'utf8');
  expect(status).toMatch(/^Seccomp:\s+2$/m); // proc(5): a filter decides every system call
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
});
