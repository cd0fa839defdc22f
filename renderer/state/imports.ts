import type { Result } from '../../electron/contract/failure.ts';
import type { ImportOffer } from '../../electron/contract/inspection.ts';
import { invoke } from '../bridge.ts';
import { usePlace } from './place.ts';
import { createRecords } from './records.ts';

/** Files that were offered and wait for a decision; main keeps them in memory only. */
export const useImports = createRecords(
  () => invoke('import:list', undefined),
  (offer) => offer.importId,
);

type Take = (offered: Result<ImportOffer>) => void;
/** Who waits for a file at present, the newest last. */
const waiting: Take[] = [];

/** Hands the files that come from now on to a page that waits for one. @returns a function that ends it. */
export function takeOffers(take: Take): () => void {
  waiting.push(take);
  return () => waiting.splice(waiting.indexOf(take), 1);
}

/** Takes in a file that was dropped or opened: for the page that waits for one, else it is shown, or why it was refused. */
export function receiveOffer(offered: Result<ImportOffer>): void {
  const take = waiting.at(-1) ?? showOffer;
  take(offered);
}

/** Shows a file on a page of its own, or why it was refused. */
export function showOffer(offered: Result<ImportOffer>): void {
  const { go } = usePlace.getState();
  if (offered.ok) {
    useImports.getState().put(offered.value);
    go({ place: 'import', importId: offered.value.importId });
  } else {
    go({ place: 'import-refused', failure: offered.failure });
  }
}

/** Lets the user choose a file in main's dialog; nothing happens when the dialog is cancelled. */
export async function chooseImport(): Promise<void> {
  const chosen = await invoke('import:choose', undefined);
  if (chosen.ok) for (const offer of chosen.value) receiveOffer({ ok: true, value: offer });
  else receiveOffer(chosen);
}
