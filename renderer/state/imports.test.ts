import { afterEach, expect, test } from 'vitest';
import type { ImportOffer } from '../../electron/contract/inspection.ts';
import { receiveOffer, takeOffers, useImports } from './imports.ts';
import { usePlace } from './place.ts';

const offer = (importId: string): { readonly ok: true; readonly value: ImportOffer } => ({
  ok: true,
  value: { importId, fileName: 'server.csr', state: { phase: 'needs-passphrase' } },
});

afterEach(() => {
  usePlace.setState({ view: { place: 'home' } });
  useImports.setState({ items: [] });
});

test('a file that is offered is shown, or why it was refused', () => {
  receiveOffer(offer('one'));
  expect(usePlace.getState().view).toEqual({ place: 'import', importId: 'one' });
  const failure = { code: 'file-too-large', facts: { file: 'x' } } as const;
  receiveOffer({ ok: false, failure });
  expect(usePlace.getState().view).toEqual({ place: 'import-refused', failure });
});

test('a page that waits for a file gets it instead, until it stops waiting', () => {
  const taken: unknown[] = [];
  const end = takeOffers((offered) => taken.push(offered));
  receiveOffer(offer('one'));
  expect(taken).toEqual([offer('one')]);
  expect(usePlace.getState().view).toEqual({ place: 'home' });
  end();
  receiveOffer(offer('two'));
  expect(taken).toHaveLength(1);
  expect(usePlace.getState().view).toEqual({ place: 'import', importId: 'two' });
});
