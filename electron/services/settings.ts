import type { Settings } from '../contract/entities.ts';
import type { OwnProxyDraft } from '../contract/fields.ts';
import type { Foundation } from './foundation.ts';

export type SettingsService = ReturnType<typeof settingsService>;

const only = 'only';
const untouched: Settings = { appearance: 'system', language: 'system' };

/** What the user prefers, and what was typed but not confirmed yet. */
export function settingsService({ records }: Pick<Foundation, 'records'>) {
  return {
    read: async (): Promise<Settings> => (await records.find('settings', only)) ?? untouched,
    async change(settings: Settings): Promise<Settings> {
      await records.put('settings', only, settings);
      return settings;
    },

    readDraft: (): Promise<OwnProxyDraft | null> => records.find('draft', only),
    saveDraft: (draft: OwnProxyDraft): Promise<void> => records.put('draft', only, draft),
    discardDraft: (): Promise<void> => records.remove('draft', only),
  };
}
