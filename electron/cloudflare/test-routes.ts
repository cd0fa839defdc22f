import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { compileExpression } from './test-expression.ts';
import { listed, notAllowed, type Permission, parse, Refusal, requires } from './test-protocol.ts';

/* What each place of Cloudflare's API does with a zone. */

export interface FakeRule {
  id: string;
  action: string;
  expression: string;
  description: string;
  enabled: boolean;
}

export interface FakeCertificate {
  id: string;
  csr: string;
  certificate: string;
  common_name: string;
  expires_on: string;
  status: 'active' | 'pending_reactivation' | 'pending_revocation' | 'revoked';
  /** How often it is asked for before it is made. */
  wait: number;
}

export interface FakeZone {
  readonly id: string;
  readonly name: string;
  readonly plan: string;
  certificates: FakeCertificate[];
  hostnames: string[];
  ruleset: { id: string; rules: FakeRule[] } | null;
}

/** Who signs the requests of a zone. */
interface Signer {
  sign(csr: string, days: number): Promise<Pick<FakeCertificate, 'certificate' | 'common_name' | 'expires_on'>>;
  /** How often a new certificate is asked for before it is made. */
  readonly wait: number;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly permissions: ReadonlySet<Permission>;
}

export const newId = () => randomBytes(16).toString('hex');
const freeRules = 5;
const certificatesMax = 100;
const phase = 'http_request_firewall_custom';

const rule = z.strictObject({
  action: z.enum(['block', 'challenge', 'managed_challenge', 'js_challenge', 'skip']),
  expression: z.string(),
  description: z.string().optional(),
  enabled: z.boolean().optional(),
  ref: z.string().optional(),
  position: z.strictObject({ before: z.string().optional(), after: z.string().optional(), index: z.number().optional() }).optional(),
});
const bodies = {
  sign: z.strictObject({ csr: z.string(), validity_days: z.number().int().min(1).max(5475) }),
  reactivate: z.strictObject({ reactivate: z.literal(true) }),
  hosts: z.strictObject({ hostnames: z.array(z.string()), mtls_certificate_id: z.string().length(36).optional() }),
  ruleset: z.strictObject({
    name: z.string(),
    description: z.string().optional(),
    kind: z.literal('zone'),
    phase: z.literal(phase),
    rules: z.array(rule),
  }),
  rule,
};

export function hostsOf(zone: FakeZone, { method, body, permissions }: Asked): unknown {
  if (method === 'GET') requires(permissions, 'certificates', 'certificates:read');
  else if (method === 'PUT') {
    requires(permissions, 'certificates');
    const { hostnames } = parse(bodies.hosts, body);
    if (!hostnames.every((host) => host === zone.name || host.endsWith(`.${zone.name}`))) throw new Refusal(400, 1413, 'Invalid hostname.');
    zone.hostnames = [...new Set(hostnames)];
  } else throw notAllowed();
  return { hostnames: [...zone.hostnames] };
}

export async function certificatesOf(zone: FakeZone, rest: string, asked: Asked, signer: Signer): Promise<unknown> {
  const { method, body, permissions } = asked;
  if (method === 'GET') requires(permissions, 'certificates', 'certificates:read');
  else requires(permissions, 'certificates');
  if (rest === '' && method === 'GET')
    return listed(asked, filtered(zone.certificates, asked).map(describeCertificate), ['status', 'limit', 'offset']);
  if (rest === '' && method === 'POST') {
    const { csr, validity_days } = parse(bodies.sign, body);
    const counted = zone.certificates.filter(({ status }) => status !== 'revoked').length;
    if (counted >= certificatesMax) throw new Refusal(400, 2005, 'You have reached your quota for the requested resource.');
    const signed = await signer.sign(csr, validity_days).catch(() => {
      throw new Refusal(400, 1416, 'The CSR is not valid.');
    });
    const certificate: FakeCertificate = { id: newId(), csr, ...signed, status: 'active', wait: signer.wait };
    zone.certificates.unshift(certificate);
    return describeCertificate(certificate);
  }
  const found = zone.certificates.find(({ id }) => rest === `/${id}`);
  if (!found) throw new Refusal(404, 1404, 'Certificate not found.');
  if (method === 'DELETE') {
    if (found.status === 'revoked') throw new Refusal(400, 1440, 'Certificate is already revoked.');
    found.status = 'pending_revocation';
  } else if (method === 'PATCH') {
    parse(bodies.reactivate, body);
    if (found.status !== 'pending_revocation') throw new Refusal(400, 1441, 'Certificate is not pending revocation.');
    found.status = 'pending_reactivation';
  } else if (method !== 'GET') throw notAllowed();
  if (method === 'GET' && found.wait > 0) found.wait -= 1;
  return describeCertificate(found);
}

