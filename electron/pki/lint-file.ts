import { type Installer, installers } from '../contract/export-targets.ts';
import type { FileFacts, FileFinding, TargetVerdict } from '../contract/inspection.ts';
import { fileRules, type Inspected } from './file-rules.ts';

/** @returns what phones and proxies refuse in a file (errors) or may come to grief with (warnings), in a fixed order. */
export const lintFile = (inspected: Inspected): readonly FileFinding[] =>
  fileRules.flatMap(({ code, severity, breaches }) => breaches(inspected).map((facts) => ({ code, severity, facts })));

/** @returns what each installer makes of a file with these findings; nothing where there is no key with its certificate to install */
export function judgeInstallers({ keys }: FileFacts, findings: readonly FileFinding[]): readonly TargetVerdict[] {
  if (keys.every(({ certificate }) => certificate === null)) return [];
  const broken = fileRules.filter(({ code }) => findings.some((finding) => finding.code === code));
  const codesOf = (by: 'refusedBy' | 'doubtedBy', target: Installer) =>
    broken.filter((rule) => rule[by]?.includes(target)).map(({ code }) => code);
  return installers.map((target) => {
    const [refused, doubted] = [codesOf('refusedBy', target), codesOf('doubtedBy', target)];
    if (refused.length > 0) return { target, verdict: 'refuses', because: refused };
    return { target, verdict: doubted.length > 0 ? 'may-refuse' : 'takes', because: doubted };
  });
}
