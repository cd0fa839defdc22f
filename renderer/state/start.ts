import { listen } from '../bridge.ts';
import { useAuthorities } from './authorities.ts';
import { useCertificates } from './certificates.ts';
import { useDevices } from './devices.ts';
import { useDraft } from './draft.ts';
import { useHomes } from './homes.ts';
import { receiveOffer, useImports } from './imports.ts';

/** Reads every record; asked for once the vault is open. A file that was opened with the app is shown. */
export async function loadRecords(): Promise<void> {
  const stores = [useHomes, useAuthorities, useDevices, useCertificates, useDraft, useImports];
  await Promise.all(stores.map((store) => store.getState().load()));
  const waiting = useImports.getState().items.at(-1);
  if (waiting !== undefined) receiveOffer({ ok: true, value: waiting });
}

/** Shows files that are opened while the app runs. @returns a function that ends it. */
export function listenForOffers(): () => void {
  return listen('import:offered', receiveOffer);
}
