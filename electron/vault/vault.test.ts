import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { Keychain } from './keychain.ts';
import { Vault } from './vault.ts';

/** A system's keyring: its entries outlive the app, and it may be locked or not there, as keytar shows it. */
class FakeKeyring {
  readonly entries = new Map<string, string>();
  phase: 'unlocked' | 'locked' | 'none' = 'unlocked';

  async read(account: string): Promise<string | null> {
    if (this.phase === 'none') throw new Failure('vault-keyring-unavailable');
    return this.phase === 'locked' ? null : (this.entries.get(account) ?? null);
  }

  async write(account: string, secret: string): Promise<void> {
    if (this.phase !== 'unlocked') throw new Failure('vault-keyring-unavailable');
    this.entries.set(account, secret);
  }
}

const passphrase = 'Küche und Söhne 📱';
const context = 'device/7/key';
const clear = Buffer.from('a private key');

interface PassphraseHeader {
  readonly version: 1;
  readonly keyId: string;
  readonly protection: { readonly by: 'passphrase'; readonly scrypt: object; readonly sealedKey: string };
  readonly verifier: string;
}
const passphraseHeader: PassphraseHeader = {
  version: 1,
  keyId: '0d4bd7a4-5f7b-4f1c-9a8e-0f5b5a6c7d8e',
  protection: {
    by: 'passphrase',
    scrypt: { N: 2 ** 17, r: 8, p: 1, salt: Buffer.alloc(32).toString('base64') },
    sealedKey: Buffer.alloc(61, 1).toString('base64'),
  },
  verifier: Buffer.alloc(32).toString('base64'),
};

let folder: string;
let keyring: FakeKeyring;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-vault-'));
  keyring = new FakeKeyring();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The app, started anew. */
const start = (holdsSealed = false): Vault => new Vault({ folder, keychain: new Keychain(keyring), holdsSealed: async () => holdsSealed });
const header = (): string => join(folder, 'vault.json');
const readHeader = async () => JSON.parse(await readFile(header(), 'utf8'));
const writeHeader = (value: unknown): Promise<void> => writeFile(header(), JSON.stringify(value));

async function startWithPassphraseVault(): Promise<Vault> {
  keyring.phase = 'none';
  const vault = start();
  await vault.open();
  await vault.createWithPassphrase(passphrase);
  return vault;
}

describe('with a keychain', () => {
  test('makes a vault on the first run and opens it on the next, one entry in the keyring', async () => {
    const vault = start();
    expect(vault.status).toEqual({ phase: 'locked' });
    expect(await vault.open()).toEqual({ phase: 'open', protection: 'keychain' });
    const sealed = vault.sealKey(context, clear);
    const again = start();
    expect(await again.open()).toEqual({ phase: 'open', protection: 'keychain' });
    expect(again.unsealKey(context, sealed)).toEqual(clear);
    expect(keyring.entries.size).toBe(1);
  });

  test('is opened once by however many ask', async () => {
    const vault = start();
    const statuses = await Promise.all([vault.open(), vault.open(), vault.open()]);
    expect(statuses).toEqual(Array(3).fill({ phase: 'open', protection: 'keychain' }));
    expect(keyring.entries.size).toBe(1);
  });

  test.each([
    ['locked', () => (keyring.phase = 'locked')],
    ['gone', () => (keyring.phase = 'none')],
    ['emptied', () => keyring.entries.clear()],
    ['holding another key', () => void keyring.entries.set([...keyring.entries.keys()].join(), Buffer.alloc(32, 7).toString('base64'))],
  ])('misses its key while the keyring is %s, changes nothing and makes no new one', async (_, trouble) => {
    await start().open();
    const before = await readFile(header(), 'utf8');
    const entries = new Map(keyring.entries);
    trouble();
    const vault = start();
    expect(await vault.open()).toEqual({ phase: 'key-missing' });
    expect(await vault.createWithPassphrase(passphrase)).toEqual({ phase: 'key-missing' });
    expect(await vault.unlock(passphrase)).toEqual({ phase: 'key-missing' });
    expect(await readFile(header(), 'utf8')).toBe(before);
    keyring.phase = 'unlocked';
    for (const [id, secret] of entries) keyring.entries.set(id, secret);
    expect(await vault.open()).toEqual({ phase: 'open', protection: 'keychain' });
  });

  test('does not start afresh where the header was lost and sealed records are left', async () => {
    expect(await start(true).open()).toEqual({ phase: 'damaged' });
    expect(keyring.entries.size).toBe(0);
  });

  test('survives a crash between keyring and header', async () => {
    await start().open();
    await rm(header());
    await writeFile(join(folder, '.latchkey-0123456789abcdef.tmp'), '{"version":1,');
    expect(await start().open()).toEqual({ phase: 'open', protection: 'keychain' });
    expect(await readdir(folder)).toEqual(['vault.json']);
  });
});

