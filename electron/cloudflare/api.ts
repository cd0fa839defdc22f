import { z } from 'zod';
import type { CloudflareRule, CloudflareRuleFacts, CloudflareScope, CloudflareStatus, CloudflareZone } from '../contract/cloudflare.ts';
import { Failure } from '../contract/failure.ts';
import {
  type CertificateAnswer,
  certificateAnswer,
  envelope,
  hostsAnswer,
  pageInfo,
  rulesetAnswer,
  tokenAnswer,
  zoneAnswer,
} from './answers.ts';
import { failureOf } from './refusal.ts';

/** Where Cloudflare's API is; nowhere else. */
const apiAddress = 'https://api.cloudflare.com/client/v4';

const limitMs = 20_000;
const phase = 'http_request_firewall_custom';

/** An ordered list of rules. */
export interface Ruleset {
  readonly id: string;
  readonly rules: readonly CloudflareRuleFacts[];
}

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** What the token must be allowed to do. */
  readonly scope: CloudflareScope;
}

interface Answered {
  readonly result: unknown;
  readonly info: unknown;
}

export type CloudflareApi = ReturnType<typeof cloudflareApi>;

/**
 * Cloudflare's API, as far as Latchkey uses it.
 *
 * @param token goes into the Authorization header and nowhere else
 * @throws Failure, from every call: cloudflare-token-wrong, cloudflare-permission-missing (fact `scope`), cloudflare-rate-limited
 *   (fact `seconds`), cloudflare-zone-missing, cloudflare-changed-meanwhile for anything else that is not there,
 *   cloudflare-unreachable, cloudflare-refused (facts `status`, `reason`), cloudflare-answer-strange
 */
