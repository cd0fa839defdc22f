import { spawn, spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { probeJsonSchema } from '../contract/probe-json.ts';
import { type DoorState, openDoor } from './test-door.ts';
import { passphrase, StrangersFiles } from './test-files.ts';

const root = path.resolve(import.meta.dirname, '../..');
const files = new StrangersFiles();
const { at } = files;
const known = ['--passphrase-file', at('passphrase')];

beforeAll(() => void spawnSync(process.execPath, [path.join(root, 'build/build.mjs')], { stdio: 'inherit' }), 120_000);
afterAll(() => rmSync(files.folder, { recursive: true }));

/** Types a command; whatever it says, it must not give a secret away. */
function latchkey(args: readonly string[], input = '') {
  const cli = path.join(root, 'dist/electron/cli.cjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', input });
  const { d: secret = '?' } = createPrivateKey(files.read('device.key')).export({ format: 'jwk' });
  for (const text of [passphrase, secret, 'PRIVATE KEY-----']) expect(stdout + stderr).not.toContain(text);
  return { code: status, stdout, stderr };
}

function inspect(name: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = latchkey(['inspect', at(name), '--json', ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

const codesOf = (answer: { readonly findings: readonly { readonly code: string }[] }): readonly string[] =>
  answer.findings.map(({ code }) => code);

function isHere(program: string): boolean {
  const found = spawnSync(program, ['--version']).error === undefined;
  if (!found) process.stderr.write(`SKIPPED: ${program} is not installed, so it makes nothing here\n`);
  return found;
}

describe('inspect', () => {
  test('prints one object with what is in a bundle', () => {
    const device = files.fingerprint('device.crt');
    const answer = inspect('openssl.p12', ...known);
    expect(answer).toMatchObject({
      kind: 'bundle',
      encryption: 'PBES2 AES-256-CBC, HMAC-SHA256, 2048 rounds',
      certificates: [
        {
          subject: 'CN=Jörg – iPhone 📱',
          issuer: 'CN=Küche & Söhne CA',
          serial: expect.stringMatching(/^[0-9a-f]+$/),
          fingerprint: device,
          notBefore: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
          notAfter: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
          san: ['URI:urn:x:joerg'],
          eku: ['clientAuth'],
          isCa: false,
        },
        { fingerprint: files.fingerprint('ca.crt'), isCa: true },
      ],
      keys: [{ algorithm: 'EC', curve: 'P-256', certificate: device }],
      findings: [
        { code: 'bundle-encryption-refused', severity: 'error', text: expect.stringContaining('PBES2 AES-256-CBC') },
        { code: 'bundle-mac-refused', severity: 'error', text: expect.stringContaining('HMAC-SHA256') },
      ],
      targets: [
        { target: 'ios', verdict: 'refuses', because: ['bundle-encryption-refused', 'bundle-mac-refused'] },
        { target: 'android-15', verdict: 'refuses', because: ['bundle-encryption-refused'] },
        { target: 'android-16', verdict: 'takes', because: [] },
        { target: 'wear-os', verdict: 'may-refuse' },
        { target: 'macos', verdict: 'may-refuse' },
        { target: 'windows', verdict: 'takes' },
        { target: 'firefox', verdict: 'takes' },
      ],
    });
  });

  const certtool = ['--load-privkey', 'device.key', '--load-certificate', 'device.crt', '--load-ca-certificate', 'ca.crt'];
  const makers: Readonly<Record<string, () => void>> = {
    certtool: () => {
      const protection = ['--p12-name', 'joerg', '--password', passphrase];
      files.make('certtool', '--to-p12', '--outder', ...certtool, ...protection, '--outfile', 'certtool.p12');
    },
    pk12util: () => {
      files.make('mkdir', 'nss');
      files.make('certutil', '-N', '-d', 'nss', '--empty-password');
      files.make('pk12util', '-i', 'openssl.p12', '-d', 'nss', '-W', passphrase, '-K', '');
      files.make('pk12util', '-o', 'pk12util.p12', '-d', 'nss', '-n', 'joerg', '-W', passphrase, '-K', '');
    },
    keytool: () => {
      const from = ['-srckeystore', 'openssl.p12', '-srcstoretype', 'PKCS12', '-srcstorepass', passphrase];
      const to = ['-destkeystore', 'keytool.p12', '-deststoretype', 'PKCS12', '-deststorepass', passphrase];
      files.make('keytool', '-importkeystore', '-noprompt', ...from, ...to);
    },
  };
  test.each(Object.keys(makers).filter(isHere))('opens what %s made', (maker) => {
    makers[maker]?.();
    const answer = inspect(`${maker}.p12`, ...known);
    expect(answer.kind).toBe('bundle');
    expect(answer.keys).toEqual([{ algorithm: 'EC', curve: 'P-256', certificate: files.fingerprint('device.crt') }]);
  });

  test('knows a file by its content', () => {
    files.openssl('x509', '-in', 'device.crt', '-outform', 'DER', '-out', 'certificate.p12');
    files.openssl('genrsa', '-out', 'rsa.key', '2048');
    files.openssl('rsa', '-in', 'rsa.key', '-outform', 'DER', '-out', 'key.txt');
    expect(inspect('certificate.p12')).toMatchObject({ kind: 'certificate', encryption: null, keys: [], findings: [] });
    expect(inspect('device.csr')).toMatchObject({ kind: 'request', requests: [{ subject: 'CN=Jörg – iPhone 📱', key: 'P-256' }] });
    expect(inspect('ca.crl')).toMatchObject({ kind: 'crl', crls: [{ issuer: 'CN=Küche & Söhne CA', revoked: [] }] });
    expect(inspect('key.txt')).toMatchObject({ kind: 'key', keys: [{ algorithm: 'RSA', bits: 2048, certificate: null }] });
  });

  test('says in plain words what phones refuse', () => {
    const { code, stdout } = latchkey(['inspect', at('openssl.p12'), ...known]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^openssl\.p12: bundle\n/);
    expect(stdout).toMatch(/^Key +P-256, belongs to CN=Jörg – iPhone 📱$/m);
    expect(stdout).toMatch(/^iPhone or iPad +refuses it$/m);
    expect(stdout).toMatch(/^Windows +takes it$/m);
    expect(stdout).toMatch(/^refused +Many iPhones and Macs, and Android up to 13, call the right passphrase wrong/m);
    expect(stdout).not.toContain('{{');
  });

  test('tries the empty passphrase where none is given', () => {
    expect(codesOf(inspect('empty.p12'))).toContain('bundle-passphrase-empty');
  });

  test('takes the passphrase from standard input, but not its last line feed', () => {
    const asked = ['inspect', at('openssl.p12'), '--passphrase-stdin'];
    expect(latchkey(asked, `${passphrase}\r\n`).code).toBe(0);
    expect(latchkey(asked, `${passphrase}\n\n`).code).toBe(3);
  });
});

describe('convert', () => {
  const convert = (out: string, ...args: readonly string[]) => latchkey(['convert', '--out', at(out), ...args]);
  const opened = (name: string, pass: string): string =>
    files.openssl('pkcs12', '-in', name, '-passin', `pass:${pass}`, '-nodes', '-info').replace(/\r/g, '');

  test('makes an OpenSSL bundle one that phones take', () => {
    const { code, stdout } = convert('phone.p12', at('openssl.p12'), ...known, '--profile', 'compatible', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'bundle', profile: 'compatible', findings: [] });
    const text = opened('phone.p12', passphrase);
    expect(text).toMatch(/MAC: sha1/);
    expect(text.match(/pbeWithSHA1And3-KeyTripleDES-CBC/g)).toHaveLength(2);
    expect(text).toContain(files.openssl('pkey', '-in', 'device.key').trim());
    expect(text.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(statSync(at('phone.p12')).mode & 0o777).toBe(0o600);
  });

  test('joins key, certificate and chain under a new passphrase', () => {
    const parts = [at('device.crt'), '--key', at('device.key'), '--chain', at('ca.crt')];
    expect(convert('joined.p12', ...parts, '--profile', 'modern', '--new-passphrase-file', at('passphrase')).code).toBe(0);
    expect(opened('joined.p12', passphrase)).toContain(files.openssl('pkey', '-in', 'device.key').trim());
  });

  test('writes text with an encrypted key', () => {
    expect(convert('device.pem', at('openssl.p12'), ...known, '--profile', 'pem').code).toBe(0);
    const key = ['pkey', '-in', 'device.pem', '-passin', `pass:${passphrase}`];
    expect(files.openssl(...key)).toBe(files.openssl('pkey', '-in', 'device.key'));
    expect(files.read('device.pem').toString()).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----(.*BEGIN CERTIFICATE){2}/s);
    expect(statSync(at('device.pem')).mode & 0o777).toBe(0o600);
  });

  test('never writes over a file', () => {
    files.put('precious.p12', 'the only copy');
    const { code, stderr } = convert('precious.p12', at('openssl.p12'), ...known, '--profile', 'modern');
    expect(code).toBe(1);
    expect(stderr).toContain('[file-exists]');
    expect(files.read('precious.p12').toString()).toBe('the only copy');
  });

  test.each([
    ['the empty passphrase of the file', 'empty.p12', []],
    ['an empty new passphrase', 'openssl.p12', [...known, '--new-passphrase-file', files.put('nothing', '\n')]],
    ['a passphrase beyond ASCII', 'openssl.p12', [...known, '--new-passphrase-file', files.put('umlaut', 'Schlüssel')]],
  ])('refuses %s and leaves no file', (_, name, args) => {
    const { code, stderr } = convert('refused.p12', at(name), ...args, '--profile', 'compatible');
    expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('[passphrase-unsuitable]') });
    expect(existsSync(at('refused.p12'))).toBe(false);
  });

  test('takes the first of several keys and says so, or the one that is picked', () => {
    const [device, authority] = ['device.crt', 'ca.crt'].map((name) => files.fingerprint(name)) as [string, string];
    files.put('several.pem', Buffer.concat(['device.key', 'device.crt', 'ca.key', 'ca.crt'].map(files.read)));
    const several = [at('several.pem'), '--profile', 'compatible', '--new-passphrase-file', at('passphrase'), '--json'];
    const keyOf = (stdout: string) => JSON.parse(stdout).keys[0].certificate;
    const first = convert('first.p12', ...several);
    expect(keyOf(first.stdout)).toBe(device);
    expect(first).toMatchObject({ code: 0, stderr: expect.stringMatching(/took “Jörg – iPhone 📱”, the first.*--pick/) });
    expect(first.stderr).toContain(`${authority.slice(0, 16)}  Küche & Söhne CA, valid to `);
    const picked = convert('picked.p12', ...several, '--pick', authority.slice(0, 8).toUpperCase());
    expect(keyOf(picked.stdout)).toBe(authority);
    expect(picked).toMatchObject({ code: 0, stderr: '' });
    const none = convert('none.p12', ...several, '--pick', '00000000');
    expect(none).toMatchObject({ code: 2, stdout: '' });
    for (const each of [device, authority]) expect(none.stderr).toContain(each.slice(0, 16));
    expect(existsSync(at('none.p12'))).toBe(false);
  });

  test('says whose key it is not', () => {
    const { code, stderr } = convert(
      'strange.p12',
      at('device.crt'),
      '--key',
      at('ca.key'),
      '--profile',
      'modern',
      '--new-passphrase-file',
      at('passphrase'),
    );
    expect({ code, stderr }).toEqual({ code: 6, stderr: expect.stringContaining('[key-without-certificate]') });
  });
});

