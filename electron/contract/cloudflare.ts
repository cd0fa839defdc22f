/** What the app knows of a home behind Cloudflare, what it can see of it, and what it changes there with a token. */

export const roads = ['proxy', 'cloudflare'] as const;
/** How a home is reached from outside: through a proxy of one's own, or through Cloudflare's tunnel. */
export type Road = (typeof roads)[number];

/** How many client certificates a zone holds; none can be deleted, but one that is revoked makes room. */
export const certificateLimit = 100;
/** How many custom rules a zone of the free plan holds. */
export const freeRuleLimit = 5;

export const cloudflareSteps = [
  'address',
  'prepare',
  'tunnel',
  'connector',
  'device',
  'certificate',
  'hostname',
  'rule',
  'export',
  'test',
  'phone',
] as const;
export type CloudflareStep = (typeof cloudflareSteps)[number];

/** What the user does at Cloudflare or at Home Assistant and ticks off, in the order of the steps. */
export const cloudflareTicks = [
  'account',
  'domain',
  'websockets',
  'tunnel-made',
  'hostname-routed',
  'ssl-strict',
  'always-https',
  'connector-running',
  'configuration-written',
  'request-uploaded',
  'hostname-associated',
  'rule-deployed',
] as const;
export type CloudflareTick = (typeof cloudflareTicks)[number];

/** The road through Cloudflare as it was confirmed for one home. */
export interface CloudflareSetup {
  /** Where the tunnel finds Home Assistant: `http://homeassistant:8123`; null until that step is confirmed. */
  readonly service: string | null;
  /** The rule that locks the door; null until it is in place. */
  readonly rule: (CloudflareRuleChoice & { readonly savedAt: string }) | null;
  /** What was changed with a token, so that it can be taken back. */
  readonly applied: CloudflareApplied | null;
}

export interface CloudflareRuleChoice {
  /** Paths that anybody may call without a certificate: `/api/webhook/abc`; all webhooks where one ends in `/`. */
  readonly openPaths: readonly string[];
  /** Subject key identifier of the only issuer whose certificates open, uppercase hex; null where the whole account's do. */
  readonly issuer: string | null;
}

/**
 * Our own changes in a zone, each noted before it is made, so that one that was cut short is taken back too. What stood
 * there before is not in it.
 */
export interface CloudflareApplied {
  readonly zoneId: string;
  readonly zone: string;
  /** The host that was associated; null where it had been before. */
  readonly associated: string | null;
  /** The rule that was added; null where an equal one was there. Its id is null until Cloudflare named it. */
  readonly rule: (CloudflareRule & { readonly id: string | null }) | null;
  /** The keys that were certified for us: SHA-256 of the SubjectPublicKeyInfo, lowercase hex. */
  readonly keys: readonly string[];
}

/** What to type into Cloudflare's form for a custom rule. */
export interface CloudflareRule {
  readonly name: string;
  readonly expression: string;
}

/** What to copy on the way, for exactly this home. */
export interface CloudflarePreview {
  readonly host: string;
  readonly rule: CloudflareRule;
  /** Lines for Home Assistant's configuration.yaml. */
  readonly homeAssistant: string;
}

export const cloudflareCheckIds = ['nameservers', 'host', 'https', 'tunnel', 'home-assistant', 'websocket', 'door'] as const;
export type CloudflareCheckId = (typeof cloudflareCheckIds)[number];

/** Why a check failed, or could not be decided. */
export const cloudflareCauses = [
  /** `nameservers`: the domain's name servers (fact `nameservers`, of `zone`) are not Cloudflare's. */
  'nameservers-elsewhere',
  /** `nameservers`: nobody told which name servers the domain has. */
  'nameservers-not-found',
  /** `host`: there is no such name yet. */
  'host-not-found',
  /** `host`: it leads to addresses (fact `addresses`) that are not Cloudflare's. */
  'host-elsewhere',
  /** `https`: Cloudflare has no certificate for a name this deep below the domain (TLS alert 40). */
  'edge-certificate-missing',
  /** `https`: http is answered without a redirect (fact `status`). */
  'https-not-forced',
  /** Nothing answered. Fact `error`. */
  'no-answer',
  /** `tunnel`: Cloudflare has no connection to the tunnel (530, error 1033). */
  'tunnel-down',
  /** `tunnel`: it runs, but does not reach Home Assistant (502, 503, 504). Fact `status`. */
  'service-unreachable',
  /** `tunnel`: Cloudflare does not trust what is behind (525, 526). Fact `status`. */
  'service-tls',
  /** `home-assistant`: it refuses the tunnel until it is among the trusted proxies (400). */
  'forwarded-headers-refused',
  /** `home-assistant`: a login page of Cloudflare Access is in the way. */
  'access-login',
  /** `home-assistant`: something else answers. Fact `status`. */
  'other-answer',
  /** `websocket`: the upgrade was not taken. Fact `status`. */
  'websocket-refused',
  /** Strangers are turned away already, so nothing behind the door can be seen without a certificate. */
  'door-locked',
  /** `door`: strangers get in. */
  'door-open',
] as const;
export type CloudflareCause = (typeof cloudflareCauses)[number];

