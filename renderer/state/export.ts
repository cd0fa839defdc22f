import type { BundleProfile } from '../../electron/contract/entities.ts';
import type { Result } from '../../electron/contract/failure.ts';
import type { ExportedBundle, Saved } from '../../electron/contract/ipc.ts';
import { invoke } from '../bridge.ts';
import { useDevices } from './devices.ts';

/** Saves a bundle in one form; its passphrase is for the asking component alone and enters no store. */
export type ExportAs = (profile: BundleProfile) => Promise<Result<Saved<ExportedBundle>>>;

/** Exports a device's certificate and key. */
export const exportDevice =
  (deviceId: string): ExportAs =>
  async (profile) => {
    const answer = await invoke('bundle:export', { deviceId, profile });
    if (answer.ok && answer.value.phase === 'saved') useDevices.getState().put(answer.value.device);
    return answer;
  };

/** Exports a bundle that was brought along, once it is open. */
export const exportImport =
  (importId: string): ExportAs =>
  (profile) =>
    invoke('import:export', { importId, profile });
