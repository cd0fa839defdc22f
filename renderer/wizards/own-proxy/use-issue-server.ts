import { useState } from 'react';
import { z } from 'zod';
import type { Finding, Home } from '../../../electron/contract/entities.ts';
import { type OwnProxyDraft, serverDaysField, serverNamesField } from '../../../electron/contract/fields.ts';
import { useAuthorities } from '../../state/authorities.ts';
import { useCall } from '../../state/call.ts';
import { useCertificates } from '../../state/certificates.ts';
import { useHomes } from '../../state/homes.ts';
import { useText } from '../../text/text.ts';
import { useFields } from '../use-fields.ts';

const planForm = z.object({ names: serverNamesField, validityDays: serverDaysField });
type PlanFieldName = 'names' | 'validityDays';

/**
 * Lints and issues a server certificate as it is typed. What phones would refuse stops beside its field; a warning is
 * shown first and asks for a second confirmation.
 */
export function useIssueServer(home: Home, draft: OwnProxyDraft) {
  const t = useText();
  const { check, field, focus } = useFields(planForm);
  const linting = useCall('certificate:lint-server');
  const issuing = useCall('certificate:issue-server');
  const [findings, setFindings] = useState<readonly Finding[]>([]);

  /** @returns whether the certificate was issued. */
  const issue = async (): Promise<boolean> => {
    const plan = { names: draft.serverNames, validityDays: daysOf(draft.serverDays) };
    if (check(plan) === null) return false;
    const found = await linting.send({ homeId: home.id, ...plan });
    if (found === null) return false;
    const refused = found.find(isError);
    const confirmed = found.every(({ code }) => findings.some((shown) => shown.code === code));
    setFindings(found);
    if (refused !== undefined) focus(fieldOf(refused));
    if (refused !== undefined || !confirmed) return false;
    const certificate = await issuing.send({ homeId: home.id, ...plan });
    if (certificate === null) return false;
    useCertificates.getState().put(certificate);
    await Promise.all([useHomes.getState().load(), useAuthorities.getState().load()]);
    return true;
  };

  const planField = (name: PlanFieldName) => {
    const { error, ...rest } = field(name);
    const refusal = findings.find((finding) => isError(finding) && fieldOf(finding) === name);
    const refused = refusal && `${t(`findings.${refusal.code}.what`, refusal.facts)} ${t(`findings.${refusal.code}.fix`, refusal.facts)}`;
    return { error: error ?? refused, ...rest };
  };
  return {
    issue,
    /** Takes back what was said about a plan that has changed since. */
    forget: () => setFindings([]),
    names: planField('names'),
    days: planField('validityDays'),
    warnings: findings.some(isError) ? [] : findings,
    linting: linting.call,
    issuing: issuing.call,
  };
}

/** Days as typed; what is no number is out of range, and says so. */
const daysOf = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : 0);

const isError = ({ severity }: Finding): boolean => severity === 'error';

const fieldOf = ({ code }: Finding): PlanFieldName => (code.startsWith('validity') ? 'validityDays' : 'names');
