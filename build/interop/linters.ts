import { ask } from './ask.ts';
import type { FetchedJudges } from './judges.ts';
import { type Judgement, outcomeOf } from './report.ts';
import type { Samples } from './samples.ts';

/** Rules that hold for no private authority, or that the linter has wrong, with the reason. */
const exempt: Readonly<Record<string, string>> = {
  // support.apple.com/HT211025: not for authorities that a person adds; HT210176 gives those 825 days.
  e_tls_server_cert_valid_time_longer_than_398_days: "Apple's rule for public authorities",
  w_tls_server_cert_valid_time_longer_than_397_days: "Apple's rule for public authorities",
  // RFC 3986 section 3.1 leaves schemes open; the name stands for a device that nobody dials.
  'pkix.invalid_uri_syntax': "the random device:// name, whose scheme pkilint's URI syntax does not know",
};

interface Linter {
  readonly name: string;
  /** Names of the rules that a certificate breaks. */
  readonly lint: (file: string) => Promise<readonly string[]>;
}

/** What RFCs and Apple ask; CA/Browser Forum and Mozilla govern public authorities, and Certificate Transparency logs those alone. */
const zlintSources = 'RFC3279,RFC5280,RFC5480,RFC5891,RFC8813,Apple';

const byZlint = (program: string): Linter => ({
  name: 'zlint',
  lint: async (file) => {
    const results: Record<string, { readonly result: string }> = JSON.parse(await ask(program, ['-includeSources', zlintSources, file]));
    const broken = Object.entries(results).filter(([, { result }]) => ['warn', 'error', 'fatal'].includes(result));
    if (Object.keys(results).length === 0) throw new Error('zlint ran no rule');
    return broken.map(([rule]) => rule);
  },
});

interface PkilintReport {
  readonly results: readonly { readonly finding_descriptions: readonly { readonly code: string }[] }[];
}

const byPkilint = (program: string): Linter => ({
  name: 'pkilint',
  lint: async (file) => {
    // Its exit code is the number of findings.
    const report: PkilintReport = JSON.parse(
      await ask(program, ['lint', '--severity', 'WARNING', '--format', 'JSON', file], { exitCodes: 'any' }),
    );
    return report.results.flatMap(({ finding_descriptions }) => finding_descriptions.map(({ code }) => code));
  },
});

/** Lints every authority, and a device and a server below each. */
export async function lintCertificates(
  { authorities, certificates }: Samples,
  { zlint, pkilint }: FetchedJudges,
): Promise<readonly Judgement[]> {
  const leaves = certificates.filter(({ good, label, name }) => good && name.endsWith(`below ${label}`));
  const files = [
    ...authorities.map(({ name, file }) => ({ name, file })),
    ...leaves.map(({ name, leafFile }) => ({ name, file: leafFile })),
  ];
  const linters = [zlint === null ? null : byZlint(zlint), pkilint === null ? null : byPkilint(pkilint)].filter(
    (linter) => linter !== null,
  );
  const lanes = linters.map(async ({ name: judge, lint }) => {
    const judgements: Judgement[] = [];
    for (const { name, file } of files) judgements.push({ certificate: name, judge, ...(await outcomeOf(() => verdict(lint(file)))) });
    return judgements;
  });
  return (await Promise.all(lanes)).flat();
}

async function verdict(linting: Promise<readonly string[]>): Promise<string> {
  const broken = await linting;
  const faults = broken.filter((rule) => !(rule in exempt));
  if (faults.length > 0) throw new Error(faults.join(', '));
  return ['keeps every rule', ...broken.map((rule) => `but ${rule}: ${exempt[rule]}`)].join(' ');
}
