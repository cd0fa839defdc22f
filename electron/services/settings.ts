import type { Settings } from '../contract/entities.ts';
import type { OwnProxyDraft } from '../contract/fields.ts';
import type { Foundation } from './foundation.ts';
import { findIntact } from './records.ts';

const only = 'only';
const untouched: Settings = { appearance: 'system', language: 'system' };

/** What the user prefers; asked for before the window is made, so that its first frame has the right colours. */
export const readSettings = async (records: Foundation['records']): Promise<Settings> =>
  (await findIntact(records, 'settings', only)) ?? untouched;

/** What the user prefers, and what was typed but not confirmed yet. */
export function settingsService({ records, desktop }: Pick<Foundation, 'records' | 'desktop'>) {
  return {
    read: (): Promise<Settings> => readSettings(records),
    async change(settings: Settings): Promise<Settings> {
      await records.put('settings', only, settings);
      desktop.applyAppearance(settings.appearance);
      return settings;
    },

    readDraft: (): Promise<OwnProxyDraft | null> => findIntact(records, 'draft', only),
    saveDraft: (draft: OwnProxyDraft): Promise<void> => records.put('draft', only, draft),
    discardDraft: (): Promise<void> => records.remove('draft', only),
  };
}
