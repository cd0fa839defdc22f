import { useState } from 'react';
import type { Saved, SavedFile } from '../../../electron/contract/ipc.ts';
import { type Call, useCall } from '../../state/call.ts';
import { useDevices } from '../../state/devices.ts';

/** Saves a certificate whose key is elsewhere, to be taken there. */
export interface SavingSigned {
  readonly call: Call;
  readonly save: () => Promise<void>;
  /** Where it was saved last. */
  readonly saved: SavedFile | null;
}

/** Saves the certificate of a device that made its key itself. */
export function useSaveDevice(deviceId: string): SavingSigned {
  const { call, send } = useCall('device:save-certificate');
  const { saved, note } = useSaved();
  const save = async () => {
    if (note(await send({ deviceId }))) await useDevices.getState().load();
  };
  return { call, save, saved };
}

/** Saves the certificate of a server that made its key itself. */
export function useSaveServer(certificateId: string): SavingSigned {
  const { call, send } = useCall('certificate:save');
  const { saved, note } = useSaved();
  return { call, save: async () => void note(await send({ certificateId })), saved };
}

function useSaved() {
  const [saved, setSaved] = useState<SavedFile | null>(null);
  const note = (answer: Saved<SavedFile> | null): boolean => {
    if (answer?.phase !== 'saved') return false;
    setSaved(answer);
    return true;
  };
  return { saved, note };
}
