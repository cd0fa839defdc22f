import { useEffect, useState } from 'react';
import type { RequestFacts } from '../../../electron/contract/entities.ts';
import type { FailureFacts, Result } from '../../../electron/contract/failure.ts';
import type { ImportOffer } from '../../../electron/contract/inspection.ts';
import { closeImports, takeOffers } from '../../state/imports.ts';

/** The request (CSR) of a server, from its choosing on. */
export type OfferedRequest =
  | { readonly phase: 'none' }
  | { readonly phase: 'refused'; readonly failure: FailureFacts }
  /** The file holds something else. */
  | { readonly phase: 'missing'; readonly importId: string; readonly fileName: string }
  | { readonly phase: 'read'; readonly importId: string; readonly fileName: string; readonly request: RequestFacts };

/**
 * Takes the files that are dropped or chosen while a step waits for a request.
 *
 * @param onRead is told of each request, with the names and addresses that it asks for
 */
export function useOfferedRequest(waits: boolean, onRead: (names: readonly string[]) => void): OfferedRequest {
  const [offered, setOffered] = useState<OfferedRequest>({ phase: 'none' });
  const importId = 'importId' in offered ? offered.importId : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever listens listens until the step stops waiting.
  useEffect(() => {
    if (!waits) return;
    return takeOffers((file) => {
      const found = requestIn(file);
      setOffered(found);
      if (found.phase === 'read') onRead(namesOf(found.request));
    });
  }, [waits]);
  useEffect(() => () => void (importId !== null && closeImports([importId])), [importId]);
  return offered;
}

function requestIn(offered: Result<ImportOffer>): OfferedRequest {
  if (!offered.ok) return { phase: 'refused', failure: offered.failure };
  const { importId, fileName, state } = offered.value;
  const request = state.phase === 'open' ? state.inspection.facts.requests[0] : undefined;
  return request === undefined ? { phase: 'missing', importId, fileName } : { phase: 'read', importId, fileName, request };
}

/** The names and addresses of a request: `DNS:ha.example` without its kind. */
export const namesOf = ({ san }: RequestFacts): readonly string[] =>
  san.filter((name) => /^(DNS|IP):/.test(name)).map((name) => name.replace(/^\w+:/, ''));
