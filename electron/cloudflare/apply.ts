import type {
  CloudflareApplied,
  CloudflareChange,
  CloudflareChangeKind,
  CloudflareProgress,
  CloudflareRule,
} from '../contract/cloudflare.ts';
import { Failure } from '../contract/failure.ts';
import type { CertificateAnswer } from './answers.ts';
import type { CloudflareApi } from './api.ts';
import { isInForce, sameHosts, sameRules, type Wanted, type WantedCertificate, withHost } from './plan.ts';
import { certificateFor } from './zone.ts';

/** How one run of changes speaks to the outside. */
export interface Work {
  readonly api: CloudflareApi;
  readonly zoneId: string;
  /** Keeps what is ours in the zone. It is called before a change is made, so that nothing is ours unknown. */
  readonly note: (change: (applied: CloudflareApplied) => CloudflareApplied) => Promise<void>;
  readonly tell: (change: CloudflareChangeKind, progress: CloudflareProgress) => void;
  readonly sleep: (ms: number) => Promise<void>;
}

type ChangeOf<K extends CloudflareChangeKind> = Extract<CloudflareChange, { readonly kind: K }>;

/**
 * Makes the changes of a plan. Each looks first whether it is made already, so that a run that was cut short is simply run again;
 * and refuses where the zone is no longer what the plan showed.
 *
 * @returns the certificate as PEM, or null where none was wanted.
 * @throws Failure cloudflare-changed-meanwhile, cloudflare-certificates-full, cloudflare-certificate-waiting; as `cloudflareApi`
 */
export async function applyChanges(work: Work, wanted: Wanted, changes: readonly CloudflareChange[]): Promise<string | null> {
  let signed: CertificateAnswer | null = null;
  for (const change of changes) {
    work.tell(change.kind, { phase: 'working' });
    if (change.kind === 'certificate' && wanted.request) signed = await sign(work, wanted.request, change);
    if (change.kind === 'association') await associate(work, wanted.host, change);
    if (change.kind === 'rule') await addRule(work, change);
    if (change.kind !== 'certificate') work.tell(change.kind, { phase: 'done' });
  }
  if (signed === null) return null;
  const pem = await fetchCertificate(work, signed);
  work.tell('certificate', { phase: 'done' });
  return pem;
}

async function sign(work: Work, request: WantedCertificate, change: ChangeOf<'certificate'>): Promise<CertificateAnswer> {
  const { api, zoneId, note } = work;
  const known = certificateFor(await api.certificates(zoneId), request.digest);
  if (known) return known;
  if (change.phase === 'there') throw new Failure('cloudflare-changed-meanwhile');
  await note((applied) => ({ ...applied, keys: [...new Set([...applied.keys, request.digest])] }));
  return api.signRequest(zoneId, request.pem, request.validityDays);
}

async function associate({ api, zoneId, note }: Work, host: string, { before }: ChangeOf<'association'>): Promise<void> {
  const hosts = await api.hosts(zoneId);
  if (hosts.includes(host)) return;
  if (!sameHosts(hosts, before)) throw new Failure('cloudflare-changed-meanwhile');
  await note((applied) => ({ ...applied, associated: host }));
  const after = withHost(hosts, host);
  if (!sameHosts(await api.replaceHosts(zoneId, after), after)) throw new Failure('cloudflare-changed-meanwhile');
}

async function addRule(work: Work, { before, replaces, added }: ChangeOf<'rule'>): Promise<void> {
  const { api, zoneId, note } = work;
  const ruleset = await api.entryPoint(zoneId);
  const rules = ruleset?.rules ?? [];
  const known = rules.find((rule) => isInForce(rule, added));
  if (known) return note((applied) => nameRule(applied, added, known.id));
  if (!sameRules(rules, before)) throw new Failure('cloudflare-changed-meanwhile');
  if (ruleset !== null && replaces !== null) {
    await api.changeRule(zoneId, ruleset.id, replaces.id, added);
    return note((applied) => ({ ...applied, rule: { ...added, id: replaces.id } }));
  }
  await note((applied) => ({ ...applied, rule: { ...added, id: null } }));
  const after = ruleset === null ? await api.createEntryPoint(zoneId, added) : await api.addRule(zoneId, ruleset.id, added);
  const id = after.rules.find((rule) => isInForce(rule, added))?.id ?? null;
  await note((applied) => ({ ...applied, rule: { ...added, id } }));
}

/** A rule of ours whose answer we never heard: it was being added, or rewritten. */
function nameRule(applied: CloudflareApplied, rule: CloudflareRule, id: string): CloudflareApplied {
  const isOurs =
    applied.rule !== null && (applied.rule.id ?? id) === id && (applied.rule.id !== null || applied.rule.expression === rule.expression);
  return isOurs ? { ...applied, rule: { ...rule, id } } : applied;
}

const waits = [1_000, 2_000, 3_000, 5_000, 8_000, 13_000];

/** Asks for the certificate, ever more seldom, until it is made. */
async function fetchCertificate({ api, zoneId, tell, sleep }: Work, signed: CertificateAnswer): Promise<string> {
  let current = signed;
  for (const ms of waits) {
    if (isMade(current)) break;
    tell('certificate', { phase: 'waiting' });
    await sleep(ms);
    current = await api.certificate(zoneId, signed.id);
  }
  if (!isMade(current)) throw new Failure('cloudflare-certificate-waiting');
  return current.certificate;
}

const isMade = (answer: CertificateAnswer): answer is CertificateAnswer & { readonly certificate: string } =>
  answer.status === 'active' && Boolean(answer.certificate);
