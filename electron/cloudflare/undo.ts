import type { CloudflareApplied, CloudflareLeft } from '../contract/cloudflare.ts';
import type { Work } from './apply.ts';
import { isInForce, sameHosts, withoutHost } from './plan.ts';
import { sameExpression } from './rule.ts';
import { certifiedDigest } from './zone.ts';

type Undo = Pick<Work, 'api' | 'zoneId' | 'note'>;

/**
 * Takes back what we changed in a zone, the other way round, and forgets each part as it is gone, but for the keys, of which the
 * caller has to know still: a run that was cut short is run again. What somebody else changed since is left alone.
 *
 * @returns what was left alone, and why.
 * @throws Failure as `cloudflareApi`
 */
export async function undoChanges(work: Undo, applied: CloudflareApplied): Promise<readonly CloudflareLeft[]> {
  const left: CloudflareLeft[] = [];
  if (applied.rule) left.push(...(await removeRule(work, applied.rule)));
  await work.note((known) => ({ ...known, rule: null }));
  if (applied.associated !== null) left.push(...(await dissociate(work, applied.associated)));
  await work.note((known) => ({ ...known, associated: null }));
  if (applied.keys.length > 0) left.push(...(await revokeKeys(work, applied.keys)));
  return left;
}

async function removeRule({ api, zoneId }: Undo, rule: NonNullable<CloudflareApplied['rule']>): Promise<readonly CloudflareLeft[]> {
  const ruleset = await api.entryPoint(zoneId);
  const named = ({ id, name, expression }: { id: string; name: string; expression: string }) =>
    rule.id === null ? name === rule.name && sameExpression(expression, rule.expression) : id === rule.id;
  const found = ruleset?.rules.find(named);
  if (!ruleset || !found) return rule.id === null ? [] : [{ kind: 'rule', reason: 'gone' }];
  if (!isInForce(found, rule)) return [{ kind: 'rule', reason: 'changed-since' }];
  await api.removeRule(zoneId, ruleset.id, found.id);
  return [];
}

async function dissociate({ api, zoneId }: Undo, host: string): Promise<readonly CloudflareLeft[]> {
  const hosts = await api.hosts(zoneId);
  if (!hosts.includes(host)) return [{ kind: 'association', reason: 'gone' }];
  const after = withoutHost(hosts, host);
  return sameHosts(await api.replaceHosts(zoneId, after), after) ? [] : [{ kind: 'association', reason: 'changed-since' }];
}

async function revokeKeys({ api, zoneId }: Undo, keys: readonly string[]): Promise<readonly CloudflareLeft[]> {
  const ours = (await api.certificates(zoneId)).filter((certificate) => keys.includes(certifiedDigest(certificate) ?? ''));
  for (const { id, status } of ours) {
    if (status !== 'revoked' && status !== 'pending_revocation') await api.revoke(zoneId, id);
  }
  return [];
}
