/** A bundle of ours, opened by a stranger. */
export interface Cell {
  readonly key: string;
  readonly profile: string;
  readonly reader: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** A certificate or revocation list of ours, judged by a stranger. */
export interface Judgement {
  readonly certificate: string;
  readonly judge: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** A stranger's bundle, opened by us. */
export interface Inward {
  readonly maker: string;
  readonly file: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Who could not be asked. */
export interface Skipped {
  readonly judge: string;
  readonly why: string;
}

/** What `npm run interop -- --json` prints. */
export interface Report {
  readonly cells: readonly Cell[];
  readonly certificates: readonly Judgement[];
  readonly inward: readonly Inward[];
  readonly skipped: readonly Skipped[];
}

/** What a judge said, and that it said yes or no. */
export interface Outcome {
  readonly ok: boolean;
  readonly detail: string;
}

/** @returns what the work came to; whatever it throws is a no. */
export async function outcomeOf(work: () => Promise<string>): Promise<Outcome> {
  try {
    return { ok: true, detail: await work() };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether nobody said no. */
export const isGreen = ({ cells, certificates, inward }: Report): boolean =>
  [cells, certificates, inward].every((part) => part.every(({ ok }) => ok));

/** The report for people: the matrix, then how many of each judge's verdicts are good, then each that is not. */
export function inWords({ cells, certificates, inward, skipped }: Report): string {
  const faults = [
    ...cells.map((cell) => ({ ...cell, what: `${cell.reader}, ${cell.key} ${cell.profile}` })),
    ...certificates.map((judgement) => ({ ...judgement, what: `${judgement.judge}, ${judgement.certificate}` })),
    ...inward.map((opened) => ({ ...opened, what: `${opened.maker}, ${opened.file}` })),
  ].filter(({ ok }) => !ok);
  return [
    'Our bundles, opened by others',
    ...matrix(cells),
    '',
    'Our certificates, judged by others',
    ...totals(certificates, ({ judge }) => judge),
    '',
    "Others' bundles, opened by us",
    ...totals(inward, ({ maker }) => maker),
    '',
    ...faults.map(({ what, detail }) => `NO: ${what}: ${detail}`),
    ...skipped.map(({ judge, why }) => `SKIPPED: ${judge}: ${why}`),
  ].join('\n');
}

function matrix(cells: readonly Cell[]): readonly string[] {
  const readers = distinct(cells.map(({ reader }) => reader));
  const rows = distinct(cells.map(({ key, profile }) => `${key} ${profile}`));
  const mark = (row: string, reader: string): string => {
    const cell = cells.find((one) => `${one.key} ${one.profile}` === row && one.reader === reader);
    return (cell ? (cell.ok ? 'yes' : 'NO') : '-').padEnd(reader.length);
  };
  const width = Math.max(0, ...rows.map((row) => row.length));
  const line = (head: string, columns: readonly string[]): string => `  ${head.padEnd(width)}  ${columns.join('  ')}`.trimEnd();
  return [
    line('', readers),
    ...rows.map((row) =>
      line(
        row,
        readers.map((reader) => mark(row, reader)),
      ),
    ),
  ];
}

function totals<T extends Outcome>(outcomes: readonly T[], groupOf: (outcome: T) => string): readonly string[] {
  const groups = distinct(outcomes.map(groupOf));
  const width = Math.max(0, ...groups.map((group) => group.length));
  return groups.map((group) => {
    const members = outcomes.filter((outcome) => groupOf(outcome) === group);
    return `  ${group.padEnd(width)}  ${members.filter(({ ok }) => ok).length} of ${members.length}`;
  });
}

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)];
