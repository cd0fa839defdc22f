import { type CloudflareChange, type CloudflareRule, type CloudflareRuleFacts, certificateLimit } from '../contract/cloudflare.ts';
import { Failure } from '../contract/failure.ts';
import { sameExpression } from './rule.ts';
import { certificateFor, isWithin, ruleLimitOf, used, type Zone } from './zone.ts';

/** What shall be so in a zone. */
export interface Wanted {
  readonly host: string;
  readonly rule: CloudflareRule;
  /** A rule that we wrote before, to be rewritten if it is still as we wrote it. */
  readonly ownRule: (CloudflareRule & { readonly id: string | null }) | null;
  /** The key that is to be certified; null for none. */
  readonly request: WantedCertificate | null;
}

export interface WantedCertificate {
  readonly name: string;
  /** PKCS#10, PEM. */
  readonly pem: string;
  /** `keyDigest` of the key. */
  readonly digest: string;
  readonly validityDays: number;
}

/**
 * Says what has to change, in the order in which it is changed: the door is locked last, when there is a certificate for it.
 *
 * @throws Failure cloudflare-host-outside-zone, cloudflare-certificates-full, cloudflare-rules-full
 */
export function planChanges(state: Zone, { host, rule, ownRule, request }: Wanted): readonly CloudflareChange[] {
  const { zone } = state;
  if (!isWithin(host, zone.name)) throw new Failure('cloudflare-host-outside-zone', { host, zone: zone.name });
  return [...(request ? [certificateChange(state, request)] : []), associationChange(state, host), ruleChange(state, rule, ownRule)];
}

function certificateChange({ certificates }: Zone, { name, digest, validityDays }: WantedCertificate): CloudflareChange {
  const before = used(certificates);
  if (certificateFor(certificates, digest)) return { kind: 'certificate', phase: 'there', name, validityDays, before, after: before };
  if (before >= certificateLimit) throw new Failure('cloudflare-certificates-full', { limit: certificateLimit });
  return { kind: 'certificate', phase: 'needed', name, validityDays, before, after: before + 1 };
}

function associationChange({ hosts }: Zone, host: string): CloudflareChange {
  const after = withHost(hosts, host);
  return { kind: 'association', phase: after === hosts ? 'there' : 'needed', before: hosts, after };
}

function ruleChange(state: Zone, rule: CloudflareRule, ownRule: Wanted['ownRule']): CloudflareChange {
  const before = state.ruleset?.rules ?? [];
  if (before.some((each) => isInForce(each, rule))) return { kind: 'rule', phase: 'there', before, replaces: null, added: rule };
  const replaces = (ownRule && before.find((each) => each.id === ownRule.id && isInForce(each, ownRule))) ?? null;
  const limit = ruleLimitOf(state.zone);
  if (replaces === null && limit !== null && before.length >= limit) throw new Failure('cloudflare-rules-full', { limit });
  return { kind: 'rule', phase: 'needed', before, replaces, added: rule };
}

/** The list with one host more; the same list where it is there already. */
export const withHost = (hosts: readonly string[], host: string): readonly string[] => (hosts.includes(host) ? hosts : [...hosts, host]);

/** The list without one host; all others stay. */
export const withoutHost = (hosts: readonly string[], host: string): readonly string[] => hosts.filter((each) => each !== host);

/** Whether a rule of the list does what ours does. */
export const isInForce = (rule: CloudflareRuleFacts, wanted: CloudflareRule): boolean =>
  rule.action === 'block' && rule.enabled && sameExpression(rule.expression, wanted.expression);

/** Whether a list of hosts is the one that was shown, in any order. */
export const sameHosts = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((host) => other.includes(host));

/** Whether a list of rules is the one that was shown. */
export const sameRules = (one: readonly CloudflareRuleFacts[], other: readonly CloudflareRuleFacts[]): boolean =>
  JSON.stringify(one.map(essence)) === JSON.stringify(other.map(essence));

const essence = ({ id, expression, action, enabled }: CloudflareRuleFacts) => [id, expression, action, enabled];