/** One thing that the app looked at by itself, as a stranger without a certificate. */
export interface CloudflareCheck {
  readonly id: CloudflareCheckId;
  readonly state: 'passed' | 'failed' | 'unknown';
  /** Null where it passed. */
  readonly cause: CloudflareCause | null;
  readonly facts: Readonly<Record<string, string>>;
}

/** What a token must be allowed to do; Cloudflare's own words for it are among its places. */
export const cloudflareScopes = ['zone-read', 'certificates-edit', 'waf-edit'] as const;
export type CloudflareScope = (typeof cloudflareScopes)[number];

export interface CloudflareZone {
  readonly id: string;
  /** `example.org` */
  readonly name: string;
  readonly account: string;
  /** As Cloudflare names it: `Free Website`. */
  readonly plan: string;
}

/** Whether the app holds a token; the token itself stays in the vault. */
export type CloudflareAccess =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'connected';
      readonly since: string; // ISO 8601, UTC
      /** When the token ends by itself; null where it does not. */
      readonly expiresAt: string | null; // ISO 8601, UTC
      /** As they were when the token was entered. */
      readonly zones: readonly CloudflareZone[];
    };

export const cloudflareStatuses = ['active', 'pending_reactivation', 'pending_revocation', 'revoked'] as const;
export type CloudflareStatus = (typeof cloudflareStatuses)[number];

/** A client certificate as Cloudflare lists it. */
export interface CloudflareCertificate {
  readonly id: string;
  readonly name: string;
  readonly status: CloudflareStatus;
  readonly expiresAt: string | null; // ISO 8601, UTC
  /** The device of ours that it belongs to. */
  readonly deviceId: string | null;
}

export interface CloudflareRuleFacts extends CloudflareRule {
  readonly id: string;
  readonly action: string;
  readonly enabled: boolean;
}

/** All that matters to us in a zone. A limit is null where the plan is not known to have it. */
export interface CloudflareZoneState {
  readonly zone: CloudflareZone;
  readonly certificates: readonly CloudflareCertificate[];
  /** How many of them count toward the limit. */
  readonly certificatesUsed: number;
  readonly certificateLimit: number;
  /** Hosts that ask for a client certificate. */
  readonly hosts: readonly string[];
  /** In the order in which they are applied. */
  readonly rules: readonly CloudflareRuleFacts[];
  readonly ruleLimit: number | null;
}

/** One change, exactly as it will be made. Nothing is done for one that is there already. */
export type CloudflareChange =
  | {
      readonly kind: 'certificate';
      readonly phase: 'needed' | 'there';
      readonly name: string;
      readonly validityDays: number;
      /** How many certificates of the zone count toward its limit. */
      readonly before: number;
      readonly after: number;
    }
  | {
      readonly kind: 'association';
      readonly phase: 'needed' | 'there';
      readonly before: readonly string[];
      readonly after: readonly string[];
    }
  | {
      readonly kind: 'rule';
      readonly phase: 'needed' | 'there';
      readonly before: readonly CloudflareRuleFacts[];
      /** Ours as it was, which is rewritten in its place; null where a new one comes last. */
      readonly replaces: CloudflareRuleFacts | null;
      readonly added: CloudflareRule;
    };
export type CloudflareChangeKind = CloudflareChange['kind'];

export interface CloudflarePlan {
  readonly planId: string;
  readonly zone: CloudflareZone;
  readonly host: string;
  /** In the order in which they are made. */
  readonly changes: readonly CloudflareChange[];
}

export type CloudflareProgress =
  | { readonly phase: 'working' }
  /** Cloudflare has the request and did not hand out the certificate yet. */
  | { readonly phase: 'waiting' }
  | { readonly phase: 'done' };

/** What undoing left alone, and why. */
export interface CloudflareLeft {
  readonly kind: CloudflareChangeKind;
  /** It was changed by somebody since; or it had gone already. */
  readonly reason: 'changed-since' | 'gone';
}
