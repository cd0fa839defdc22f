import { create } from 'zustand';
import type { OwnProxyStep } from '../../electron/contract/entities.ts';
import type { FailureFacts } from '../../electron/contract/failure.ts';
import type { OwnProxyDraft } from '../../electron/contract/fields.ts';
import { invoke } from '../bridge.ts';
import { type DraftRecords, emptyDraft, reconcile } from './draft-progress.ts';

const saveDelayMs = 300;

interface DraftStore {
  /** Null when nothing is under way. */
  readonly draft: OwnProxyDraft | null;
  /** Why the draft could not be kept. */
  readonly failure: FailureFacts | null;
  readonly load: () => Promise<void>;
  /** Starts a draft, or resumes the one under way where the records say that it stands. */
  readonly begin: (records: DraftRecords) => void;
  /** Takes over what was typed; it is saved shortly after. */
  readonly change: (patch: Partial<OwnProxyDraft>) => void;
  /** Takes over what a step confirmed and moves on, once both are saved. */
  readonly goTo: (step: OwnProxyStep, confirmed?: Partial<OwnProxyDraft>) => Promise<void>;
  /** Saves at once what waits to be saved. */
  readonly flush: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** @returns why it could not be saved, or null. */
async function save(draft: OwnProxyDraft): Promise<FailureFacts | null> {
  const answer = await invoke('draft:save', draft);
  return answer.ok ? null : answer.failure;
}

/** What was typed in the own-proxy wizard. Confirmed steps are records and live in their own stores. */
export const useDraft = create<DraftStore>((set, get) => {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = async () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    const { draft } = get();
    if (draft === null) return;
    set({ failure: await save(draft) });
  };

  const change = (patch: Partial<OwnProxyDraft>) => {
    const { draft } = get();
    if (draft === null) return;
    set({ draft: { ...draft, ...patch } });
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), saveDelayMs);
  };

  return {
    draft: null,
    failure: null,
    load: async () => {
      const answer = await invoke('draft:read', undefined);
      set(answer.ok ? { draft: answer.value } : { failure: answer.failure });
    },
    begin: (records) => {
      const { draft } = get();
      set({ draft: draft === null ? emptyDraft : reconcile(draft, records) });
    },
    change,
    flush,
    goTo: async (step, confirmed = {}) => {
      const { draft } = get();
      if (draft === null) return;
      clearTimeout(timer);
      timer = undefined;
      // the step shows itself only after it is on the disk: whoever sees it may pull the plug
      const failure = await save({ ...draft, ...confirmed, step });
      const typed = get().draft;
      if (typed !== null) set({ draft: { ...typed, ...confirmed, step }, failure });
    },
    discard: async () => {
      clearTimeout(timer);
      timer = undefined;
      set({ draft: null });
      await invoke('draft:discard', undefined);
    },
  };
});
