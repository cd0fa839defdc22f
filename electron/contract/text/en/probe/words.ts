/** What a cause is in words. A fact in double braces is read off the run. */
export interface CauseText {
  /** What is so and why, as somebody would say it who never saw the inside of a proxy. */
  readonly text: string;
  /** What to do; further lines are to be pasted. */
  readonly fix: string;
}

/** What ends in `_revoked` is said of a device that should be refused. */
export interface VerdictText {
  readonly word: string;
  readonly word_revoked?: string;
  readonly sentence: string;
  readonly sentence_revoked?: string;
}

export interface RungText {
  readonly name: string;
  readonly name_revoked?: string;
  readonly passed: string;
  readonly passed_revoked?: string;
  readonly failed: string;
  readonly failed_revoked?: string;
  readonly skipped: string;
}
