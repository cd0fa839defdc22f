import { create } from 'zustand';
import type { Platform } from '../../electron/contract/entities.ts';
import type { FailureFacts, Result } from '../../electron/contract/failure.ts';
import type { Arrival, ImportOffer, RefusedFile } from '../../electron/contract/inspection.ts';
import { invoke } from '../bridge.ts';
import { usePlace } from './place.ts';

interface ImportStore {
  /** Files that wait for a decision; main keeps them in memory only. */
  readonly items: readonly ImportOffer[];
  /** Files that could not be taken in, until they are dismissed. */
  readonly refused: readonly RefusedFile[];
  /** The files that came in together last, and how far they have come. */
  readonly group: Pick<Arrival, 'groupId' | 'total' | 'done'>;
  /** What the passphrase of one file opened besides. */
  readonly alsoOpened: { readonly importId: string; readonly count: number } | null;
  readonly load: () => Promise<void>;
  /** Takes over what is new or has changed. */
  readonly merge: (arrival: Arrival) => void;
  readonly put: (offer: ImportOffer) => void;
  readonly drop: (importIds: readonly string[]) => void;
}

/** Files that were offered. */
export const useImports = create<ImportStore>((set, get) => ({
  items: [],
  refused: [],
  group: { groupId: '', total: 0, done: 0 },
  alsoOpened: null,
  load: async () => {
    const answer = await invoke('import:list', undefined);
    // what has arrived while main was answering is in none of its lists
    if (answer.ok) get().merge(answer.value);
  },
  merge: ({ offers, refused, ...group }) =>
    set((now) => ({ group, items: merged(now.items, offers), refused: merged(now.refused, refused) })),
  put: (offer) => set(({ items }) => ({ items: merged(items, [offer]) })),
  drop: (importIds) => {
    const gone = new Set(importIds);
    const stays = ({ importId }: { readonly importId: string }) => !gone.has(importId);
    set(({ items, refused }) => ({ items: items.filter(stays), refused: refused.filter(stays) }));
  },
}));

function merged<T extends { readonly importId: string }>(known: readonly T[], news: readonly T[]): readonly T[] {
  return news.length === 0 ? known : [...new Map([...known, ...news].map((each) => [each.importId, each])).values()];
}

/** Forgets files, here and in main. */
export function closeImports(importIds: readonly string[]): void {
  useImports.getState().drop(importIds);
  if (importIds.length > 0) void invoke('import:discard', { importIds: [...importIds] });
}

type Take = (offered: Result<ImportOffer>) => void;
/** Who waits for a file at present, the newest last. */
const waiting: Take[] = [];

/** Hands the files that come from now on to a page that waits for one. @returns a function that ends it. */
export function takeOffers(take: Take): () => void {
  waiting.push(take);
  return () => waiting.splice(waiting.indexOf(take), 1);
}

/** The group whose list was shown: it is not shown again with each of its files. */
let listed = '';

/**
 * Takes in what main tells of files: for the page that waits for one, else a single file is shown, or why it was refused, and of
 * several the list.
 */
export function receiveArrival(arrival: Arrival): void {
  const { items, merge } = useImports.getState();
  const known = new Set(items.map(({ importId }) => importId));
  const offers = arrival.offers.filter(({ importId }) => !known.has(importId));
  const take = waiting.at(-1);
  if (take === undefined) {
    merge(arrival);
    showArrival({ ...arrival, offers });
  } else {
    merge({ ...arrival, offers: arrival.offers.filter(({ importId }) => known.has(importId)), refused: [] });
    for (const value of offers) take({ ok: true, value });
    for (const { failure } of arrival.refused) take({ ok: false, failure });
    closeImports(arrival.refused.map(({ importId }) => importId));
  }
}

function showArrival({ groupId, total, offers, refused }: Arrival): void {
  if (total > 1) {
    if (groupId !== listed) usePlace.getState().go({ place: 'imports' });
    listed = groupId;
  } else {
    for (const value of offers) showOffer({ ok: true, value });
    for (const { failure } of refused) showOffer({ ok: false, failure });
    // it is said on a page of its own
    closeImports(refused.map(({ importId }) => importId));
  }
}

/** Shows what came in before the page could listen. */
export function showImports(): void {
  const { items, refused, group } = useImports.getState();
  showArrival({ ...group, total: Math.max(group.total, items.length + refused.length), offers: items, refused });
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

/** Lets the user choose files in main's dialog; they arrive as all others do. */
export async function chooseImport(): Promise<void> {
  await invoke('import:choose', undefined);
}

/** Opens a file; then its passphrase is tried on the others that want one. @returns why it did not open */
export async function openImport(importId: string, passphrase: string): Promise<FailureFacts | null> {
  const opened = await invoke('import:open', { importId, passphrase });
  if (!opened.ok) return opened.failure;
  useImports.getState().put(opened.value);
  useImports.setState({ alsoOpened: null });
  void invoke('import:unlock', { passphrase, jobId: crypto.randomUUID() }).then((others) => {
    if (others.ok && others.value.opened > 0) useImports.setState({ alsoOpened: { importId, count: others.value.opened } });
  });
  return null;
}

/** What is the same for all of many files that are kept. */
export interface KeepFacts {
  readonly platform: Platform;
  readonly homeId: string | null;
}

/** Keeps one file as a device. @returns why it was not kept */
export async function keepImport(importId: string, name: string, facts: KeepFacts): Promise<FailureFacts | null> {
  const kept = await invoke('import:keep', { importId, name, ...facts });
  return kept.ok ? null : kept.failure;
}
