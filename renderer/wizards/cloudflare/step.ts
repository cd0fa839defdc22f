import type { CloudflareDraft } from '../../../electron/contract/cloudflare-fields.ts';
import type { Home } from '../../../electron/contract/entities.ts';
import type { CloudflareMade } from '../../state/cloudflare-progress.ts';

/** What every step of the Cloudflare wizard works with. */
export interface StepProps {
  readonly draft: CloudflareDraft;
  readonly made: CloudflareMade;
  readonly change: (patch: Partial<CloudflareDraft>) => void;
  /** Moves on, with what the step confirmed. */
  readonly goOn: (confirmed?: Partial<CloudflareDraft>) => void;
  readonly goBack: () => void;
}

/** From the second step on there is a home. */
export interface HomeStepProps extends StepProps {
  readonly home: Home;
}
