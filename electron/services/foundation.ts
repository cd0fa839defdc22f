import type { KeyAlgorithm, Settings } from '../contract/entities.ts';
import type { EventName, Events } from '../contract/ipc.ts';
import type { ProbeReport } from '../contract/probe.ts';
import type { Answer } from '../pki/answer.ts';
import type { Content } from '../pki/content.ts';
import type { Identity } from '../pki/identity.ts';
import type { OpenContent } from '../pki/inspect.ts';
import type { OpenBundle } from '../pki/pkcs12/read.ts';
import type { BundlePlan } from '../pki/pkcs12/write.ts';
import type { RequestedKey } from '../pki/request.ts';
import type { RecordStore } from '../vault/store.ts';
import type { Vault } from '../vault/vault.ts';
import type { Outbox } from './outbox.ts';
import type { RecordTable } from './records.ts';

/** Slow or dangerous work, done in processes that can be killed. */
export interface Work {
  /** @returns PKCS#8 DER. @throws Failure job-cancelled as soon as the signal says so */
  generateKey(algorithm: KeyAlgorithm, signal?: AbortSignal): Promise<Uint8Array>;
  writeBundle(plan: BundlePlan): Promise<Uint8Array>;
  /** @returns EncryptedPrivateKeyInfo, DER. */
  encryptKey(key: Uint8Array, passphrase: string): Promise<Uint8Array>;
  readBundle(der: Uint8Array, passphrase: string): Promise<OpenBundle>;
  /** Opens a file of any kind; the passphrase is null where none is known. @throws Failure job-cancelled as `generateKey` */
  open(bytes: Uint8Array, passphrase: string | null, signal?: AbortSignal): Promise<OpenContent>;
  /** Puts files that are open together as if they were one. */
  join(contents: readonly Content[]): Promise<OpenContent>;
  /** Takes one identity out of a file, by the fingerprint of its certificate; the first where that is null. */
  identity(content: Content, leaf: string | null): Promise<Identity>;
  /** Gives the key that a request in a file asks to have certified, if it is one to sign for. */
  readRequestedKey(bytes: Uint8Array): Promise<RequestedKey>;
  /** Reads what an authority sent back; `keys` are the public keys (SubjectPublicKeyInfo) that it may belong to. */
  readAnswer(bytes: Uint8Array, keys: readonly Uint8Array[]): Promise<Answer>;
}

export interface SaveQuestion {
  readonly title: 'saveBundle' | 'saveBackup' | 'savePem' | 'saveCertificate' | 'saveProfile' | 'saveRequest';
  readonly suggestedName: string;
  readonly kind: 'bundle' | 'pem' | 'certificate' | 'profile' | 'request';
}

/** A test that ended otherwise than the one before. */
export interface VerdictNews {
  /** The home's name. */
  readonly home: string;
  readonly homeId: string;
  readonly deviceId: string;
  readonly report: ProbeReport;
}

/** What the system does for us: dialogs, file manager, clipboard. Each answer of a dialog may be null: cancelled. */
export interface Desktop {
  askSaveFile(question: SaveQuestion): Promise<string | null>;
  askFolder(title: 'saveProxyFolder' | 'saveBundles'): Promise<string | null>;
  askFiles(): Promise<readonly string[]>;
  reveal(path: string): void;
  share(path: string): void;
  drag(path: string): void;
  /** Puts a file, not its content, on the clipboard. */
  copyFile(path: string): void;
  /** What the clipboard holds as text, with a name for it in the user's language. */
  readClipboard(): Promise<{ readonly name: string; readonly text: string }>;
  /** Whether there is a network, as far as the system knows. */
  isOnline(): boolean;
  /** Tells the user by a notification of the system that a verdict has changed. */
  tellVerdict(news: VerdictNews): void;
  applyAppearance(appearance: Settings['appearance']): void;
  copy(text: string, options: { readonly secret: boolean }): void;
  /** Prints what the page lays out for paper. @throws Failure print-failed */
  print(): Promise<'printed' | 'cancelled'>;
}

/** What every service stands on. */
export interface Foundation {
  readonly records: RecordStore<RecordTable>;
  readonly vault: Vault;
  readonly work: Work;
  readonly desktop: Desktop;
  readonly outbox: Outbox;
  readonly now: () => Date;
  readonly emit: <E extends EventName>(event: E, payload: Events[E]) => void;
}
