import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './support/app.ts';
import { electronExecutable, root } from './support/latchkey.ts';

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

/** Types a command where no display is. */
function type(executable: string, ...args: readonly string[]) {
  const { DISPLAY, WAYLAND_DISPLAY, ...env } = process.env;
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { status, stdout, stderr } = spawnSync(executable, [...sandbox, ...args], { env, encoding: 'utf8', timeout: 30_000 });
  return { status, stdout, stderr };
}

function expectItWorks(latchkey: readonly [string, ...string[]], folder: string): void {
  const { bundle, passphraseFile } = opensslBundle(folder);
  const known = ['--passphrase-file', passphraseFile];
  const seen = type(...latchkey, 'inspect', bundle, '--json', ...known);
  expect(seen.status, seen.stderr).toBe(0);
  expect(JSON.parse(seen.stdout)).toMatchObject({ kind: 'bundle', keys: [{ algorithm: 'EC', curve: 'P-256' }] });

  const made = path.join(folder, 'phone.p12');
  const converted = type(...latchkey, 'convert', bundle, '--profile', 'compatible', '--out', made, ...known);
  expect(converted.status, converted.stderr).toBe(0);
  const info = spawnSync('openssl', ['pkcs12', '-in', made, '-passin', `pass:${passphrase}`, '-noout', '-info'], { encoding: 'utf8' });
  expect(info.stderr).toContain('pbeWithSHA1And3-KeyTripleDES-CBC');

  expect(type(...latchkey, 'inspect', bundle)).toMatchObject({ status: 3, stdout: '' });
}

test('inspects and converts a bundle beside the running app, where no display is', async ({ latchkey, folder, secrets }) => {
  secrets.push({ name: 'the passphrase of a file', bytes: Buffer.from(passphrase) });
  expectItWorks([electronExecutable(), root, `--user-data-dir=${latchkey.world.profile}`], folder);
  await expect(latchkey.page.locator('h1')).toBeVisible();
});

test('the packaged app inspects and converts a bundle, where no display is @packaged', async ({}, info) => {
  test.skip(!existsSync(packaged), 'nothing is packaged: npm run dist');
  const folder = info.outputPath('files');
  mkdirSync(folder, { recursive: true });
  expectItWorks([packaged, `--user-data-dir=${info.outputPath('profile')}`], folder);
});
