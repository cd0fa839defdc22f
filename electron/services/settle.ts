import { Failure, type Result } from '../contract/failure.ts';

/** Where bugs go: a log that gets the stack, never a request. */
type ReportBug = (bug: unknown) => void;

// the stack alone: an error's own properties may hold what it was called with
const toStderr: ReportBug = (bug) => void process.stderr.write(`${bug instanceof Error ? (bug.stack ?? bug.message) : 'not an error'}\n`);

/** Runs work to a Result: expected trouble becomes its failure, anything else is a bug that is reported and told as `internal`. */
export async function settle<T>(work: () => T | Promise<T>, reportBug: ReportBug = toStderr): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (trouble) {
    if (trouble instanceof Failure) return { ok: false, failure: { code: trouble.code, facts: trouble.facts } };
    reportBug(trouble);
    return { ok: false, failure: { code: 'internal', facts: {} } };
  }
}
