import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Network, systemNetwork } from '../cloudflare/network.ts';
import { readAnswer } from '../pki/answer.ts';
import { identityIn } from '../pki/identity.ts';
import { joinOpen, openContent } from '../pki/inspect.ts';
import { exportKey, generateKey } from '../pki/key.ts';
import { readBundle } from '../pki/pkcs12/read.ts';
import { writeBundle } from '../pki/pkcs12/write.ts';
import { encryptKey } from '../pki/private-key.ts';
import { readRequestedKey } from '../pki/request.ts';
import { Keychain } from '../vault/keychain.ts';
import { RecordStore } from '../vault/store.ts';
import { Vault } from '../vault/vault.ts';
import type { Desktop, Foundation, Work } from './foundation.ts';
import { outboxIn } from './outbox.ts';
import { recordSchemas } from './records.ts';
import { buildServices } from './services.ts';

interface Trial {
  readonly folder: string;
  readonly desktop?: Partial<Desktop>;
  readonly work?: Partial<Work>;
  readonly now?: () => Date;
  readonly emit?: Foundation['emit'];
  readonly network?: Partial<Network>;
}

/** A folder of its own for one test, gone afterwards. */
export async function trialFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-services-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const keyring = new Map<string, string>();

/** Real records, vault and PKI in a folder; no window, no keyring, no processes. */
export async function openServices({
  folder,
  desktop = {},
  work = {},
  now = () => new Date(),
  emit = () => undefined,
  network = {},
}: Trial) {
  const cancelled = async () => null;
  const ignore = () => undefined;
  const foundation: Foundation = {
    records: new RecordStore({ folder: path.join(folder, 'records'), readers: recordSchemas }),
    vault: new Vault({
      folder,
      keychain: new Keychain({
        read: async (account) => keyring.get(account) ?? null,
        write: async (account, secret) => void keyring.set(account, secret),
      }),
    }),
    work: {
      generateKey: async (algorithm) => exportKey(await generateKey(algorithm)),
      writeBundle,
      readBundle,
      encryptKey,
      open: openContent,
      join: async (contents) => joinOpen(contents),
      identity: async (content, leaf) => identityIn(content, leaf),
      readRequestedKey,
      readAnswer,
      ...work,
    },
    desktop: {
      askSaveFile: cancelled,
      askFolder: cancelled,
      askFiles: async () => [],
      reveal: ignore,
      share: ignore,
      drag: ignore,
      copyFile: ignore,
      readClipboard: async () => ({ name: 'Pasted text', text: '' }),
      copy: ignore,
      print: async () => 'cancelled',
      isOnline: () => true,
      tellVerdict: ignore,
      applyAppearance: ignore,
      ...desktop,
    },
    outbox: outboxIn(path.join(folder, 'outbox')),
    now,
    emit,
  };
  await foundation.records.open();
  await foundation.vault.open();
  return buildServices(foundation, { ...systemNetwork, ...network });
}
