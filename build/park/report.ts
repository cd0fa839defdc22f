import type { Outcome } from '../interop/report.ts';

/** What became of one scenario in one runtime. */
export interface Judged extends Outcome {
  readonly id: string;
  readonly healthy: boolean;
  /** A cause's code; null where nothing is to be blamed. */
  readonly expected: string | null;
  readonly got: string | null;
  readonly runtime: string;
}

export interface Check extends Outcome {
  readonly check: string;
}

/** What `npm run probe:park -- --json` prints. */
export interface Report {
  readonly scenarios: readonly Judged[];
  /** Manners, and what curl and OpenSSL say of the same host. */
  readonly checks: readonly Check[];
  readonly skipped: readonly { readonly what: string; readonly why: string }[];
}

export const isGreen = ({ scenarios, checks }: Report): boolean => [...scenarios, ...checks].every(({ ok }) => ok);

/** The confusion table: a row for each cause that was there, with what was named in its place. */
export function inWords({ scenarios, checks, skipped }: Report): string {
  const nothing = 'all is well';
  const causes = [...new Set(scenarios.map(({ expected }) => expected ?? nothing))].toSorted();
  const width = Math.max(...causes.map((cause) => cause.length));
  const rows = causes.map((cause) => {
    const members = scenarios.filter(({ expected }) => (expected ?? nothing) === cause);
    const right = members.filter(({ ok }) => ok).length;
    const wrong = members
      .filter(({ ok }) => !ok)
      .map(({ id, runtime, got, detail }) => `${id} (${runtime}): ${got ?? nothing}${detail && `; ${detail}`}`);
    return [`${cause.padEnd(width)}  ${String(right).padStart(3)} of ${members.length}`, ...wrong.map((line) => `    NO: ${line}`)].join(
      '\n',
    );
  });
  const right = scenarios.filter(({ ok }) => ok).length;
  return [
    'Cause that was there, and how often it was named',
    ...rows,
    '',
    ...checks.map(({ check, ok, detail }) => `${ok ? 'yes' : 'NO'}: ${check}: ${detail}`),
    ...skipped.map(({ what, why }) => `SKIPPED: ${what}: ${why}`),
    `${right} of ${scenarios.length} scenarios are right; ${checks.filter(({ ok }) => ok).length} of ${checks.length} checks.`,
  ].join('\n');
}
