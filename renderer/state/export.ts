import type { ExportForm } from '../../electron/contract/entities.ts';
import type { Result } from '../../electron/contract/failure.ts';
import type { BatchExport, ExportedBundle, Saved } from '../../electron/contract/ipc.ts';
import { invoke } from '../bridge.ts';
import { useDevices } from './devices.ts';

/** Saves key and certificates in one form; its passphrase is for the asking component alone and enters no store. */
export type ExportAs = (form: ExportForm) => Promise<Result<Saved<ExportedBundle>>>;

/** Exports a device's certificate and key. */
export const exportDevice =
  (deviceId: string): ExportAs =>
  async (form) => {
    const answer = await invoke('bundle:export', { deviceId, form });
    if (answer.ok && answer.value.phase === 'saved') useDevices.getState().put(answer.value.device);
    return answer;
  };

/** Exports a bundle that was brought along, once it is open. */
export const exportImport =
  (importId: string): ExportAs =>
  (form) =>
    invoke('import:export', { importId, form });

/** Saves many, each under a passphrase of its own; `jobId` is for stopping it and for hearing how far it has come. */
export type ExportAll = (form: ExportForm, jobId: string) => Promise<Result<Saved<BatchExport>>>;

/** Exports many devices. */
export const exportDevices =
  (deviceIds: readonly string[]): ExportAll =>
  async (form, jobId) => {
    const answer = await invoke('bundle:export-many', { deviceIds: [...deviceIds], form, jobId });
    await useDevices.getState().load();
    return answer;
  };

/** Exports many files that were brought along, those that are open. */
export const exportImports =
  (importIds: readonly string[]): ExportAll =>
  (form, jobId) =>
    invoke('import:export-many', { importIds: [...importIds], form, jobId });
