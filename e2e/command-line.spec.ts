import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { probeJsonSchema } from '../electron/contract/probe-json.ts';
import { expect, test } from './support/app.ts';
import type { HomeAssistant } from './support/home-assistant.ts';
import { present } from './support/judges.ts';
import { electronExecutable, root } from './support/latchkey.ts';
import { freePort, startNginx } from './support/nginx.ts';

/** How the command line is called, up to the verb. */
type Command = readonly [string, ...string[]];

const passphrase = 'correct horse';
const packaged = path.join(root, 'release/linux-unpacked/latchkey');

/** A bundle as OpenSSL writes it, and a file with its passphrase. */
function opensslBundle(folder: string): { readonly bundle: string; readonly passphraseFile: string } {
  const [key, certificate, bundle, passphraseFile] = ['key', 'crt', 'p12', 'txt'].map((extension) =>
    path.join(folder, `anna.${extension}`),
  );
  if (!key || !certificate || !bundle || !passphraseFile) throw new Error('four names expected');
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', '-x509', ...curve, '-keyout', key, '-out', certificate, '-subj', '/CN=Anna');
  openssl('pkcs12', '-export', '-inkey', key, '-in', certificate, '-passout', `pass:${passphrase}`, '-out', bundle);
  writeFileSync(passphraseFile, `${passphrase}\n`);
  return { bundle, passphraseFile };
}

/** Types a command where no display is, without holding up what it may ask of this process. */
async function type(executable: string, ...args: readonly string[]) {
  const { DISPLAY, WAYLAND_DISPLAY, ...env } = process.env;
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(executable, [...sandbox, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 30_000 });
  const [stdout, stderr, [status]] = await Promise.all([readText(child.stdout), readText(child.stderr), once(child, 'close')]);
  return { status, stdout, stderr };
}

async function expectItWorks(latchkey: Command, folder: string): Promise<void> {
  const { bundle, passphraseFile } = opensslBundle(folder);
  const known = ['--passphrase-file', passphraseFile];
  const seen = await type(...latchkey, 'inspect', bundle, '--json', ...known);
  expect(seen.status, seen.stderr).toBe(0);
  expect(JSON.parse(seen.stdout)).toMatchObject({ kind: 'bundle', keys: [{ algorithm: 'EC', curve: 'P-256' }] });

  const made = path.join(folder, 'phone.p12');
  const converted = await type(...latchkey, 'convert', bundle, '--profile', 'compatible', '--out', made, ...known);
  expect(converted.status, converted.stderr).toBe(0);
  const info = spawnSync('openssl', ['pkcs12', '-in', made, '-passin', `pass:${passphrase}`, '-noout', '-info'], { encoding: 'utf8' });
  expect(info.stderr).toContain('pbeWithSHA1And3-KeyTripleDES-CBC');

  expect(await type(...latchkey, 'inspect', bundle)).toMatchObject({ status: 3, stdout: '' });
}

/** A door that OpenSSL's certificates lock: whom its authority signed gets to Home Assistant. */
async function lockedDoor(folder: string, { origin }: HomeAssistant) {
  const openssl = (line: string) => execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' });
  const curve = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes';
  openssl(`req -x509 ${curve} -keyout ca.key -out ca.crt -subj /CN=home -days 30`);
  for (const [name, extension] of [
    ['server', 'subjectAltName=IP:127.0.0.1'],
    ['device', 'extendedKeyUsage=clientAuth'],
  ] as const) {
    openssl(`req ${curve} -keyout ${name}.key -out ${name}.csr -subj /CN=${name} -addext ${extension}`);
    openssl(`x509 -req -in ${name}.csr -CA ca.crt -CAkey ca.key -days 30 -copy_extensions copy -out ${name}.crt`);
  }
  openssl('pkcs12 -export -inkey device.key -in device.crt -out device.p12 -passout pass:');
  const port = await freePort();
  writeFileSync(
    path.join(folder, 'door.conf'),
    `server {
      listen 127.0.0.1:${port} ssl;
      ssl_certificate ${folder}/server.crt;
      ssl_certificate_key ${folder}/server.key;
      ssl_client_certificate ${folder}/ca.crt;
      ssl_verify_client on;
      location / {
        proxy_pass ${origin};
        proxy_http_version 1.1;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection "upgrade";
      }
    }`,
  );
  const nginx = await startNginx(path.join(folder, 'door.conf'), port);
  return { url: `https://127.0.0.1:${port}`, stop: nginx.stop };
}

async function expectItProbes(latchkey: Command, folder: string, homeAssistant: HomeAssistant): Promise<void> {
  const { url, stop } = await lockedDoor(folder, homeAssistant);
  const trusting = ['--ca', path.join(folder, 'ca.crt'), '--json'];
  try {
    const asDevice = await type(...latchkey, 'probe', url, '--bundle', path.join(folder, 'device.p12'), ...trusting);
    expect(asDevice.status, asDevice.stderr).toBe(0);
    expect(probeJsonSchema.parse(JSON.parse(asDevice.stdout))).toMatchObject({ url, verdict: 'locked', device: 'device', cause: null });

    const asStranger = await type(...latchkey, 'probe', url, ...trusting);
    expect(asStranger.status, asStranger.stderr).toBe(1);
    expect(probeJsonSchema.parse(JSON.parse(asStranger.stdout))).toMatchObject({ verdict: 'unclear', device: null });

    expect(await type(...latchkey, 'probe', url.replace('https', 'http'))).toMatchObject({ status: 2, stdout: '' });
  } finally {
    await stop();
  }
}

test('proves that a door is locked, in numbers that a script can read', async ({ folder, homeAssistant }, info) => {
  test.skip(!present('nginx') || !present('openssl'), 'needs nginx and openssl');
  await expectItProbes([electronExecutable(), root, `--user-data-dir=${info.outputPath('profile')}`], folder, homeAssistant);
});

test('inspects and converts a bundle beside the running app, where no display is', async ({ latchkey, folder, secrets }) => {
  secrets.push({ name: 'the passphrase of a file', bytes: Buffer.from(passphrase) });
  await expectItWorks([electronExecutable(), root, `--user-data-dir=${latchkey.world.profile}`], folder);
  await expect(latchkey.page.locator('h1')).toBeVisible();
});

test('the packaged app inspects and converts a bundle, where no display is @packaged', async ({}, info) => {
  test.skip(!existsSync(packaged), 'nothing is packaged: npm run dist');
  const folder = info.outputPath('files');
  mkdirSync(folder, { recursive: true });
  await expectItWorks([packaged, `--user-data-dir=${info.outputPath('profile')}`], folder);
});

test('the packaged app proves that a door is locked @packaged', async ({ folder, homeAssistant }, info) => {
  test.skip(!existsSync(packaged), 'nothing is packaged: npm run dist');
  test.skip(!present('nginx') || !present('openssl'), 'needs nginx and openssl');
  await expectItProbes([packaged, `--user-data-dir=${info.outputPath('profile')}`], folder, homeAssistant);
});
