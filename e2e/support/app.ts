import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, expect } from '@playwright/test';
import { readTap } from './bridge-messages.ts';
import { type HomeAssistant, startHomeAssistant } from './home-assistant.ts';
import { Latchkey, type World } from './latchkey.ts';
import { filesUnder, findSecrets, type Secret, vaultKeys } from './secrets.ts';

/** What a test gets, and may say about its world with `test.use`. */
interface Fixtures {
  /** False: the system offers no keychain. */
  readonly keyring: boolean;
  /** The running app on a fresh profile. */
  readonly latchkey: Latchkey;
  /** What the test learned that may cross no bridge and lie in no file of the profile; it adds to it. */
  readonly secrets: Secret[];
  /** An empty folder whose path any configuration file takes. */
  readonly folder: string;
  /** A stand-in that must not be asked for anything but the four endpoints. */
  readonly homeAssistant: HomeAssistant;
}

/**
 * A test with the real app. After each one, every message that crossed the bridge and every file of
 * the profile is searched for private keys, the vault key and what the test calls a secret.
 */
export const test = base.extend<Fixtures>({
  keyring: [true, { option: true }],
  secrets: async ({}, use) => use([]),
  folder: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'latchkey-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  homeAssistant: async ({}, use) => {
    const homeAssistant = await startHomeAssistant();
    await use(homeAssistant);
    await homeAssistant.stop();
    expect(homeAssistant.faults, 'what Home Assistant would warn of').toEqual([]);
  },
  latchkey: async ({ keyring, secrets }, use, info) => {
    const latchkey = new Latchkey({ profile: info.outputPath('profile'), tap: info.outputPath('bridge.jsonl'), keyring });
    await latchkey.start();
    await use(latchkey);
    await latchkey.quit();
    const keys = vaultKeys();
    if (keyring) expect(keys, 'the keyring can be read').not.toEqual([]);
    expectNoLeak(latchkey.world, [...keys, ...secrets]);
  },
});

/** Searches what a run left, and removes it. */
function expectNoLeak({ tap, profile }: World, secrets: readonly Secret[]): void {
  const messages = readTap(tap).map((message) => ({ where: `a message to ${message.to} on ${message.channel}`, content: message }));
  const files = filesUnder(profile);
  rmSync(tap, { force: true });
  rmSync(profile, { recursive: true, force: true });
  expect(messages.length, 'the tap hears the bridge').toBeGreaterThan(0);
  const neverShown = secrets.filter(({ mayBeShown }) => !mayBeShown);
  expect(findSecrets(messages, neverShown)).toEqual([]);
  expect(findSecrets(files, secrets)).toEqual([]);
}

export { expect };
