import { create } from 'zustand';
import type { DeviceDraft } from '../../electron/contract/fields.ts';
import { invoke } from '../bridge.ts';
import { saveLater } from './save-later.ts';

/** A device before anything was typed. */
export const emptyDeviceDraft = { name: '', platform: 'ios', key: 'p256', days: '730' } as const satisfies Omit<DeviceDraft, 'homeId'>;

interface DeviceDraftStore {
  /** Null when nothing was typed. */
  readonly draft: DeviceDraft | null;
  readonly load: () => Promise<void>;
  /** Takes over what was typed; it is saved shortly after. */
  readonly change: (draft: DeviceDraft) => void;
  /** Saves at once what waits to be saved. */
  readonly flush: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** What was typed on the page that adds a device, for the home where it was typed last. Losing it costs a name: no trouble is told. */
export const useDeviceDraft = create<DeviceDraftStore>((set, get) => {
  const saving = saveLater(async () => {
    const { draft } = get();
    if (draft !== null) await invoke('device-draft:save', draft);
  });
  return {
    draft: null,
    load: async () => {
      const answer = await invoke('device-draft:read', undefined);
      if (answer.ok) set({ draft: answer.value });
    },
    change: (draft) => {
      set({ draft });
      saving.soon();
    },
    flush: saving.now,
    discard: async () => {
      saving.never();
      set({ draft: null });
      await invoke('device-draft:discard', undefined);
    },
  };
});
