import type { CauseCode, Confidence, Verdict } from '../../contract/probe.ts';
import type { Observations } from '../observations.ts';
import type { FactName } from './facts.ts';
import type { Remedy } from './remedies.ts';

/** One cause: what proves it, who says so, and what its sentences name. */
export interface Row {
  readonly code: CauseCode;
  readonly verdict: Verdict;
  /** Who says that this evidence means this cause: a standard, a vendor's page, somebody's source. */
  readonly source: string;
  /** How sure the row is of itself; null where it does not fit. It looks at nothing that was not observed. */
  readonly fits: (seen: Observations) => Confidence | null;
  /** What the sentences name beside `host` and `port`. */
  readonly facts?: readonly FactName[];
  /** What is to be pasted at the proxy; its sentences may name `proxy`, `file` and `lines` then. */
  readonly remedy?: Remedy;
  /** Rows that say the same more exactly: this one is left out where one of them fits, or any other of its `verdict`. */
  readonly yieldsTo?: 'verdict' | readonly CauseCode[];
}

export const when = (fits: boolean, confidence: Confidence = 'certain'): Confidence | null => (fits ? confidence : null);
