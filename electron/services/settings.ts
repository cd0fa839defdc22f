import type { CloudflareDraft } from '../contract/cloudflare-fields.ts';
import type { Settings } from '../contract/entities.ts';
import type { DeviceDraft, OwnProxyDraft } from '../contract/fields.ts';
import type { Foundation } from './foundation.ts';
import { findIntact, only } from './records.ts';

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

    readDeviceDraft: (): Promise<DeviceDraft | null> => findIntact(records, 'device-draft', only),
    saveDeviceDraft: (draft: DeviceDraft): Promise<void> => records.put('device-draft', only, draft),
    discardDeviceDraft: (): Promise<void> => records.remove('device-draft', only),

    readCloudflareDraft: (): Promise<CloudflareDraft | null> => findIntact(records, 'cloudflare-draft', only),
    saveCloudflareDraft: (draft: CloudflareDraft): Promise<void> => records.put('cloudflare-draft', only, draft),
    discardCloudflareDraft: (): Promise<void> => records.remove('cloudflare-draft', only),
  };
}
