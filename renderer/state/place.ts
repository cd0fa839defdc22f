import { create } from 'zustand';
import type { FailureFacts } from '../../electron/contract/failure.ts';

/** What the window shows beside the sidebar. */
export type View =
  | { readonly place: 'home' | 'devices' | 'authorities' | 'settings' }
  | { readonly place: 'own-proxy' }
  | { readonly place: 'add-device'; readonly homeId: string }
  | { readonly place: 'export'; readonly deviceId: string }
  | { readonly place: 'test'; readonly homeId: string; readonly deviceId: string | null }
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