describe('without a keychain', () => {
  test.each(['none', 'locked'] as const)('waits for a choice while the keyring is %s, and stores nothing', async (phase) => {
    keyring.phase = phase;
    expect(await start().open()).toEqual({ phase: 'no-keychain' });
    expect(await readdir(folder)).toEqual([]);
  });

  test('uses a keychain that appears', async () => {
    keyring.phase = 'none';
    const vault = start();
    await vault.open();
    keyring.phase = 'unlocked';
    expect(await vault.open()).toEqual({ phase: 'open', protection: 'keychain' });
  });

  test('makes a passphrase vault, which opens with the passphrase only, in every Unicode form', async () => {
    const vault = await startWithPassphraseVault();
    expect(vault.status).toEqual({ phase: 'open', protection: 'passphrase' });
    const sealed = vault.sealKey(context, clear);
    keyring.phase = 'unlocked';
    const again = start();
    expect(await again.open()).toEqual({ phase: 'locked' });
    await expect(again.unlock(`${passphrase} `)).rejects.toMatchObject({ code: 'vault-passphrase-wrong' });
    expect(again.status).toEqual({ phase: 'locked' });
    expect(await again.unlock(passphrase.normalize('NFD'))).toEqual({ phase: 'open', protection: 'passphrase' });
    expect(again.unsealKey(context, sealed)).toEqual(clear);
    expect(keyring.entries.size).toBe(0);
  });

  test('makes one vault of two impatient clicks', async () => {
    keyring.phase = 'none';
    const vault = start();
    await vault.open();
    const [first, second] = await Promise.all([vault.createWithPassphrase(passphrase), vault.createWithPassphrase('another')]);
    expect([first, second]).toEqual(Array(2).fill({ phase: 'open', protection: 'passphrase' }));
    expect(await start().unlock(passphrase)).toEqual({ phase: 'open', protection: 'passphrase' });
  });
});

describe('a locked vault', () => {
  test('seals and opens nothing, and opens again', async () => {
    const vault = start();
    const locked = expect.objectContaining({ code: 'vault-locked' });
    expect(() => vault.sealKey(context, clear)).toThrow(locked);
    await vault.open();
    const sealed = vault.sealKey(context, clear);
    vault.lock();
    expect(vault.status).toEqual({ phase: 'locked' });
    expect(() => vault.unsealKey(context, sealed)).toThrow(locked);
    await vault.open();
    expect(vault.unsealKey(context, sealed)).toEqual(clear);
  });

  test('has wiped its key', async () => {
    await start().open();
    const keys: (Buffer | null)[] = [];
    const keychain = new (class extends Keychain {
      override async find(keyId: string): Promise<Buffer | null> {
        const key = await super.find(keyId);
        keys.push(key);
        return key;
      }
    })(keyring);
    const vault = new Vault({ folder, keychain });
    await vault.open();
    expect(keys[0]?.equals(Buffer.alloc(32))).toBe(false);
    vault.lock();
    expect(keys).toEqual([Buffer.alloc(32)]);
  });
});

