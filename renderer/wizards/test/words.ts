import type { Cause, ProbeReport } from '../../../electron/contract/probe.ts';
import type { useText } from '../../text/text.ts';
import { isOfRevoked, wordsFor } from '../../ui/verdict.ts';

/** What a cause is and what to do, in words; the fix's first line is said, the others are pasted. */
export interface CauseWords {
  readonly text: string;
  readonly fix: string;
}

/** What the sentences about a report may name. */
export const factsOf = (report: ProbeReport) => ({
  device: report.device ?? '',
  url: report.url,
  ...wordsFor(isOfRevoked(report)),
});

/** @returns a function that puts a cause of the report into words */
export const causeWords =
  (report: ProbeReport, t: ReturnType<typeof useText>) =>
  ({ code, facts }: Cause): CauseWords => {
    const known = { ...factsOf(report), ...facts };
    return { text: t(`probe.causes.${code}.text`, known), fix: t(`probe.causes.${code}.fix`, known).trim() };
  };
