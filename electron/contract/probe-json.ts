import { z } from 'zod';
import { type Cause, causeCodes, confidences, evidenceLabels, type ProbeReport, rungIds, verdicts } from './probe.ts';

const cause = z.strictObject({
  code: z.enum(causeCodes),
  confidence: z.enum(confidences),
  text: z.string().min(1),
  /** What to do; further lines are to be pasted. */
  fix: z.string().min(1),
});

/** A report for programs: `latchkey probe --json` and "Copy as JSON" give the same. README describes it. */
export const probeJsonSchema = z.strictObject({
  url: z.url(),
  device: z.string().nullable(),
  startedAt: z.iso.datetime(),
  durationMs: z.int().nonnegative(),
  connections: z.int().nonnegative(),
  verdict: z.enum(verdicts),
  cause: cause.nullable(),
  runnerUp: cause.extend({ whyNot: z.enum(['later', 'less-sure']) }).nullable(),
  homeAssistantVersion: z.string().nullable(),
  rungs: z
    .array(
      z.strictObject({
        id: z.enum(rungIds),
        state: z.enum(['passed', 'failed', 'skipped']),
        ms: z.number().nonnegative().nullable(),
        evidence: z.partialRecord(z.enum(evidenceLabels), z.string()),
      }),
    )
    .length(rungIds.length),
});

/** A cause in words. */
export type SayCause = (cause: Cause) => { readonly text: string; readonly fix: string };

/** @returns the report as JSON text, ending with a line feed. */
export function probeJson({ cause, runnerUp, rungs, ...report }: ProbeReport, say: SayCause): string {
  const told = (each: Cause) => ({ code: each.code, confidence: each.confidence, ...say(each) });
  const answer: z.infer<typeof probeJsonSchema> = {
    url: report.url,
    device: report.device,
    startedAt: report.startedAt,
    durationMs: report.durationMs,
    connections: report.connections,
    verdict: report.verdict,
    cause: cause && told(cause),
    runnerUp: runnerUp && { ...told(runnerUp), whyNot: runnerUp.whyNot },
    homeAssistantVersion: report.homeAssistantVersion,
    rungs: rungs.map(({ id, state, ms, evidence }) => ({ id, state, ms, evidence })),
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}
