import type { Finding } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';

/** @throws Failure lint-refused where a finding says that a phone would refuse the certificate */
export function refuseErrors(findings: readonly Finding[]): void {
  const refused = findings.find(({ severity }) => severity === 'error');
  if (refused) throw new Failure('lint-refused', { finding: refused.code });
}