describe('probe', () => {
  const device = ['--bundle', at('openssl.p12'), ...known];
  const trusting = ['--ca', at('ca.crt')];

  /** A door that stands open until the end of the test. */
  async function door(state: DoorState): Promise<string> {
    return (await watchedDoor(state)).url;
  }

  async function watchedDoor(state: DoorState) {
    const { close, ...opened } = await openDoor(files, state);
    onTestFinished(close);
    return opened;
  }

  /** Types the command without holding up the door, which is in this process. */
  async function probe(
    args: readonly string[],
    { input = '', until }: { readonly input?: string; readonly until?: Promise<unknown> } = {},
  ) {
    const child = spawn(process.execPath, [path.join(root, 'dist/electron/cli.cjs'), 'probe', ...args]);
    child.stdin.end(input);
    void until?.then(() => child.kill('SIGINT'));
    const [stdout, stderr, [code]] = await Promise.all([readText(child.stdout), readText(child.stderr), once(child, 'close')]);
    for (const secret of [passphrase, 'PRIVATE KEY-----']) expect(stdout + stderr).not.toContain(secret);
    return { code, stdout, stderr };
  }

  test('ends with 0 where strangers are refused and the device is let in', async () => {
    const { code, stdout, stderr } = await probe([await door({ locked: true }), ...device, ...trusting, '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = probeJsonSchema.parse(JSON.parse(stdout));
    expect(report).toMatchObject({ verdict: 'locked', device: 'Jörg – iPhone 📱', cause: null, homeAssistantVersion: '2026.11.2' });
    expect(report.rungs.map(({ state }) => state)).toEqual(Array(8).fill('passed'));
    expect(report.connections).toBeLessThanOrEqual(24);
  });

  test('takes the passphrase from standard input', async () => {
    const url = await door({ locked: true });
    const bundle = [url, '--bundle', at('openssl.p12'), ...trusting, '--passphrase-stdin'];
    expect((await probe(bundle, { input: `${passphrase}\n` })).code).toBe(0);
    expect(await probe(bundle, { input: 'wrong\n' })).toEqual({
      code: 3,
      stdout: '',
      stderr: expect.stringContaining('[bundle-passphrase-wrong]'),
    });
  });

  test('proves nothing without a bundle, though the stranger is refused', async () => {
    const { code, stdout } = await probe([await door({ locked: true }), ...trusting, '--json']);
    expect(code).toBe(1);
    const { verdict, device: shown, rungs } = probeJsonSchema.parse(JSON.parse(stdout));
    expect({ verdict, shown }).toEqual({ verdict: 'unclear', shown: null });
    const stateOf = (id: string) => rungs.find((rung) => rung.id === id)?.state;
    expect(['stranger-refused', 'device-let-in', 'home-assistant', 'websocket', 'webhook'].map(stateOf)).toEqual([
      'passed',
      ...Array(4).fill('skipped'),
    ]);
  });

  test('names an open door in words, with what to do', async () => {
    const { code, stdout, stderr } = await probe([await door({ locked: false }), ...trusting]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^ {2}FAILED +\d+ ms {2}A stranger is refused: Without a certificate we got in\.$/m);
    expect(stdout).toMatch(/^Open\. As seen from this network, /m);
    expect(stdout).toMatch(/^Nobody is asked for a certificate/m);
    expect(stdout).not.toContain('{{');
  });

  test('trusts nobody but the public authorities and those that are named', async () => {
    const { code, stdout } = await probe([await door({ locked: true }), ...device, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'server-untrusted' });
  });

  test('takes authorities in DER', async () => {
    files.openssl('x509', '-in', 'ca.crt', '-outform', 'DER', '-out', 'ca.der');
    expect((await probe([await door({ locked: true }), ...device, '--ca', at('ca.der')])).code).toBe(0);
  });

  test('stops at Ctrl-C, with nothing on standard output', async () => {
    const { url, asked } = await watchedDoor({ locked: false, silent: true });
    expect(await probe([url, ...trusting], { until: asked })).toEqual({
      code: 130,
      stdout: '',
      stderr: expect.stringContaining('[job-cancelled]'),
    });
  });

  test.each<readonly [number, string, readonly string[]]>([
    [1, '[file-missing]', ['--bundle', at('nothing.p12')]],
    [3, '[bundle-passphrase-needed]', ['--bundle', at('openssl.p12')]],
    [6, '[bundle-no-key]', ['--bundle', at('ca.crt')]],
    [6, '[file-nothing-usable]', ['--ca', at('passphrase')]],
    [6, '[file-nothing-usable]', ['--ca', at('device.key')]],
    [2, 'The address must begin with https://', ['http://ha.example']],
    [2, 'a passphrase opens a --bundle', known],
  ])('%i: %s', async (code, words, args) => {
    const address = args[0]?.startsWith('http') ? [] : ['https://127.0.0.1:9'];
    expect(await probe([...address, ...args])).toEqual({ code, stdout: '', stderr: expect.stringContaining(words) });
  });
});

describe('a command that fails says why on standard error alone', () => {
  const bomb = path.join(root, 'electron/pki/fixtures/hostile/mac-iterations-2-to-the-31.p12');
  const cases: readonly (readonly [number, string, () => readonly string[]])[] = [
    [1, 'file-missing', () => ['inspect', at('nothing.p12')]],
    [1, 'file-is-folder', () => ['inspect', files.folder]],
    [1, 'file-missing', () => ['inspect', at('openssl.p12'), '--passphrase-file', at('nowhere')]],
    [1, 'file-write-failed', () => ['convert', at('openssl.p12'), ...known, '--profile', 'modern', '--out', at('no/folder/x.p12')]],
    [3, 'bundle-passphrase-needed', () => ['inspect', at('openssl.p12')]],
    [3, 'bundle-passphrase-wrong', () => ['inspect', at('openssl.p12'), '--passphrase-file', at('wrong')]],
    [4, 'bundle-algorithm-unsupported', () => ['inspect', at('scrypt.key'), ...known]],
    [4, 'bundle-key-unsupported', () => ['convert', at('p521.pem'), ...known, '--profile', 'compatible', '--out', at('p521.p12')]],
    [5, 'bundle-damaged', () => ['inspect', files.put('cut.p12', files.read('openssl.p12').subarray(0, 900)), ...known]],
    [6, 'file-nothing-usable', () => ['inspect', at('passphrase')]],
    [6, 'bundle-no-key', () => ['convert', at('device.crt'), ...known, '--profile', 'modern', '--out', at('x.p12')]],
    [7, 'bundle-over-limit', () => ['inspect', bomb, ...known]],
    [7, 'file-too-large', () => ['inspect', files.put('large', Buffer.alloc(6 * 1024 * 1024))]],
  ];

  beforeAll(() => {
    files.openssl('pkcs8', '-topk8', '-in', 'device.key', '-scrypt', '-passout', `pass:${passphrase}`, '-out', 'scrypt.key');
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521', '-nodes', '-subj', '/CN=x'];
    files.openssl('req', '-x509', ...curve, '-keyout', 'p521.pem', '-out', 'p521.crt');
    files.put('p521.pem', Buffer.concat([files.read('p521.pem'), files.read('p521.crt')]));
  });

  test.each(cases)('%i: %s', (code, failure, args) => {
    expect(latchkey(args())).toEqual({
      code,
      stdout: '',
      stderr: expect.stringMatching(new RegExp(`^latchkey: [^{]+ \\[${failure}\\]\\n$`)),
    });
  });

  test('2: how the command is meant', () => {
    expect(latchkey(['inspect'])).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(/^latchkey: which file\?\n\nUsage:\n/) });
  });
});

test('npm run cli finds a file where the user is, and adds nothing to the answer', () => {
  const env = { ...process.env, INIT_CWD: files.folder };
  const cli = [path.join(root, 'build/cli.mjs'), 'inspect', 'device.crt', '--json'];
  const { status, stdout } = spawnSync(process.execPath, cli, { cwd: root, env, encoding: 'utf8' });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'certificate' });
}, 120_000);
