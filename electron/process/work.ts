import type { KeyAlgorithm } from '../contract/entities.ts';
import type { FileFacts } from '../contract/inspection.ts';
import type { Answer } from '../pki/answer.ts';
import type { Content } from '../pki/content.ts';
import type { Identity } from '../pki/identity.ts';
import type { OpenContent } from '../pki/inspect.ts';
import type { OpenBundle } from '../pki/pkcs12/read.ts';
import type { BundlePlan } from '../pki/pkcs12/write.ts';
import type { RequestedKey } from '../pki/request.ts';

/** The one process that loads keytar. An account is a vault key's id. */
export interface KeyringWork {
  /** Gives null where there is no entry and also where the keyring is locked and stays so: keytar does not tell them apart. */
  read(request: { readonly account: string }): Promise<string | null>;
  write(request: { readonly account: string; readonly secret: string }): Promise<null>;
}

/** Opens files that strangers made. */
export interface ParserWork {
  readBundle(request: { readonly der: Uint8Array; readonly passphrase: string }): Promise<OpenBundle>;
  /** Gives what anyone may know; keys stay in the process. */
  inspect(request: ProtectedFile): Promise<FileFacts>;
  /** Gives the same, and the keys that the user may want to keep. */
  open(request: ProtectedFile): Promise<OpenContent>;
  readRequestedKey(request: { readonly bytes: Uint8Array }): Promise<RequestedKey>;
  readAnswer(request: { readonly bytes: Uint8Array; readonly keys: readonly Uint8Array[] }): Promise<Answer>;
  /** Puts files together as if they were one. */
  join(request: { readonly contents: readonly Content[] }): Promise<OpenContent>;
  /** Takes one identity out, by the fingerprint of its certificate; the first where that is null. */
  identity(request: { readonly content: Content; readonly leaf: string | null }): Promise<Identity>;
}

/** A file of any kind and what may open it. */
interface ProtectedFile {
  readonly bytes: Uint8Array;
  /** Null where none is known. */
  readonly passphrase: string | null;
}

/** What computes for long: RSA keys and key derivation. */
export interface ForgeWork {
  /** Gives the private key as PKCS#8 DER. */
  generateKey(request: { readonly algorithm: KeyAlgorithm }): Promise<Uint8Array>;
  /** Gives the PKCS#12 DER. */
  writeBundle(request: BundlePlan): Promise<Uint8Array>;
  /** Gives the EncryptedPrivateKeyInfo of a PKCS#8 key, DER. */
  encryptKey(request: { readonly key: Uint8Array; readonly passphrase: string }): Promise<Uint8Array>;
}

/** Process -> what it can be asked to do; the process of each name is built from the file of that name. */
export interface Work {
  readonly keyring: KeyringWork;
  readonly parser: ParserWork;
  readonly 'forge-work': ForgeWork;
}

export type ProcessName = keyof Work;
export type Method<N extends ProcessName> = keyof Work[N] & string;
export type WorkRequest<N extends ProcessName, M extends Method<N>> = Work[N][M] extends (request: infer Q) => unknown ? Q : never;
export type WorkReply<N extends ProcessName, M extends Method<N>> = Work[N][M] extends (request: never) => Promise<infer R> ? R : never;
