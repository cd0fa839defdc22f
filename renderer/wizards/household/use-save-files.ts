import { useEffect, useRef, useState } from 'react';
import type { Device } from '../../../electron/contract/entities.ts';
import type { BatchExport } from '../../../electron/contract/ipc.ts';
import { listen } from '../../bridge.ts';
import { type Call, useCall, useJob } from '../../state/call.ts';
import { useDevices } from '../../state/devices.ts';

interface SavingFiles {
  readonly call: Call;
  /** How many files are written by now. */
  readonly done: number;
  /** @returns what was saved, or null where the user turned away or it failed as a whole. */
  readonly save: (devices: readonly Device[]) => Promise<BatchExport | null>;
  /** Ends it between two files; those that are written stay. */
  readonly stop: () => void;
}

/** Saves a file for each of several devices, all in one folder. */
export function useSaveFiles(): SavingFiles {
  const { call, send } = useCall('bundle:export-many');
  const { begin, cancel } = useJob();
  const [done, setDone] = useState(0);
  const current = useRef<string | null>(null);
  useEffect(() => listen('bundle:progress', (progress) => progress.jobId === current.current && setDone(progress.done)), []);
  const save = async (devices: readonly Device[]) => {
    setDone(0);
    const jobId = begin();
    current.current = jobId;
    const answer = await send({ deviceIds: devices.map(({ id }) => id), form: 'compatible', jobId });
    if (answer?.phase !== 'saved') return null;
    await useDevices.getState().load();
    return answer;
  };
  return { call, done, save, stop: cancel };
}