export function rulesOf(zone: FakeZone, rest: string, { method, body, permissions }: Asked): unknown {
  if (method === 'GET') requires(permissions, 'waf', 'waf:read');
  else requires(permissions, 'waf');
  const { ruleset } = zone;
  if (rest === `/phases/${phase}/entrypoint` && method === 'GET') {
    if (!ruleset) throw new Refusal(404, 10_003, `could not find entrypoint ruleset in the ${phase} phase`);
    return describeRuleset(ruleset);
  }
  if (rest === '' && method === 'POST') {
    const wanted = parse(bodies.ruleset, body);
    if (ruleset) throw new Refusal(400, 20_217, `exceeded maximum number of zone rulesets for phase '${phase}'`);
    zone.ruleset = { id: newId(), rules: wanted.rules.map(newRule) };
    return describeRuleset(zone.ruleset);
  }
  if (!ruleset || !rest.startsWith(`/${ruleset.id}/rules`)) throw new Refusal(404, 10_004, 'ruleset not found');
  changeRules(ruleset, rest.slice(`/${ruleset.id}/rules`.length), method, body, zone.plan);
  return describeRuleset(ruleset);
}

function changeRules(ruleset: { rules: FakeRule[] }, rest: string, method: string, body: unknown, plan: string): void {
  if (rest === '' && method === 'POST') {
    const added = newRule(parse(bodies.rule, body));
    if (plan === 'Free Website' && ruleset.rules.length >= freeRules) {
      throw new Refusal(
        400,
        20_217,
        `exceeded maximum number of rules in the phase ${phase}: ${ruleset.rules.length + 1} out of ${freeRules}`,
      );
    }
    ruleset.rules.push(added);
    return;
  }
  const at = ruleset.rules.findIndex(({ id }) => rest === `/${id}`);
  const old = ruleset.rules[at];
  if (!old) throw new Refusal(404, 10_005, 'rule not found');
  if (method === 'DELETE') ruleset.rules.splice(at, 1);
  else if (method === 'PATCH') ruleset.rules[at] = { ...newRule(parse(bodies.rule, body)), id: old.id };
  else throw notAllowed();
}

function filtered(certificates: readonly FakeCertificate[], { query }: Asked): readonly FakeCertificate[] {
  const status = query.get('status') ?? 'all';
  return status === 'all' ? certificates : certificates.filter((certificate) => certificate.status === status);
}

export const describeZone = ({ id, name, plan }: FakeZone) => ({
  id,
  name,
  status: 'active',
  account: { id: 'a'.repeat(32), name: 'Home' },
  plan: { id: 'b'.repeat(32), name: plan },
});

const describeCertificate = ({ wait, certificate, ...rest }: FakeCertificate) => ({ ...rest, ...(wait === 0 && { certificate }) });

const describeRuleset = ({ id, rules }: { readonly id: string; readonly rules: readonly FakeRule[] }) => ({
  id,
  name: 'default',
  kind: 'zone',
  phase,
  version: '1',
  ...(rules.length > 0 && { rules: rules.map((each) => ({ ...each, version: '1', ref: each.id })) }),
});

function newRule({ action, expression, description = '', enabled = true }: z.output<typeof rule>): FakeRule {
  try {
    compileExpression(expression);
  } catch (trouble) {
    throw new Refusal(
      400,
      20_127,
      `'${expression}' is not a valid value for expression: ${trouble instanceof Error ? trouble.message : ''}`,
    );
  }
  return { id: newId(), action, expression, description, enabled };
}
