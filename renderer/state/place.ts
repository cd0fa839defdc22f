import { create } from 'zustand';
import type { FailureFacts } from '../../electron/contract/failure.ts';

/** What the window shows beside the sidebar. */
export type View =
  | { readonly place: 'home' | 'devices' | 'authorities' | 'settings' }
  /** The ways to set up a home. */
  | { readonly place: 'begin' }
  | { readonly place: 'own-proxy' }
  | { readonly place: 'cloudflare' }
  /** What a home behind Cloudflare needs after its set-up. */
  | { readonly place: 'cloudflare-home'; readonly homeId: string }
  | { readonly place: 'cloudflare-rule'; readonly homeId: string }
  | { readonly place: 'proxy-files'; readonly homeId: string }
  | { readonly place: 'add-device'; readonly homeId: string }
  /** A certificate from an authority elsewhere; null begins a new request. */
  | { readonly place: 'request'; readonly requestId: string | null }
  | { readonly place: 'device'; readonly deviceId: string }
  /** Several devices of a home at once; null where the home is to be chosen. */
  | { readonly place: 'household'; readonly homeId: string | null }
  | { readonly place: 'export'; readonly deviceId: string }
  | { readonly place: 'export-many'; readonly deviceIds: readonly string[] }
  | { readonly place: 'test'; readonly homeId: string; readonly deviceId: string | null }
  /** Every file that is open. */
  | { readonly place: 'imports' }
  | { readonly place: 'import'; readonly importId: string }
  | { readonly place: 'import-refused'; readonly failure: FailureFacts }
  | { readonly place: 'test-import'; readonly importId: string };

interface PlaceStore {
  readonly view: View;
  readonly go: (view: View) => void;
}

/** Where the user is. There is no history: every page names the place that it leads back to. */
export const usePlace = create<PlaceStore>((set) => ({
  view: { place: 'home' },
  go: (view) => set({ view }),
}));
