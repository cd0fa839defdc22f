import type { KeyAlgorithm, Settings } from '../contract/entities.ts';
import type { EventName, Events } from '../contract/ipc.ts';
import type { OpenContent } from '../pki/inspect.ts';
import type { OpenBundle } from '../pki/pkcs12/read.ts';
import type { BundlePlan } from '../pki/pkcs12/write.ts';
import type { RecordStore } from '../vault/store.ts';
import type { Vault } from '../vault/vault.ts';
import type { RecordTable } from './records.ts';

/** Slow or dangerous work, done in processes that can be killed. */
export interface Work {
  /** @returns PKCS#8 DER. */
  generateKey(algorithm: KeyAlgorithm): Promise<Uint8Array>;
  writeBundle(plan: BundlePlan): Promise<Uint8Array>;
  readBundle(der: Uint8Array, passphrase: string): Promise<OpenBundle>;
  /** Opens a file of any kind; the passphrase is null where none is known. */
  open(bytes: Uint8Array, passphrase: string | null): Promise<OpenContent>;
}

export interface SaveQuestion {
  readonly title: 'saveBundle' | 'saveBackup' | 'saveCertificate';
  readonly suggestedName: string;
  readonly kind: 'bundle' | 'certificate';
}

/** What the system does for us: dialogs, file manager, clipboard. Each answer of a dialog may be null: cancelled. */
export interface Desktop {
  askSaveFile(question: SaveQuestion): Promise<string | null>;
  askFolder(): Promise<string | null>;
  askFiles(): Promise<readonly string[]>;
  reveal(path: string): void;
  share(path: string): void;
  drag(path: string): void;
  applyAppearance(appearance: Settings['appearance']): void;
  copy(text: string, options: { readonly secret: boolean }): void;
}

/** What every service stands on. */
export interface Foundation {
  readonly records: RecordStore<RecordTable>;
  readonly vault: Vault;
  readonly work: Work;
  readonly desktop: Desktop;
  readonly now: () => Date;
  readonly emit: <E extends EventName>(event: E, payload: Events[E]) => void;
}
