import type { Outcome } from '../interop/report.ts';

/** One question at one door. */
export interface Check extends Outcome {
  /** `nginx`, `caddy-debian` … */
  readonly target: string;
  readonly check: string;
}

/** What could not be tried, and what that leaves open. */
export interface Skipped {
  readonly what: string;
  readonly why: string;
}

/** What set-up could bring. */
export interface Brought {
  /** The Python that has Home Assistant. */
  readonly homeAssistant: string | null;
  /** A current Caddy. */
  readonly caddy: string | null;
  /** Addresses of this machine that are on no private network; none without a network of our own. */
  readonly publicAddresses: readonly string[];
  readonly skipped: readonly Skipped[];
}

/** What `npm run roads -- --json` prints. */
export interface Report {
  readonly checks: readonly Check[];
  readonly skipped: readonly Skipped[];
}

/** Whether something was asked, and nothing answered wrongly. */
export const isGreen = ({ checks }: Report): boolean => checks.length > 0 && checks.every(({ ok }) => ok);

const marks = { yes: '✓', no: '✗', none: '–' };

/** The report for people: a row a check, a column a target; then what failed, and what was not tried. */
export function inWords({ checks, skipped }: Report): string {
  const targets = distinct(checks.map(({ target }) => target));
  const rows = distinct(checks.map(({ check }) => check));
  const width = Math.max(0, ...rows.map((row) => row.length));
  const markOf = (row: string, column: string): string => {
    const cells = checks.filter(({ target, check }) => target === column && check === row);
    if (cells.length === 0) return marks.none;
    return cells.every(({ ok }) => ok) ? marks.yes : marks.no;
  };
  const line = (head: string, cells: readonly string[]): string => `${head.padEnd(width)}  ${cells.join('  ')}`.trimEnd();
  return [
    line('', targets),
    ...rows.map((row) =>
      line(
        row,
        targets.map((target) => markOf(row, target).padEnd(target.length)),
      ),
    ),
    '',
    ...checks.filter(({ ok }) => !ok).map(({ target, check, detail }) => `NO: ${target}: ${check}: ${detail}`),
    ...skipped.map(({ what, why }) => `SKIPPED: ${what}: ${why}`),
  ].join('\n');
}

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)];
