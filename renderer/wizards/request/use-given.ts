import { useEffect, useState } from 'react';
import type { FailureFacts } from '../../../electron/contract/failure.ts';
import type { ImportOffer } from '../../../electron/contract/inspection.ts';
import { closeImports, showOffer, takeOffers } from '../../state/imports.ts';
import type { AnswerSource } from './use-answer.ts';

/** What was pasted, dropped or chosen last. */
export type Given =
  | { readonly phase: 'text'; readonly text: string }
  /** Text with a private key in it: it is not even kept here. */
  | { readonly phase: 'key' }
  | { readonly phase: 'file'; readonly importId: string; readonly fileName: string }
  | { readonly phase: 'refused'; readonly failure: FailureFacts };

/** What of it can be read; null where there is nothing yet. */
export function sourceOf(given: Given): AnswerSource | null {
  if (given.phase === 'file') return { importId: given.importId };
  return given.phase === 'text' && given.text.trim() !== '' ? { text: given.text } : null;
}

/**
 * Takes what is pasted, and files that are dropped or chosen meanwhile; one that holds a key, or wants a passphrase, has a page
 * of its own.
 *
 * @param onGive is told each time, so that what was said of the last one can be taken back
 */
export function useGiven(onGive: () => void): readonly [given: Given, paste: (text: string) => void] {
  const [given, setGiven] = useState<Given>({ phase: 'text', text: '' });
  const give = (next: Given) => {
    onGive();
    setGiven(next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever listens listens until the step is left.
  useEffect(
    () =>
      takeOffers((offered) => {
        if (!offered.ok) give({ phase: 'refused', failure: offered.failure });
        else if (holdsKey(offered.value)) showOffer(offered);
        else give({ phase: 'file', importId: offered.value.importId, fileName: offered.value.fileName });
      }),
    [],
  );
  const importId = given.phase === 'file' ? given.importId : null;
  useEffect(() => () => void (importId !== null && closeImports([importId])), [importId]);
  return [given, (text) => give(/BEGIN [A-Z ]*PRIVATE KEY/.test(text) ? { phase: 'key' } : { phase: 'text', text })];
}

const holdsKey = ({ state }: ImportOffer): boolean => state.phase === 'needs-passphrase' || state.inspection.facts.keys.length > 0;
