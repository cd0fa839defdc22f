import { listen } from '../bridge.ts';
import { useAuthorities } from './authorities.ts';
import { useCertificates } from './certificates.ts';
import { useCloudflareAccess } from './cloudflare.ts';
import { useCloudflareDraft } from './cloudflare-draft.ts';
import { useDeviceDraft } from './device-draft.ts';
import { useDevices } from './devices.ts';
import { useDraft } from './draft.ts';
import { useHomes } from './homes.ts';
import { receiveArrival, showImports, useImports } from './imports.ts';
import { usePlace } from './place.ts';
import { useProbeHistory } from './probe-history.ts';
import { useRequests } from './requests.ts';

/** Reads every record; asked for once the vault is open. Files that were opened with the app are shown. */
export async function loadRecords(): Promise<void> {
  const records = [useHomes, useAuthorities, useDevices, useRequests, useCertificates, useCloudflareAccess, useImports];
  const stores = [...records, useDraft, useCloudflareDraft, useDeviceDraft];
  await Promise.all(stores.map((store) => store.getState().load()));
  showImports();
}

/** Shows files that come in while the app runs. @returns a function that ends it. */
export function listenForImports(): () => void {
  return listen('import:arrived', receiveArrival);
}

/**
 * Takes in what came of tests, also of those that nobody began, and shows the test of a home whose notification was
 * clicked. @returns a function that ends it.
 */
export function listenForTests(): () => void {
  const ends = [
    listen('probe:kept', ({ homeId }) => {
      void useHomes.getState().load();
      if (useProbeHistory.getState().homeId === homeId) void useProbeHistory.getState().load(homeId);
    }),
    listen('probe:open', (target) => usePlace.getState().go({ place: 'test', ...target })),
  ];
  return () => {
    for (const end of ends) end();
  };
}
