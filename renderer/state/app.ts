import { create } from 'zustand';
import type { AppFacts } from '../../electron/contract/entities.ts';
import { invoke } from '../bridge.ts';

interface AppStore {
  /** Null until main has answered. */
  readonly facts: AppFacts | null;
  readonly load: () => Promise<void>;
}

/** Version, platform and runtime of this app. */
export const useApp = create<AppStore>((set) => ({
  facts: null,
  load: async () => {
    const answer = await invoke('app:describe', undefined);
    if (answer.ok) set({ facts: answer.value });
  },
}));
