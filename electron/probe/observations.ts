import type { Road } from '../contract/cloudflare.ts';
import type { ProxyTarget } from '../contract/deploy.ts';
import type { CertificateFacts } from '../contract/entities.ts';
import type { InspectedCertificate } from '../contract/inspection.ts';
import type { Step } from './step.ts';

/** Where the probe knocks. */
export interface Target {
  /** The origin as it was asked for: `https://ha.example:8443`. */
  readonly origin: string;
  /** A DNS name, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** How a certificate's dates stand to this computer's clock (RFC 5280 section 4.1.2.5). */
export type Dates = 'good' | 'expired' | 'not-yet-valid';

/** The device certificate that is shown at the door, and what is wrong with it before anybody is asked. */
export interface ShownIdentity {
  readonly name: string;
  readonly certificate: CertificateFacts;
  /** Subjects of the issuers that come along in its chain, nearest first. */
  readonly chain: readonly string[];
  readonly dates: Dates;
  /** Whether its purposes allow a client; true where it names none. */
  readonly mayBeClient: boolean;
}

/** What is known of a home without asking anybody. */
export interface Knowledge {
  /** Since when the shown device should be refused, ISO 8601, UTC; null while it is good. */
  readonly revokedAt: string | null;
  /** When our revocation list for the home's device authority ends, ISO 8601, UTC; null where the proxy reads none. */
  readonly crlUntil: string | null;
  /** The home's device authorities that this app has, the present one first. */
  readonly authorities: readonly { readonly subject: string; readonly fingerprint: string }[];
  /** Fingerprint of the server certificate that we issued for the home; null where it has another. */
  readonly serverFingerprint: string | null;
  readonly proxy: {
    readonly target: ProxyTarget;
    readonly folder: string;
    readonly upstream: string;
  } | null;
  /** Paths that anybody may call without a certificate, at the proxy or by Cloudflare's rule. */
  readonly openPaths: readonly string[];
  readonly road: Road | null;
}

/** What is known of an address that is nobody's home. */
export const nothingKnown: Knowledge = {
  revokedAt: null,
  crlUntil: null,
  authorities: [],
  serverFingerprint: null,
  proxy: null,
  openPaths: [],
  road: null,
};

/** One address of the name, and whether it takes a connection. */
export interface Attempt {
  readonly address: string;
  readonly family: 4 | 6;
  /** Whether it leads no further than the own network: RFC 1918, RFC 4193, loopback, link-local. */
  readonly isPrivate: boolean;
  readonly connected: Step<null>;
}

/** What a server asked of us while hands were shaken, read off the wire. */
export type Asked =
  /** Names of the authorities that it accepts (may be none), and its signature schemes by number (RFC 8446 section 4.2.3). */
  | { readonly state: 'asked'; readonly issuers: readonly string[]; readonly schemes: readonly number[] }
  | { readonly state: 'not-asked' }
  /** The handshake ended before, or with a cipher that this runtime lacks. */
  | { readonly state: 'unknown' };

/** A certificate of the server's chain. */
export interface ServerCertificateFacts extends InspectedCertificate {
  readonly isSelfSigned: boolean;
  /** Whether its key may sign what it says in a handshake (RFC 5280 section 4.2.1.3). */
  readonly maySign: boolean;
}

/** A finished handshake. It proves nothing about the door: TLS 1.3 refuses only afterwards. */
export interface Handshake {
  readonly protocol: string;
  readonly cipher: string;
  /** `h2`, `http/1.1`, or empty where the server chose none. */
  readonly alpn: string;
  /** The certificates as sent, leaf first. */
  readonly chain: readonly [ServerCertificateFacts, ...ServerCertificateFacts[]];
  /** The leaf's. */
  readonly dates: Dates;
  readonly nameMatches: boolean;
  /** Why the chain leads to no trusted root, as OpenSSL names it; null where it does. */
  readonly distrust: string | null;
  /** Whether our side sent a certificate; null where it cannot be read. */
  readonly sentCertificate: boolean | null;
}

/** An HTTP answer, its body cut at 64 KB. */
export interface Answer {
  readonly status: number;
  /** Those of `toldHeaders` that came along. */
  readonly headers: Readonly<Partial<Record<ToldHeader, string>>>;
  readonly body: string;
}

/** The headers that tell something about who answers. */
export const toldHeaders = [
  'server',
  'date',
  'location',
  'via',
  'alt-svc',
  'strict-transport-security',
  'www-authenticate',
  'content-type',
  'cf-ray',
  'cf-mitigated',
  'retry-after',
  'x-powered-by',
] as const;
export type ToldHeader = (typeof toldHeaders)[number];

/** What the WebSocket endpoint said first. */
export type Greeting =
  | { readonly kind: 'auth-required'; readonly version: string | null }
  | { readonly kind: 'other-message'; readonly body: string }
  /** It answered as plain HTTP instead of upgrading. */
  | { readonly kind: 'not-upgraded'; readonly answer: Answer };

/** One fresh connection: the handshake, then one question. */
export interface Visit<T> {
  readonly handshake: Step<Handshake>;
  readonly asked: Asked;
  /** Null where the handshake failed. */
  readonly reply: Step<T> | null;
}

/** Everything a run saw. Null is what was not tried, or not yet. */
export interface Observations {
  readonly target: Target;
  readonly identity: ShownIdentity | null;
  readonly known: Knowledge;
  readonly startedAt: string; // ISO 8601, UTC, by this computer's clock
  /** How many connections were opened. */
  readonly connections: number;
  readonly name: Step<readonly string[]> | null;
  /** In the order of the resolver; at most eight. */
  readonly attempts: readonly Attempt[];
  /** The address that took a connection; all visits go there unless they say otherwise. */
  readonly reached: Step<string> | null;
  /** GET /manifest.json without a certificate, by the best protocol that both sides know. */
  readonly stranger: Visit<Answer> | null;
  /** The same with TLS 1.2 at most, where 1.3 hides why. */
  readonly strangerOld: Visit<Answer> | null;
  readonly device: Visit<Answer> | null;
  readonly deviceOld: Visit<Answer> | null;
  /** A stranger at other addresses that took a connection: is IPv6 locked as IPv4 is? */
  readonly elsewhere: readonly { readonly address: string; readonly visit: Visit<Answer> }[];
  /** A stranger that names no server (RFC 6066 section 3): which site is the default, and does it ask? */
  readonly unnamed: Visit<Answer> | null;
  /** Which of HTTP's versions the server speaks. */
  readonly alpn: { readonly h2: boolean; readonly http1: boolean } | null;
  /** GET http://host/manifest.json on port 80. */
  readonly plain: Step<Answer> | null;
  /** GET http://host:8123/manifest.json, where the home's port is another. */
  readonly direct: Step<Answer> | null;
  /** What the port says in plain text where it speaks no TLS: its first bytes, `SSH-2.0-…` or an HTTP answer. */
  readonly banner: string | null;
  /** GET /auth/providers as the device. */
  readonly providers: Visit<Answer> | null;
  readonly webSocket: Visit<Greeting> | null;
  /** POST /api/webhook/<random> as the device. */
  readonly webhook: Visit<Answer> | null;
  /** The same as a stranger; only where the home leaves all webhooks open. */
  readonly strangerWebhook: Visit<Answer> | null;
}
