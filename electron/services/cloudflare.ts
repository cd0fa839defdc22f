import { judgeCloudflare } from '../cloudflare/checks.ts';
import { homeAssistantLines } from '../cloudflare/home-assistant.ts';
import { findDomain, knockPlain } from '../cloudflare/look.ts';
import type { Network } from '../cloudflare/network.ts';
import { cloudflareHost, writeRule } from '../cloudflare/rule.ts';
import type { CloudflareCheck, CloudflarePreview, CloudflareRuleChoice, CloudflareSetup } from '../contract/cloudflare.ts';
import type { Home } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import { issuerKeyIdentifier } from '../pki/certificate.ts';
import { probe } from '../probe/probe.ts';
import type { Foundation } from './foundation.ts';
import type { HomeService } from './home.ts';
import { fromRecord, newest } from './records.ts';

export type CloudflareService = ReturnType<typeof cloudflareService>;

/** What is chosen for the rule of one home. */
export interface RulePlan {
  readonly homeId: string;
  readonly openPaths: readonly string[];
  /** Whether only the issuer of the home's newest device opens. */
  readonly pin: boolean;
}

/** Patience for a look from outside: ten seconds in all. */
const limits = { stepMs: 4_000, totalMs: 9_000 };

/** The road through Cloudflare, done by hand: what to copy, what was confirmed, and what can be seen from outside. */
export function cloudflareService({ records, now }: Foundation, homes: HomeService, network: Network) {
  async function ruleChoice({ homeId, openPaths, pin }: RulePlan): Promise<CloudflareRuleChoice> {
    return { openPaths, issuer: pin ? await issuerOf(homeId) : null };
  }

  async function issuerOf(homeId: string): Promise<string> {
    const ofHome = (await records.list('device')).filter(
      (device) => device.homeId === homeId && device.authorityId === null && !device.revoked,
    );
    const [leaf] = newest(ofHome)?.chain ?? [];
    const issuer = leaf === undefined ? null : issuerKeyIdentifier(fromRecord(leaf));
    if (issuer === null) throw new Failure('cloudflare-issuer-unknown');
    // "cf.tls_client_auth.cert_issuer_ski" is uppercase in Cloudflare's fields reference, and strings are compared by case
    return issuer.toUpperCase();
  }

  return {
    ruleChoice,

    /** @throws Failure cloudflare-host-unsuitable, cloudflare-issuer-unknown where it cannot be pinned yet */
    async preview(plan: RulePlan): Promise<CloudflarePreview> {
      const { url } = await records.get('home', plan.homeId);
      return { host: cloudflareHost(url), rule: writeRule(url, await ruleChoice(plan)), homeAssistant: homeAssistantLines };
    },

    confirmTunnel: (homeId: string, service: string): Promise<Home> => homes.setUpCloudflare(homeId, (setup) => ({ ...setup, service })),

    /** @throws Failure as `preview` */
    async confirmRule(plan: RulePlan): Promise<Home> {
      const choice = await ruleChoice(plan);
      writeRule((await records.get('home', plan.homeId)).url, choice);
      return homes.setUpCloudflare(plan.homeId, withRule(choice, now()));
    },

    /** Looks at a home from outside, as a stranger; nothing of it is kept. @throws Failure cloudflare-host-unsuitable */
    async check(homeId: string): Promise<readonly CloudflareCheck[]> {
      const { url } = await records.get('home', homeId);
      const host = cloudflareHost(url);
      const [domain, plain, report] = await Promise.all([
        findDomain(network, host),
        knockPlain(network, host),
        probe({ url, identity: null, trusted: [], now, limits }),
      ]);
      return judgeCloudflare({ host, domain, plain, report });
    },
  };
}

export const withRule =
  (choice: CloudflareRuleChoice, at: Date) =>
  (setup: CloudflareSetup): CloudflareSetup => ({
    ...setup,
    rule: { ...choice, savedAt: at.toISOString() },
  });
