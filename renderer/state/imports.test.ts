import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Arrival, ImportOffer, RefusedFile } from '../../electron/contract/inspection.ts';
import { receiveArrival, showImports, takeOffers, useImports } from './imports.ts';
import { usePlace } from './place.ts';

const offer = (importId: string): ImportOffer => ({ importId, fileName: 'server.csr', state: { phase: 'needs-passphrase' } });
const failure = { code: 'file-too-large', facts: { file: 'x' } } as const;
const refusal = (importId: string): RefusedFile => ({ importId, fileName: 'x', failure });
const arrival = (groupId: string, total: number, news: Partial<Arrival>): Arrival => ({
  groupId,
  total,
  done: total,
  offers: [],
  refused: [],
  ...news,
});
const place = () => usePlace.getState().view;
const invoke = vi.fn(async () => ({ ok: true, value: null }));

beforeEach(() => vi.stubGlobal('window', { latchkey: { invoke } }));
afterEach(() => {
  vi.unstubAllGlobals();
  invoke.mockClear();
  usePlace.setState({ view: { place: 'home' } });
  useImports.setState({ items: [], refused: [] });
});

test('a single file is shown, or why it was refused, which is forgotten then', () => {
  receiveArrival(arrival('g1', 1, { offers: [offer('one')] }));
  expect(place()).toEqual({ place: 'import', importId: 'one' });
  receiveArrival(arrival('g2', 1, { refused: [refusal('r1')] }));
  expect(place()).toEqual({ place: 'import-refused', failure });
  expect(useImports.getState().refused).toEqual([]);
  expect(invoke).toHaveBeenCalledWith('import:discard', { importIds: ['r1'] });
});

test('of several, the list is shown once: whoever leaves it meanwhile is not called back', () => {
  receiveArrival(arrival('g3', 3, { done: 0 }));
  expect(place()).toEqual({ place: 'imports' });
  usePlace.setState({ view: { place: 'home' } });
  receiveArrival(arrival('g3', 3, { offers: [offer('one'), offer('two')], refused: [refusal('r1')] }));
  expect(place()).toEqual({ place: 'home' });
  expect(useImports.getState()).toMatchObject({ items: [offer('one'), offer('two')], refused: [refusal('r1')], group: { total: 3 } });
});

test('a file that arrives again, since a passphrase opened it, takes the place of the old one and moves nobody', () => {
  receiveArrival(arrival('g4', 1, { offers: [offer('one')] }));
  usePlace.setState({ view: { place: 'home' } });
  const changed = { ...offer('one'), fileName: 'changed' };
  receiveArrival(arrival('g4', 1, { offers: [changed] }));
  expect(useImports.getState().items).toEqual([changed]);
  expect(place()).toEqual({ place: 'home' });
});

test('a page that waits for a file gets it instead, until it stops waiting', () => {
  const taken: unknown[] = [];
  const end = takeOffers((offered) => taken.push(offered));
  receiveArrival(arrival('g5', 2, { offers: [offer('one')], refused: [refusal('r1')] }));
  expect(taken).toEqual([
    { ok: true, value: offer('one') },
    { ok: false, failure },
  ]);
  expect(place()).toEqual({ place: 'home' });
  expect(useImports.getState()).toMatchObject({ items: [], refused: [] });
  end();
  receiveArrival(arrival('g6', 1, { offers: [offer('two')] }));
  expect(taken).toHaveLength(2);
  expect(place()).toEqual({ place: 'import', importId: 'two' });
});

test('what came before the page could listen is shown as well', () => {
  showImports();
  expect(place()).toEqual({ place: 'home' });
  useImports.getState().merge(arrival('g7', 1, { offers: [offer('one')] }));
  showImports();
  expect(place()).toEqual({ place: 'import', importId: 'one' });
  useImports.getState().merge(arrival('g8', 1, { offers: [offer('two')] }));
  showImports();
  expect(place()).toEqual({ place: 'imports' });
});
