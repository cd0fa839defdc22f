import type { Device } from '../../../electron/contract/entities.ts';
import type { BatchExport, ExportedBundle } from '../../../electron/contract/ipc.ts';

/** A device and the file that was saved of it, with its passphrase. */
export interface SavedDevice {
  readonly device: Device;
  readonly file: ExportedBundle;
}

/** @returns what was saved, in the order of the devices. */
export const savedOf = (devices: readonly Device[], { items }: BatchExport): readonly SavedDevice[] =>
  devices.flatMap((device) => {
    const outcome = items.find(({ id }) => id === device.id)?.outcome;
    return outcome?.ok ? [{ device, file: outcome.value }] : [];
  });
