import type { Cause, Confidence, RunnerUp, Verdict } from '../contract/probe.ts';
import { confidences } from '../contract/probe.ts';
import { factsOf } from './diagnoses/facts.ts';
import { rows } from './diagnoses/order.ts';
import { remedyFacts } from './diagnoses/remedies.ts';
import type { Row } from './diagnoses/row.ts';
import type { Observations } from './observations.ts';
import { isIn, strangerOutcome, tried } from './outcome.ts';

/** What the observations prove. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Null where all is well. */
  readonly cause: Cause | null;
  /** The next cause that fits the same observations. */
  readonly runnerUp: RunnerUp | null;
}

/** Names what the observations prove: pure, the same for the same observations. */
export function judge(all: Observations): Judgement {
  const seen = tried(all);
  const [first, second] = fittingRows(seen);
  if (first !== undefined)
    return { verdict: first.row.verdict, cause: causeOf(seen, first), runnerUp: second ? runnerUpTo(first, second, seen) : null };
  if (isIn(seen) && strangerOutcome(seen) === 'refused') return { verdict: 'locked', cause: null, runnerUp: null };
  const code = seen.identity === null ? 'no-device-chosen' : 'stranger-outcome-unclear';
  const row = rows.find((each) => each.code === code);
  return { verdict: 'unclear', cause: row ? causeOf(seen, { row, confidence: 'possible' }) : null, runnerUp: null };
}

interface Fitting {
  readonly row: Row;
  readonly confidence: Confidence;
}

/** Every row that fits, in order, without those for which a more exact one stands. */
function fittingRows(seen: Observations): readonly Fitting[] {
  const fitting = rows.flatMap((row) => {
    const confidence = row.fits(seen);
    return confidence === null ? [] : [{ row, confidence }];
  });
  const isSaidBy = ({ code, verdict, yieldsTo = [] }: Row, other: Row) =>
    yieldsTo === 'verdict' ? other.verdict === verdict && other.code !== code : yieldsTo.includes(other.code);
  return fitting.filter(({ row }) => !fitting.some((other) => isSaidBy(row, other.row)));
}

const causeOf = (seen: Observations, { row, confidence }: Fitting): Cause => ({
  code: row.code,
  confidence,
  facts: { ...factsOf(seen, ['host', 'port', ...(row.facts ?? [])]), ...(row.remedy && remedyFacts(seen, row.remedy)) },
});

function runnerUpTo(first: Fitting, second: Fitting, seen: Observations): RunnerUp {
  const isLessSure = confidences.indexOf(second.confidence) > confidences.indexOf(first.confidence);
  return { ...causeOf(seen, second), whyNot: isLessSure ? 'less-sure' : 'later' };
}
