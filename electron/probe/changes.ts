import type { EvidenceLabel, ProbeReport, ReportChange, Rung, RungId } from '../contract/probe.ts';

/** Says what changed from one report of a door to the next; nothing where it stands as it did. */
export const changesBetween = (before: ProbeReport, after: ProbeReport): readonly ReportChange[] => [
  ...rungChanges(before, after),
  ...otherCause(before, after),
  ...serverChange(before, after),
  ...addressChange(before, after),
  ...versionChange(before, after),
];

/** What was not settled on one side tells nothing. */
function rungChanges(before: ProbeReport, after: ProbeReport): readonly ReportChange[] {
  return after.rungs.flatMap((rung): readonly ReportChange[] => {
    const former = rungOf(before, rung.id);
    if (former === undefined || former.state === 'skipped' || rung.state === 'skipped') return [];
    // what was a success is none for a device that should be refused
    if (former.evidence.revoked !== rung.evidence.revoked) return [{ kind: 'revoked' }];
    if (former.state === rung.state) return [];
    return [{ kind: rung.state === 'passed' ? 'mended' : 'broken', rung: rung.id }];
  });
}

function otherCause(before: ProbeReport, after: ProbeReport): readonly ReportChange[] {
  const isOther = before.cause !== null && after.cause !== null && before.cause.code !== after.cause.code;
  return isOther && rungChanges(before, after).length === 0 ? [{ kind: 'other-cause' }] : [];
}

function serverChange(before: ProbeReport, after: ProbeReport): readonly ReportChange[] {
  const [former, present] = bothSaw(before, after, 'server-certificate', 'fingerprint');
  if (former === present) return [];
  const { issuer = '', notAfter = '' } = rungOf(after, 'server-certificate')?.evidence ?? {};
  return [{ kind: 'server-certificate', issuer, notAfter }];
}

/** A resolver may give the same addresses in any order. */
function addressChange(before: ProbeReport, after: ProbeReport): readonly ReportChange[] {
  const [former, present] = bothSaw(before, after, 'name', 'addresses');
  return sorted(former) === sorted(present) ? [] : [{ kind: 'addresses', addresses: present }];
}

const sorted = (list: string): string => list.split(', ').sort().join();

function versionChange({ homeAssistantVersion: from }: ProbeReport, { homeAssistantVersion: to }: ProbeReport): readonly ReportChange[] {
  return from !== null && to !== null && from !== to ? [{ kind: 'home-assistant', from, to }] : [];
}

const rungOf = ({ rungs }: ProbeReport, id: RungId): Rung | undefined => rungs.find((rung) => rung.id === id);

/** Two equal values where either report did not see it. */
function bothSaw(before: ProbeReport, after: ProbeReport, id: RungId, label: EvidenceLabel): readonly [string, string] {
  const [former, present] = [before, after].map((report) => rungOf(report, id)?.evidence[label]);
  return former === undefined || present === undefined ? ['', ''] : [former, present];
}
