import type { OwnProxyDraft } from '../../../electron/contract/fields.ts';
import type { DraftMade } from '../../state/draft-progress.ts';

/** What every step of the own-proxy wizard works with. */
export interface StepProps {
  readonly draft: OwnProxyDraft;
  readonly made: DraftMade;
  readonly change: (patch: Partial<OwnProxyDraft>) => void;
  /** Moves on, with what the step confirmed. */
  readonly goOn: (confirmed?: Partial<OwnProxyDraft>) => void;
  readonly goBack: () => void;
}
