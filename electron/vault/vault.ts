import { randomBytes, randomUUID } from 'node:crypto';
import type { VaultStatus } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import { prepareOwnFolder } from './atomic-file.ts';
import { type Header, isVerifiedBy, readHeader, verifiedBy, writeHeader } from './header.ts';
import { inTurn } from './in-turn.ts';
import { type Keychain, vaultKeyLength } from './keychain.ts';
import { keyFromPassphrase, protectWithPassphrase } from './passphrase.ts';
import { seal, unseal } from './seal.ts';

export interface VaultOptions {
  /** The vault's own folder, made when missing; the records may lie in it too. */
  readonly folder: string;
  readonly keychain: Keychain;
  /** Whether anything sealed is stored: then a header that is missing was lost, and no new key is made. */
  readonly holdsSealed?: () => Promise<boolean>;
}

/**
 * Seals private keys under one 32-byte key, which comes from the system's keychain or, where there is
 * none, opens with a passphrase. The key is in this object only, and only while the vault is open.
 */
export class Vault {
  readonly #folder: string;
  readonly #keychain: Keychain;
  readonly #holdsSealed: () => Promise<boolean>;
  readonly #inTurn = inTurn();
  #status: VaultStatus = { phase: 'locked' };
  #key: Buffer | null = null;

  constructor({ folder, keychain, holdsSealed = async () => false }: VaultOptions) {
    this.#folder = folder;
    this.#keychain = keychain;
    this.#holdsSealed = holdsSealed;
  }

  /** `locked` until `open` has answered. */
  get status(): VaultStatus {
    return this.#status;
  }

  /**
   * Opens the vault as far as that goes without its passphrase, and makes one on the first run where the
   * keychain works. May be tried again at any time.
   *
   * @throws Failure `file-read-denied`, `file-write-denied`, `file-disk-full`, `file-write-failed`.
   */
  open(): Promise<VaultStatus> {
    return this.#inTurn(() => this.#open());
  }

  /**
   * Makes a vault in the phase `no-keychain`; in any other it only answers the status.
   *
   * @throws Failure as `open`.
   */
  createWithPassphrase(passphrase: string): Promise<VaultStatus> {
    return this.#inTurn(async () => {
      if (this.#status.phase !== 'no-keychain') return this.#status;
      const [key, keyId] = [randomBytes(vaultKeyLength), randomUUID()];
      return this.#create(key, keyId, await protectWithPassphrase(key, keyId, passphrase));
    });
  }

  /**
   * Opens a passphrase vault in the phase `locked`; in any other it only answers the status.
   *
   * @throws Failure `vault-passphrase-wrong`, and as `open`.
   */
  unlock(passphrase: string): Promise<VaultStatus> {
    return this.#inTurn(async () => {
      if (this.#status.phase !== 'locked') return this.#status;
      const header = await readHeader(this.#folder);
      if (typeof header === 'string' || header.protection.by !== 'passphrase') return this.#open();
      const key = await keyFromPassphrase(header.protection, header.keyId, passphrase);
      return isVerifiedBy(key, header) ? this.#openWith(key, header) : this.#closed('damaged');
    });
  }

  /** Wipes the key. `open` or `unlock` opens the vault again. */
  lock(): void {
    this.#key?.fill(0);
    this.#key = null;
    this.#status = { phase: 'locked' };
  }

  /**
   * Seals a private key for a record.
   *
   * @param context kind, id and purpose of the record: `device/<id>/key`. It opens under the same context only.
   * @throws Failure `vault-locked`
   */
  sealKey(context: string, clear: Uint8Array): string {
    return seal(this.#openKey(), clear, context);
  }

  /** Opens what `sealKey` made. @throws Failure `vault-locked`, `vault-damaged` with the context as `record`. */
  unsealKey(context: string, sealed: string): Buffer {
    return unseal(this.#openKey(), sealed, context);
  }

  async #open(): Promise<VaultStatus> {
    if (this.#key !== null) return this.#status;
    await prepareOwnFolder(this.#folder);
    const header = await readHeader(this.#folder);
    if (header === 'damaged') return this.#closed('damaged');
    if (header === 'missing') return this.#openFirst();
    if (header.protection.by === 'passphrase') return this.#closed('locked');
    const key = await this.#keychain.find(header.keyId);
    return key !== null && isVerifiedBy(key, header) ? this.#openWith(key, header) : this.#closed('key-missing');
  }

  async #openFirst(): Promise<VaultStatus> {
    if (await this.#holdsSealed()) return this.#closed('damaged');
    const [key, keyId] = [randomBytes(vaultKeyLength), randomUUID()];
    const isKept = await this.#keychain.keep(keyId, key);
    return isKept ? this.#create(key, keyId, { by: 'keychain' }) : this.#closed('no-keychain');
  }

  async #create(key: Buffer, keyId: string, protection: Header['protection']): Promise<VaultStatus> {
    const header = verifiedBy(key, { version: 1, keyId, protection });
    await writeHeader(this.#folder, header);
    return this.#openWith(key, header);
  }

  #openWith(key: Buffer, header: Header): VaultStatus {
    this.#key = key;
    this.#status = { phase: 'open', protection: header.protection.by };
    return this.#status;
  }

  #closed(phase: Exclude<VaultStatus['phase'], 'open'>): VaultStatus {
    this.#status = { phase };
    return this.#status;
  }

  #openKey(): Buffer {
    if (this.#key === null) throw new Failure('vault-locked');
    return this.#key;
  }
}
