/** What Test connection saw, and what it makes of it. */

export const verdicts = [
  'locked',
  'open',
  'device-refused',
  'server-untrusted',
  'unreachable',
  'not-home-assistant',
  'websocket-blocked',
  'unclear',
] as const;
export type Verdict = (typeof verdicts)[number];

export const rungIds = [
  'name',
  'reached',
  'server-certificate',
  'stranger-refused',
  'device-let-in',
  'home-assistant',
  'websocket',
  'webhook',
] as const;
export type RungId = (typeof rungIds)[number];

/** What a run keeps to, whatever it meets. */
export const probeLimits = { totalMs: 30_000, connections: 24 } as const;

/** One rung of the ladder, in the order in which a connection is made. */
export interface Rung {
  readonly id: RungId;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** Milliseconds that this rung took; null where it was not tried. */
  readonly ms: number | null;
  /** What was seen, for the sentence and the disclosure: `{ address, status, alert, issuer … }`. */
  readonly evidence: Readonly<Partial<Record<EvidenceLabel, string>>>;
}

/** What a rung's evidence may hold. */
export const evidenceLabels = [
  'addresses',
  'address',
  'port',
  /** Every address that was tried, its family, and how that went. */
  'connections',
  'device',
  'revoked',
  /** Whether a device certificate was asked for: `yes`, `no`; and the authorities that were named. */
  'asked',
  'authorities',
  'protocol',
  'cipher',
  'alpn',
  'subject',
  'issuer',
  'fingerprint',
  'names',
  'notBefore',
  'notAfter',
  'chain',
  'distrust',
  'status',
  'server',
  'location',
  'body',
  'version',
  'alert',
  'error',
] as const;
export type EvidenceLabel = (typeof evidenceLabels)[number];

/** Every cause that can be named, by neighbourhood. What must be mended first is said by their order in `judge`, not here. */
export const causeCodes = [
  // a door that is open, or not as shut as it looks
  'door-open-ipv6',
  'door-open-other-address',
  'door-open-by-default-site',
  'door-open-unnamed',
  'door-open-optional',
  'door-open-not-asked',
  'door-open-http',
  'door-open-direct',
  'door-open-any-certificate',
  'revoked-device-let-in',
  // the way to a secure connection
  'captive-portal',
  'name-not-found',
  'connection-refused',
  'connection-timed-out',
  'connection-failed',
  'tls-not-spoken',
  'other-protocol',
  'tls-version-old',
  'tls-no-common-cipher',
  'server-name-unknown',
  'server-certificate-key-usage',
  'tls-failed',
  'tls-inspected',
  // the server's certificate
  'default-certificate',
  'clock-here-wrong',
  'server-certificate-version',
  'server-certificate-self-signed',
  'server-certificate-expired',
  'server-certificate-not-yet-valid',
  'server-certificate-without-names',
  'server-certificate-wrong-name',
  'server-certificate-purpose',
  'server-certificate-weak',
  'server-certificate-key-refused',
  'server-certificate-too-long',
  'server-chain-incomplete',
  'server-authority-out-of-date',
  'server-certificate-untrusted',
  // the device's certificate
  'device-certificate-unusable',
  'device-revoked',
  'proxy-clock-wrong',
  'device-certificate-expired',
  'device-certificate-not-yet-valid',
  'device-certificate-purpose',
  'device-certificate-name-like-host',
  'device-key-refused',
  'authority-replaced',
  'device-from-old-authority',
  'device-chain-missing',
  'device-from-elsewhere',
  'wrong-authority-file',
  'device-revoked-there',
  'crl-expired',
  'crl-unknown-authority',
  'device-certificate-refused',
  'device-forbidden',
  // what stands behind the door
  'rate-limited',
  'login-in-front',
  'upstream-wants-https',
  'forwarded-headers-refused',
  'ip-banned',
  'home-assistant-starting',
  'home-assistant-down',
  'onboarding-not-done',
  'redirected-elsewhere',
  'other-answer',
  'no-http-answer',
  // what the app keeps open and sends
  'http2-only',
  'websocket-upgrade-dropped',
  'websocket-forbidden',
  'websocket-gateway',
  'websocket-silent',
  'webhook-blocked',
  'webhook-shut-to-services',
  // the Cloudflare road
  'cloudflare-host-not-associated',
  'cloudflare-rule-missing',
  'cloudflare-revoked-check-missing',
  'cloudflare-bypassed',
  'cloudflare-edge-certificate-missing',
  'cloudflare-device-blocked',
  'cloudflare-dns-error',
  'cloudflare-tunnel-down',
  'cloudflare-origin-unreachable',
  'cloudflare-origin-tls',
  'cloudflare-access',
  'cloudflare-challenge',
  'cloudflare-websockets-off',
  // what was not settled
  'stranger-outcome-unclear',
  'no-device-chosen',
  'http3-offered',
] as const;
export type CauseCode = (typeof causeCodes)[number];

/** From what proves it alone, over what has hardly another reason, to one of several that the same evidence fits. */
export const confidences = ['certain', 'likely', 'possible'] as const;
export type Confidence = (typeof confidences)[number];

export interface Cause {
  readonly code: CauseCode;
  readonly confidence: Confidence;
  /** What its sentences name; `lines` is what to paste for this home, perhaps several lines, perhaps none. */
  readonly facts: Readonly<Record<string, string>>;
}

/** The next cause that fits, and why it is not the first: it is mended after that, or less speaks for it. */
export interface RunnerUp extends Cause {
  readonly whyNot: 'later' | 'less-sure';
}

/** The outcome of Test connection, as seen from this network. */
export interface ProbeReport {
  readonly url: string;
  /** Common name of the device certificate that was shown; null when only a stranger knocked. */
  readonly device: string | null;
  readonly startedAt: string; // ISO 8601, UTC
  readonly durationMs: number;
  /** How many connections it took. */
  readonly connections: number;
  readonly verdict: Verdict;
  readonly cause: Cause | null;
  readonly runnerUp: RunnerUp | null;
  readonly homeAssistantVersion: string | null;
  readonly rungs: readonly Rung[];
}

/** Something that differs from the test before. */
export type ReportChange =
  | { readonly kind: 'mended' | 'broken'; readonly rung: RungId }
  /** The device was revoked since, and should be refused now. */
  | { readonly kind: 'revoked' }
  /** Both are broken, but not for the same reason. */
  | { readonly kind: 'other-cause' }
  | { readonly kind: 'server-certificate'; readonly issuer: string; readonly notAfter: string }
  | { readonly kind: 'addresses'; readonly addresses: string }
  | { readonly kind: 'home-assistant'; readonly from: string; readonly to: string };

/** A test of a home that is over. */
export interface PastProbe {
  readonly id: string;
  /** As whom the door was tried; null for a stranger. */
  readonly deviceId: string | null;
  readonly report: ProbeReport;
  /** Against the one before as the same device, at the same address; null where there is none. */
  readonly changes: readonly ReportChange[] | null;
}

export const probeIntervals = ['daily', 'weekly'] as const;
/** How often a home is tested by itself, while the app is open. */
export type ProbeInterval = (typeof probeIntervals)[number];

export interface ProbeSchedule {
  readonly every: ProbeInterval;
  readonly deviceId: string;
}
