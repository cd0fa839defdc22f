import type { Device } from '../../../electron/contract/entities.ts';
import type { FailureFacts } from '../../../electron/contract/failure.ts';
import type { ImportOffer, RefusedFile } from '../../../electron/contract/inspection.ts';
import { certificateName, leafOf } from './certificate-name.ts';
import { needsMending } from './mend.ts';
import { type Twin, twinsOf } from './twins.ts';
import { type WhatItIs, whatItIs } from './what-it-is.ts';

/** How far a file has come, what wants the user first. */
export const rowStates = ['locked', 'ready', 'same', 'kept', 'seen', 'refused'] as const;
export type RowState = (typeof rowStates)[number];

/** A file as the list shows it. */
export interface ImportRow {
  readonly importId: string;
  readonly fileName: string;
  /** Null for what could not be opened. */
  readonly what: WhatItIs | null;
  /** Whose certificate it is, as far as that is known. */
  readonly name: string;
  readonly state: RowState;
  readonly twin: Twin | null;
  readonly failure: FailureFacts | null;
  /** Whether phones refuse it as it is, and would take the same once it is exported again. */
  readonly mends: boolean;
}

/** @returns one row a file, in the order in which they came; those that were refused last */
export function importRows(
  offers: readonly ImportOffer[],
  refused: readonly RefusedFile[],
  devices: readonly Device[],
): readonly ImportRow[] {
  const twins = twinsOf(offers, devices);
  return [...offers.map((offer) => offeredRow(offer, twins.get(offer.importId) ?? null)), ...refused.map(refusedRow)];
}

function offeredRow({ importId, fileName, state }: ImportOffer, twin: Twin | null): ImportRow {
  const row = { importId, fileName, what: whatItIs(state), twin, failure: null };
  if (state.phase === 'needs-passphrase') return { ...row, name: '', state: 'locked', mends: false };
  const { leaf, inspection } = state;
  const [first] = inspection.facts.certificates;
  const name = first === undefined ? '' : certificateName(leafOf(state) ?? first, '');
  return { ...row, name, state: stateOf(state.phase, leaf !== null, twin), mends: leaf !== null && needsMending(inspection) };
}

function stateOf(phase: 'open' | 'kept', hasKey: boolean, twin: Twin | null): RowState {
  if (phase === 'kept') return 'kept';
  if (twin !== null) return 'same';
  return hasKey ? 'ready' : 'seen';
}

const refusedRow = ({ importId, fileName, failure }: RefusedFile): ImportRow => ({
  importId,
  fileName,
  what: null,
  name: '',
  state: 'refused',
  twin: null,
  failure,
  mends: false,
});

export const rowSortKeys = ['file', 'what', 'state'] as const;
export type RowSortKey = (typeof rowSortKeys)[number];

const keyOf: Readonly<Record<RowSortKey, (row: ImportRow) => string | number>> = {
  file: ({ fileName }) => fileName,
  what: ({ what }) => what ?? '',
  state: ({ state }) => rowStates.indexOf(state),
};

/** Sorts by one column; rows that are alike there stay in the order of their file names. */
export function sortImportRows(rows: readonly ImportRow[], key: RowSortKey, descending: boolean): readonly ImportRow[] {
  const order = new Intl.Collator(undefined, { numeric: true });
  const by = (of: (row: ImportRow) => string | number) => (a: ImportRow, b: ImportRow) => order.compare(String(of(a)), String(of(b)));
  const [primary, byName] = [by(keyOf[key]), by(keyOf.file)];
  return rows.toSorted((a, b) => (descending ? -primary(a, b) : primary(a, b)) || byName(a, b));
}

/** Whether a file holds a key and its certificate, to be exported again. */
export const isExportable = ({ what, state }: ImportRow): boolean =>
  (what === 'device' || what === 'server' || what === 'authority') && state !== 'refused';
