import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { FailureFacts, Result } from '../../electron/contract/failure.ts';

/** A list of one noun's records, as main last told it. */
export interface RecordStore<T> {
  readonly items: readonly T[];
  readonly reading:
    | { readonly phase: 'unread' }
    | { readonly phase: 'ready' }
    | { readonly phase: 'failed'; readonly failure: FailureFacts };
  readonly load: () => Promise<void>;
  /** Takes over a record that main has just created or changed. */
  readonly put: (item: T) => void;
  /** Forgets a record that main has just removed. */
  readonly drop: (id: string) => void;
}

/**
 * Makes the store of one noun.
 *
 * @param list asks main for every record; `idOf` tells them apart.
 */
export function createRecords<T>(
  list: () => Promise<Result<readonly T[]>>,
  idOf: (item: T) => string,
): UseBoundStore<StoreApi<RecordStore<T>>> {
  return create<RecordStore<T>>((set, get) => ({
    items: [],
    reading: { phase: 'unread' },
    load: async () => {
      const answer = await list();
      set(answer.ok ? { items: answer.value, reading: { phase: 'ready' } } : { reading: { phase: 'failed', failure: answer.failure } });
    },
    put: (item) => {
      const { items } = get();
      const known = items.some((other) => idOf(other) === idOf(item));
      set({ items: known ? items.map((other) => (idOf(other) === idOf(item) ? item : other)) : [...items, item] });
    },
    drop: (id) => set({ items: get().items.filter((item) => idOf(item) !== id) }),
  }));
}
