import { z } from 'zod';
import type { Finding, Home, ServerCertificate } from '../../../electron/contract/entities.ts';
import { type OwnProxyDraft, serverDaysField, serverNamesField } from '../../../electron/contract/fields.ts';
import { useAuthorities } from '../../state/authorities.ts';
import { useCall } from '../../state/call.ts';
import { useCertificates } from '../../state/certificates.ts';
import { useHomes } from '../../state/homes.ts';
import { useText } from '../../text/text.ts';
import { daysOf } from '../form.ts';
import { useFields } from '../use-fields.ts';
import { isError, useFindings } from '../use-findings.ts';

const planForm = z.object({ names: serverNamesField, validityDays: serverDaysField });
type PlanFieldName = 'names' | 'validityDays';

/** What is typed of a server certificate. */
export type ServerInput = Pick<OwnProxyDraft, 'serverNames' | 'serverDays'>;

/**
 * Lints and issues a server certificate as it is typed, for a key of ours or for the key of a request (CSR). What phones
 * would refuse stops beside its field; a warning is shown first and asks for a second confirmation.
 *
 * @param importId the open file that holds the request; null makes a key here
 */
export function useIssueServer(home: Pick<Home, 'id'>, draft: ServerInput, importId: string | null) {
  const t = useText();
  const { check, field, focus } = useFields(planForm);
  const linting = useCall('certificate:lint-server');
  const issuing = useCall('certificate:issue-server');
  const signing = useCall('certificate:sign-server');
  const { findings, weigh, forget } = useFindings();

  /** @returns null where something stands in the way: the form says what. */
  const issue = async (): Promise<ServerCertificate | null> => {
    const plan = { names: draft.serverNames, validityDays: daysOf(draft.serverDays) };
    if (check(plan) === null) return null;
    const found = await linting.send({ homeId: home.id, ...plan });
    if (found === null) return null;
    const refused = found.find(isError);
    if (refused !== undefined) focus(fieldOf(refused));
    if (!weigh(found)) return null;
    const asked = { homeId: home.id, ...plan };
    const certificate = await (importId === null ? issuing.send(asked) : signing.send({ ...asked, importId }));
    if (certificate === null) return null;
    useCertificates.getState().put(certificate);
    await Promise.all([useHomes.getState().load(), useAuthorities.getState().load()]);
    return certificate;
  };

  const planField = (name: PlanFieldName) => {
    const { error, ...rest } = field(name);
    const refusal = findings.find((finding) => isError(finding) && fieldOf(finding) === name);
    const refused = refusal && `${t(`findings.${refusal.code}.what`, refusal.facts)} ${t(`findings.${refusal.code}.fix`, refusal.facts)}`;
    return { error: error ?? refused, ...rest };
  };
  return {
    issue,
    forget,
    names: planField('names'),
    days: planField('validityDays'),
    warnings: findings.some(isError) ? [] : findings,
    /** What is under way, or why it failed. */
    call: [linting, issuing, signing].map(({ call }) => call).find(({ phase }) => phase !== 'idle') ?? linting.call,
  };
}

const fieldOf = ({ code }: Finding): PlanFieldName => (code.startsWith('validity') ? 'validityDays' : 'names');
