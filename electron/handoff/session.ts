import type { HandoffState, Visitor } from '../contract/handoff.ts';

/** After so many refusals somebody is guessing, and the link closes. */
const refusalLimit = 20;

interface SessionPlan {
  readonly expiresAt: Date;
  readonly now: () => Date;
  readonly onChange: (state: HandoffState, refused: number) => void;
}

/** How far one link has come: whether its file is still to be had, and why not. */
export class Session {
  readonly #plan: SessionPlan;
  #state: HandoffState = { phase: 'waiting' };
  #refused = 0;
  #isSending = false;

  constructor(plan: SessionPlan) {
    this.#plan = plan;
  }

  /** Looks at the clock. @returns why the link is over; null while it is good */
  ended(): 'downloaded' | 'expired' | 'stopped' | 'guessed' | null {
    const { phase } = this.#state;
    if (phase !== 'waiting' && phase !== 'opened') return phase;
    if (this.#plan.now() < this.#plan.expiresAt) return null;
    this.#change({ phase: 'expired' });
    return 'expired';
  }

  /** The page was seen. */
  open(by: Visitor): void {
    const { phase } = this.#state;
    if (phase === 'waiting' || (phase === 'opened' && this.#state.by.address !== by.address)) this.#change({ phase: 'opened', by });
  }

  /** Takes the one download. @returns false while somebody else has it. */
  claim(): boolean {
    const isFree = !this.#isSending;
    this.#isSending = true;
    return isFree;
  }

  /** Ends a download; one that broke off may be tried again. */
  settle(isWhole: boolean, by: Visitor): void {
    this.#isSending = false;
    if (isWhole && this.ended() === null) this.#change({ phase: 'downloaded', by });
  }

  /** Counts a request that was turned away. */
  refuse(): void {
    if (this.ended() !== null) return;
    this.#refused += 1;
    this.#change(this.#refused < refusalLimit ? this.#state : { phase: 'guessed' });
  }

  stop(): void {
    if (this.ended() === null) this.#change({ phase: 'stopped' });
  }

  #change(state: HandoffState): void {
    this.#state = state;
    this.#plan.onChange(state, this.#refused);
  }
}
