import { type EvidenceLabel, evidenceLabels, type Rung, type RungId, rungIds } from '../../../electron/contract/probe.ts';

/** One rung of two tests. */
export interface ComparedRung {
  readonly id: RungId;
  /** Null while it is still to come. */
  readonly one: Rung | null;
  readonly other: Rung | null;
  readonly differs: boolean;
  /** What explains a difference. */
  readonly evidence: readonly { readonly label: EvidenceLabel; readonly one: string | null; readonly other: string | null }[];
}

/** Puts two tests side by side; what is still to come, or was not tried, differs from nothing. */
export const compareRungs = (one: readonly Rung[], other: readonly Rung[]): readonly ComparedRung[] =>
  rungIds.map((id) => {
    const [mine, theirs] = [one, other].map((rungs) => rungs.find((rung) => rung.id === id) ?? null) as [Rung | null, Rung | null];
    const evidence = isSettled(mine) && isSettled(theirs) && faresOtherwise(mine, theirs) ? differences(mine, theirs) : null;
    return { id, one: mine, other: theirs, differs: evidence !== null, evidence: evidence ?? [] };
  });

/** What comes after a rung that broke is not tried, which says nothing. */
const isSettled = (rung: Rung | null): rung is Rung => rung !== null && rung.state !== 'skipped';

/** What is a success for a device that should be refused is none for another. */
const faresOtherwise = (one: Rung, other: Rung): boolean =>
  one.state !== other.state || (one.evidence.revoked === undefined) !== (other.evidence.revoked === undefined);

const differences = (one: Rung, other: Rung): ComparedRung['evidence'] =>
  evidenceLabels
    .map((label) => ({ label, one: one.evidence[label] ?? null, other: other.evidence[label] ?? null }))
    .filter((line) => line.label !== 'device' && line.one !== line.other);
