import { useState } from 'react';
import type { Finding } from '../../electron/contract/entities.ts';

export interface Findings {
  readonly findings: readonly Finding[];
  /** Shows what was found. @returns whether nothing stands in the way: no error, and no warning that was not shown before */
  readonly weigh: (found: readonly Finding[]) => boolean;
  /** Takes back what was said about a plan that has changed since. */
  readonly forget: () => void;
}

/** What lint said to a plan: an error stops it, a warning is shown first and asks for a second confirmation. */
export function useFindings(): Findings {
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  return {
    findings,
    weigh: (found) => {
      setFindings(found);
      return found.every((finding) => !isError(finding) && findings.some(({ code }) => code === finding.code));
    },
    forget: () => setFindings([]),
  };
}

export const isError = ({ severity }: Finding): boolean => severity === 'error';