describe('a header', () => {
  test('holds no secret and is the owner’s alone', async () => {
    const vault = await startWithPassphraseVault();
    vault.sealKey(context, clear);
    const text = await readFile(header(), 'utf8');
    expect(text).not.toContain('Küche');
    expect(Object.keys(JSON.parse(text))).toEqual(['version', 'keyId', 'protection', 'verifier']);
    if (process.platform !== 'win32') expect((await stat(header())).mode & 0o777).toBe(0o600);
  });

  const scrypt = (change: object) => (whole: PassphraseHeader) => ({
    ...whole,
    protection: { ...whole.protection, scrypt: { ...whole.protection.scrypt, ...change } },
  });
  test.each<[string, (whole: PassphraseHeader) => unknown]>([
    ['asks for 128 GiB', scrypt({ N: 2 ** 27 })],
    ['asks for a negative block size', scrypt({ r: -8 })],
    ['asks for years', scrypt({ p: 2 ** 30 })],
    ['weakens the cost', scrypt({ N: 2 })],
    ['carries a giant salt', scrypt({ salt: 'A'.repeat(3000) })],
    ['carries something unknown', (whole) => ({ ...whole, extra: true })],
    ['is of a later version', (whole) => ({ ...whole, version: 2 })],
    ['names a path for a key id', (whole) => ({ ...whole, keyId: '../../etc/passwd' })],
    ['has no verifier', ({ verifier: _, ...rest }) => rest],
    ['has a short verifier', (whole) => ({ ...whole, verifier: 'AAAA' })],
    ['is null', () => null],
  ])('is damaged where it %s', async (_, change) => {
    await writeHeader(change(passphraseHeader));
    const vault = start();
    expect(await vault.open()).toEqual({ phase: 'damaged' });
    expect(await vault.unlock(passphrase)).toEqual({ phase: 'damaged' });
    expect(await vault.createWithPassphrase(passphrase)).toEqual({ phase: 'damaged' });
    expect(() => vault.sealKey(context, clear)).toThrow(expect.objectContaining({ code: 'vault-locked' }));
  });

  test.each([
    ['empty', ''],
    ['torn', '{"version":1'],
    ['of zeros, as a power cut leaves it', '\0'.repeat(400)],
    ['longer than any header', JSON.stringify(passphraseHeader) + ' '.repeat(5000)],
  ])('is damaged where it is %s', async (_, text) => {
    await writeFile(header(), text);
    expect(await start().open()).toEqual({ phase: 'damaged' });
  });

  test('is damaged where it was changed and the passphrase is right', async () => {
    await startWithPassphraseVault();
    const whole = await readHeader();
    await writeHeader({ ...whole, verifier: Buffer.alloc(32).toString('base64') });
    const vault = start();
    expect(await vault.unlock(passphrase)).toEqual({ phase: 'damaged' });
    await writeHeader({ ...whole, keyId: crypto.randomUUID() });
    await vault.open();
    await expect(vault.unlock(passphrase)).rejects.toMatchObject({ code: 'vault-passphrase-wrong' });
  });

  test.each([31, 32, 33])('takes no key for the right one where its verifier is another, of %i bytes', async (length) => {
    await start().open();
    await writeHeader({ ...(await readHeader()), verifier: Buffer.alloc(length).toString('base64') });
    expect(await start().open()).toEqual({ phase: 'key-missing' });
  });

  test('opens the same with its members in another order', async () => {
    await start().open();
    const { version, keyId, protection, verifier } = await readHeader();
    await writeHeader({ verifier, protection, keyId, version });
    expect(await start().open()).toEqual({ phase: 'open', protection: 'keychain' });
  });
});

test('no failure of a vault gives a passphrase, a key or a private key away', async () => {
  const vault = await startWithPassphraseVault();
  const sealed = vault.sealKey(context, clear);
  const failures = await Promise.all([
    start()
      .unlock('wrong passphrase 5')
      .catch((error) => error),
    Promise.resolve()
      .then(() => vault.unsealKey('device/8/key', sealed))
      .catch((error) => error),
    Promise.resolve()
      .then(() => start().sealKey(context, clear))
      .catch((error) => error),
  ]);
  for (const failure of failures) {
    expect(failure).toBeInstanceOf(Failure);
    expect(`${failure.stack} ${JSON.stringify(failure)} ${failure.cause}`).not.toMatch(/wrong passphrase 5|a private key|Küche/);
  }
});
