import { create } from 'zustand';
import type { FailureFacts } from '../../electron/contract/failure.ts';
import type { PastProbe } from '../../electron/contract/probe.ts';
import { invoke } from '../bridge.ts';

interface ProbeHistoryStore {
  /** Whose tests these are. */
  readonly homeId: string | null;
  /** Newest first. */
  readonly items: readonly PastProbe[];
  readonly failure: FailureFacts | null;
  readonly load: (homeId: string) => Promise<void>;
  /** Deletes the tests of the home that is looked at. */
  readonly forget: () => Promise<void>;
}

/** The latest tests of the home that is looked at. */
export const useProbeHistory = create<ProbeHistoryStore>((set, get) => ({
  homeId: null,
  items: [],
  failure: null,
  load: async (homeId) => {
    if (get().homeId !== homeId) set({ homeId, items: [], failure: null });
    const answer = await invoke('probe:history', { homeId });
    // another home may be looked at by now
    if (get().homeId === homeId) set(answer.ok ? { items: answer.value, failure: null } : { failure: answer.failure });
  },
  forget: async () => {
    const { homeId } = get();
    if (homeId === null) return;
    const answer = await invoke('probe:forget', { homeId });
    set(answer.ok ? { items: [] } : { failure: answer.failure });
  },
}));
