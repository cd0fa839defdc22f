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

/** Takes in a file that was dropped or opened, and shows it or why it was refused. */
export function receiveOffer(offered: Result<ImportOffer>): void {
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
