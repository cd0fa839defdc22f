import type { InspectedCertificate } from '../contract/inspection.ts';
import { cliEn } from '../contract/text/en/cli.ts';
import { fill } from '../contract/text/fill.ts';
import { UsageError } from './options.ts';

type Candidates = readonly InspectedCertificate[];

/**
 * Finds the one certificate that `--pick` means.
 *
 * @param pick beginning of a fingerprint; null takes the first
 * @throws UsageError where it means none or several; the message lists them
 */
export function pickFrom(candidates: Candidates, pick: string | null): InspectedCertificate | undefined {
  if (pick === null) return candidates[0];
  const [found, ...more] = candidates.filter(({ fingerprint }) => fingerprint.startsWith(pick));
  if (found === undefined || more.length > 0) throw new UsageError(`${fill(cliEn.pickOneOf, { pick })}\n${linesOf(candidates)}`);
  return found;
}

/** @returns what was taken unasked, and what else could have been */
export function othersText([first, ...others]: Candidates): string {
  if (first === undefined || others.length === 0) return '';
  return `${fill(cliEn.pickedFirst, { name: nameOf(first) })}\n${linesOf(others)}\n`;
}

const nameOf = ({ commonName, subject }: InspectedCertificate): string => commonName || subject;

const linesOf = (candidates: Candidates): string =>
  candidates
    .map((each) => fill(cliEn.candidate, { pick: each.fingerprint.slice(0, 16), name: nameOf(each), date: each.notAfter.slice(0, 10) }))
    .join('\n');
