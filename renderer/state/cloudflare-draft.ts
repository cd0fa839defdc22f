import type { CloudflareDraft } from '../../electron/contract/cloudflare-fields.ts';
import type { Device, Home } from '../../electron/contract/entities.ts';
import { invoke } from '../bridge.ts';
import { type CloudflareRecords, draftOf, emptyCloudflareDraft, reconcileCloudflare } from './cloudflare-progress.ts';
import { createWizardDraft } from './wizard-draft.ts';

/** What was typed and ticked in the Cloudflare wizard. */
export const useCloudflareDraft = createWizardDraft<CloudflareDraft, CloudflareRecords>({
  empty: emptyCloudflareDraft,
  read: () => invoke('cloudflare-draft:read', undefined),
  save: (draft) => invoke('cloudflare-draft:save', draft),
  discard: () => invoke('cloudflare-draft:discard', undefined),
  reconcile: reconcileCloudflare,
});

/** Goes on with a home that is known already: where its own draft waits, from there, else with a fresh one. */
export function continueAtHome(home: Home): void {
  if (useCloudflareDraft.getState().draft?.homeId !== home.id) useCloudflareDraft.setState({ draft: draftOf(home) });
}

/** Begins with one more device of a home, or with the same one anew. */
export function beginDevice(home: Home, device: Pick<Device, 'name' | 'platform'> | null): void {
  const same = device && { deviceName: device.name, devicePlatform: device.platform };
  useCloudflareDraft.setState({ draft: { ...draftOf(home), step: 'device', ...same } });
}
