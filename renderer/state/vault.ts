import { create } from 'zustand';
import type { VaultStatus } from '../../electron/contract/entities.ts';
import type { FailureFacts, Result } from '../../electron/contract/failure.ts';
import { invoke } from '../bridge.ts';

interface VaultStore {
  /** Null until main has answered. */
  readonly status: VaultStatus | null;
  /** Why the last attempt did not open the vault. */
  readonly failure: FailureFacts | null;
  /** Asks the keychain; may be done again at any time. */
  readonly open: () => Promise<void>;
  readonly create: (passphrase: string) => Promise<void>;
  readonly unlock: (passphrase: string) => Promise<void>;
}

/** Whether the vault is open, and what protects it. A passphrase passes through and is not kept. */
export const useVault = create<VaultStore>((set) => {
  const ask = async (answer: Promise<Result<VaultStatus>>) => {
    const result = await answer;
    set(result.ok ? { status: result.value, failure: null } : { failure: result.failure });
  };
  return {
    status: null,
    failure: null,
    open: () => ask(invoke('vault:open', undefined)),
    create: (passphrase) => ask(invoke('vault:create', { passphrase })),
    unlock: (passphrase) => ask(invoke('vault:unlock', { passphrase })),
  };
});
