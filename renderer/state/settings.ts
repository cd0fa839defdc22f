import { create } from 'zustand';
import type { Settings } from '../../electron/contract/entities.ts';
import type { FailureFacts } from '../../electron/contract/failure.ts';
import { invoke } from '../bridge.ts';

interface SettingsStore {
  readonly settings: Settings;
  /** Why the last change was not kept. */
  readonly failure: FailureFacts | null;
  readonly load: () => Promise<void>;
  readonly change: (patch: Partial<Settings>) => Promise<void>;
}

/** Appearance and language. A change shows at once and goes back when main could not keep it. */
export const useSettings = create<SettingsStore>((set, get) => ({
  settings: { appearance: 'system', language: 'system' },
  failure: null,
  load: async () => {
    const answer = await invoke('settings:read', undefined);
    set(answer.ok ? { settings: answer.value } : { failure: answer.failure });
  },
  change: async (patch) => {
    const before = get().settings;
    const wanted = { ...before, ...patch };
    set({ settings: wanted, failure: null });
    const answer = await invoke('settings:change', wanted);
    set(answer.ok ? { settings: answer.value } : { settings: before, failure: answer.failure });
  },
}));