export function cloudflareApi(fetch: typeof globalThis.fetch, token: string) {
  async function send(path: string, { method = 'GET', body, scope }: Call): Promise<Answered> {
    const response = await fetch(`${apiAddress}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
    }).catch(unreachable);
    const text = await response.text().catch(unreachable);
    // what a refusal says is shown and logged, and it may repeat what was sent
    if (!response.ok) throw failureOf(response, parsed(text.replaceAll(token, '***')), scope);
    const answer = envelope.safeParse(parsed(text));
    if (!answer.success) throw new Failure('cloudflare-answer-strange', { status: response.status });
    return { result: answer.data.result, info: answer.data.result_info };
  }

  async function ask<S extends z.ZodType>(schema: S, path: string, call: Call): Promise<z.output<S>> {
    return read(schema, (await send(path, call)).result);
  }

  /** All pages of a list, one after the other. */
  async function askAll<S extends z.ZodType>(schema: S, path: string, call: Call): Promise<z.output<S>[]> {
    const all: z.output<S>[] = [];
    for (let page = 1; ; page += 1) {
      const { result, info } = await send(`${path}${path.includes('?') ? '&' : '?'}page=${page}&per_page=${pageSize}`, call);
      const items = read(z.array(schema), result);
      all.push(...items);
      const pages = read(pageInfo, info)?.total_pages;
      if (pages === undefined ? items.length < pageSize : page >= pages) return all;
    }
  }

  return {
    /** When the token ends by itself. A token that belongs to an account is not known there: null then, too. */
    async tokenEnd(): Promise<string | null> {
      const answer = await ask(tokenAnswer, '/user/tokens/verify', { scope: 'zone-read' }).catch(unknownHere);
      if (answer && answer.status !== 'active') throw new Failure('cloudflare-token-wrong');
      return answer?.expires_on ?? null;
    },

    async zones(): Promise<readonly CloudflareZone[]> {
      return (await askAll(zoneAnswer, '/zones', { scope: 'zone-read' })).map(zoneOf);
    },

    async zone(zoneId: string): Promise<CloudflareZone> {
      return zoneOf(await ask(zoneAnswer, `/zones/${zoneId}`, { scope: 'zone-read' }));
    },

    /** All of them, revoked ones too. */
    certificates: (zoneId: string): Promise<readonly CertificateAnswer[]> =>
      askAll(certificateAnswer, `/zones/${zoneId}/client_certificates?status=all`, { scope: 'certificates-edit' }),

    certificate: (zoneId: string, id: string): Promise<CertificateAnswer> =>
      ask(certificateAnswer, `/zones/${zoneId}/client_certificates/${id}`, { scope: 'certificates-edit' }),

    /** @param csr PKCS#10, PEM */
    signRequest: (zoneId: string, csr: string, validityDays: number): Promise<CertificateAnswer> =>
      ask(certificateAnswer, `/zones/${zoneId}/client_certificates`, {
        method: 'POST',
        body: { csr, validity_days: validityDays },
        scope: 'certificates-edit',
      }),

    async revoke(zoneId: string, id: string): Promise<CloudflareStatus> {
      const path = `/zones/${zoneId}/client_certificates/${id}`;
      return (await ask(certificateAnswer, path, { method: 'DELETE', scope: 'certificates-edit' })).status;
    },

    async reactivate(zoneId: string, id: string): Promise<CloudflareStatus> {
      const path = `/zones/${zoneId}/client_certificates/${id}`;
      return (await ask(certificateAnswer, path, { method: 'PATCH', body: { reactivate: true }, scope: 'certificates-edit' })).status;
    },

    /** Hosts that ask for a certificate of Cloudflare's own authority. */
    async hosts(zoneId: string): Promise<readonly string[]> {
      return (await ask(hostsAnswer, hostsPath(zoneId), { scope: 'certificates-edit' })).hostnames ?? [];
    },

    /** Replaces the whole list. @returns the list as it stands then */
    async replaceHosts(zoneId: string, hostnames: readonly string[]): Promise<readonly string[]> {
      const call = { method: 'PUT', body: { hostnames }, scope: 'certificates-edit' } as const;
      return (await ask(hostsAnswer, hostsPath(zoneId), call)).hostnames ?? [];
    },

    /** The zone's custom rules; null where it never had any. */
    async entryPoint(zoneId: string): Promise<Ruleset | null> {
      const path = `/zones/${zoneId}/rulesets/phases/${phase}/entrypoint`;
      return ask(rulesetAnswer, path, { scope: 'waf-edit' }).then(rulesetOf, noneThere);
    },

    /** @returns the new list, ours its only rule */
    async createEntryPoint(zoneId: string, rule: CloudflareRule): Promise<Ruleset> {
      const body = { name: 'default', kind: 'zone', phase, rules: [blocking(rule)] };
      return rulesetOf(await ask(rulesetAnswer, `/zones/${zoneId}/rulesets`, { method: 'POST', body, scope: 'waf-edit' }));
    },

    /** Adds a rule behind all others, which stay as they are. @returns the whole list */
    async addRule(zoneId: string, rulesetId: string, rule: CloudflareRule): Promise<Ruleset> {
      const call = { method: 'POST', body: blocking(rule), scope: 'waf-edit' } as const;
      return rulesetOf(await ask(rulesetAnswer, `/zones/${zoneId}/rulesets/${rulesetId}/rules`, call));
    },

    /** Rewrites a rule in its place. @returns the whole list */
    async changeRule(zoneId: string, rulesetId: string, ruleId: string, rule: CloudflareRule): Promise<Ruleset> {
      const call = { method: 'PATCH', body: blocking(rule), scope: 'waf-edit' } as const;
      return rulesetOf(await ask(rulesetAnswer, `/zones/${zoneId}/rulesets/${rulesetId}/rules/${ruleId}`, call));
    },

    async removeRule(zoneId: string, rulesetId: string, ruleId: string): Promise<void> {
      await send(`/zones/${zoneId}/rulesets/${rulesetId}/rules/${ruleId}`, { method: 'DELETE', scope: 'waf-edit' });
    },
  };
}

/** The most that lists of client certificates and of zones give at once. */
const pageSize = 50;

const hostsPath = (zoneId: string): string => `/zones/${zoneId}/certificate_authorities/hostname_associations`;

const blocking = ({ name, expression }: CloudflareRule) => ({ action: 'block', description: name, expression, enabled: true });

function read<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const answer = schema.safeParse(value);
  if (!answer.success) throw new Failure('cloudflare-answer-strange', { status: 200 });
  return answer.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The error's own words are left behind: they could repeat what was sent. */
function unreachable(): never {
  throw new Failure('cloudflare-unreachable');
}

function unknownHere(trouble: unknown): null {
  if (trouble instanceof Failure && (trouble.code === 'cloudflare-token-wrong' || trouble.code === 'cloudflare-permission-missing'))
    return null;
  throw trouble;
}

function noneThere(trouble: unknown): null {
  if (trouble instanceof Failure && trouble.code === 'cloudflare-changed-meanwhile') return null;
  throw trouble;
}

const zoneOf = ({ id, name, account, plan }: z.output<typeof zoneAnswer>): CloudflareZone => ({
  id,
  name,
  account: account?.name ?? '',
  plan: plan?.name ?? '',
});

const rulesetOf = ({ id, rules }: z.output<typeof rulesetAnswer>): Ruleset => ({
  id,
  rules: (rules ?? []).map((rule) => ({
    id: rule.id,
    name: rule.description ?? '',
    expression: rule.expression ?? '',
    action: rule.action ?? '',
    enabled: rule.enabled ?? true,
  })),
});
