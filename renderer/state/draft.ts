import type { OwnProxyDraft } from '../../electron/contract/fields.ts';
import { invoke } from '../bridge.ts';
import { type DraftRecords, emptyDraft, reconcile } from './draft-progress.ts';
import { createWizardDraft } from './wizard-draft.ts';

/** What was typed in the own-proxy wizard. */
export const useDraft = createWizardDraft<OwnProxyDraft, DraftRecords>({
  empty: emptyDraft,
  read: () => invoke('draft:read', undefined),
  save: (draft) => invoke('draft:save', draft),
  discard: () => invoke('draft:discard', undefined),
  reconcile,
});
