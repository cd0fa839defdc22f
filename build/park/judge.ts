import { type CauseCode, causeCodes } from '../../electron/contract/probe.ts';
import type { Check, Judged } from './report.ts';
import type { Scenario } from './scenario.ts';
import type { Visited } from './visitors.ts';

const connectionsMax = 24;
/** Milliseconds that a run may last unless its scenario says otherwise, and what it takes to come to an end. */
const usualMs = 30_000;
const slackMs = 1_000;

/** Compares what was named with what is there. */
export function judge({ scenario, runtime, report, trouble }: Visited): Judged {
  const { id, expected } = scenario;
  const faults = report === null ? [trouble] : faultsIn(report, scenario);
  return {
    id,
    healthy: expected === null,
    expected,
    got: report?.cause?.code ?? null,
    ok: faults.length === 0,
    runtime,
    detail: faults.join('; '),
  };
}

function faultsIn(report: NonNullable<Visited['report']>, { expected, verdict, limits }: Visited['scenario']): readonly string[] {
  const cause = report.cause?.code ?? null;
  const longest = (limits?.totalMs ?? usualMs) + slackMs;
  return [
    ...(cause === expected ? [] : [`named ${cause}, then ${report.runnerUp?.code ?? 'nothing'}`]),
    ...(report.verdict === verdict ? [] : [`verdict ${report.verdict}`]),
    ...(expected === null && report.runnerUp ? [`warns of ${report.runnerUp.code}`] : []),
    ...(report.connections <= connectionsMax ? [] : [`${report.connections} connections`]),
    ...(report.durationMs <= longest ? [] : [`took ${report.durationMs} ms`]),
  ];
}

/** The longest run and the one with the most connections, for people. */
export function figures(visited: readonly Visited[]): Check {
  const reports = visited.flatMap(({ report }) => (report ? [report] : []));
  const most = Math.max(...reports.map(({ connections }) => connections));
  const detail = `${most} connections at most, ${Math.max(...reports.map(({ durationMs }) => durationMs))} ms at most`;
  return { check: 'every run is short', ok: most <= connectionsMax, detail };
}

/** It is never the first thing to be mended, so that it is named second at most. */
const neverFirst: CauseCode = 'http3-offered';

/** A new cause needs a home that suffers from it, whether or not this machine can build it. */
export function everyCauseIsThere(scenarios: readonly Scenario[]): Check {
  const missing = causeCodes.filter((code) => code !== neverFirst && scenarios.every(({ expected }) => expected !== code));
  return { check: 'every cause is there', ok: missing.length === 0, detail: missing.join(', ') || `${causeCodes.length} causes` };
}
