import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { FailureFacts, Result } from '../../electron/contract/failure.ts';
import { saveLater } from './save-later.ts';

/** What was typed in a wizard. Confirmed steps are records and live in their own stores. */
export interface WizardDraft<D extends { readonly step: string }, R> {
  /** Null when nothing is under way. */
  readonly draft: D | null;
  /** Why the draft could not be kept. */
  readonly failure: FailureFacts | null;
  readonly load: () => Promise<void>;
  /** Starts a draft, or resumes the one under way where the records say that it stands. */
  readonly begin: (records: R) => void;
  /** Takes over what was typed; it is saved shortly after. */
  readonly change: (patch: Partial<D>) => void;
  /** Takes over what a step confirmed and moves on, once both are saved. */
  readonly goTo: (step: D['step'], confirmed?: Partial<D>) => Promise<void>;
  /** Saves at once what waits to be saved. */
  readonly flush: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

interface Keeping<D, R> {
  readonly empty: D;
  readonly read: () => Promise<Result<D | null>>;
  readonly save: (draft: D) => Promise<Result<null>>;
  readonly discard: () => Promise<Result<null>>;
  /** Puts a draft in step with the records. */
  readonly reconcile: (draft: D, records: R) => D;
}

/** Makes the store of one wizard's draft. */
export function createWizardDraft<D extends { readonly step: string }, R>(
  keeping: Keeping<D, R>,
): UseBoundStore<StoreApi<WizardDraft<D, R>>> {
  /** @returns why it could not be saved, or null. */
  async function save(draft: D): Promise<FailureFacts | null> {
    const answer = await keeping.save(draft);
    return answer.ok ? null : answer.failure;
  }

  return create<WizardDraft<D, R>>((set, get) => {
    const saving = saveLater(async () => {
      const { draft } = get();
      if (draft !== null) set({ failure: await save(draft) });
    });

    return {
      draft: null,
      failure: null,
      load: async () => {
        const answer = await keeping.read();
        set(answer.ok ? { draft: answer.value } : { failure: answer.failure });
      },
      begin: (records) => {
        const { draft } = get();
        set({ draft: draft === null ? keeping.empty : keeping.reconcile(draft, records) });
      },
      change: (patch) => {
        const { draft } = get();
        if (draft === null) return;
        set({ draft: { ...draft, ...patch } });
        saving.soon();
      },
      flush: saving.now,
      goTo: async (step, confirmed = {}) => {
        const { draft } = get();
        if (draft === null) return;
        saving.never();
        // the step shows itself only after it is on the disk: whoever sees it may pull the plug
        const failure = await save({ ...draft, ...confirmed, step });
        const typed = get().draft;
        if (typed !== null) set({ draft: { ...typed, ...confirmed, step }, failure });
      },
      discard: async () => {
        saving.never();
        set({ draft: null });
        await keeping.discard();
      },
    };
  });
}
