/** Public facts, as the window sees them. No private key, vault key or path of a kept file is in here. */

export const keyAlgorithms = ['p256', 'p384', 'rsa2048', 'rsa3072', 'rsa4096'] as const;
export type KeyAlgorithm = (typeof keyAlgorithms)[number];

/** A device authority signs clients only; a server authority is bound to its home's names. */
export type AuthorityJob = 'device' | 'server';

export const bundleProfiles = ['compatible', 'modern'] as const;
export type BundleProfile = (typeof bundleProfiles)[number];

export const platforms = ['ios', 'android', 'macos', 'other'] as const;
export type Platform = (typeof platforms)[number];

/** What anyone may read in an X.509 certificate. */
export interface CertificateFacts {
  /** First common name, decoded; empty where there is none. */
  readonly commonName: string;
  /** RFC 4514-like, most specific first: `CN=Anna – iPhone, O=Home`. */
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string; // lowercase hex
  readonly fingerprint: string; // SHA-256 of the DER, lowercase hex
  readonly notBefore: string; // ISO 8601, UTC
  readonly notAfter: string; // ISO 8601, UTC
  readonly san: readonly string[]; // `DNS:ha.example`, `IP:192.168.1.20`, `email:…`, `URI:…`
  readonly eku: readonly string[]; // `clientAuth`, `serverAuth`, … or the dotted OID
  readonly isCa: boolean;
  readonly key: string; // `P-256`, `RSA-2048`, …
}

/** What anyone may read in a certificate request (PKCS#10). Its names are wishes: whoever signs decides. */
export type RequestFacts = Pick<CertificateFacts, 'commonName' | 'subject' | 'fingerprint' | 'san' | 'eku' | 'key'>;

/** Why a certificate was revoked, as RFC 5280 section 5.3.1 names it. */
export type RevocationReason =
  | 'unspecified'
  | 'keyCompromise'
  | 'cACompromise'
  | 'affiliationChanged'
  | 'superseded'
  | 'cessationOfOperation'
  | 'certificateHold'
  | 'removeFromCRL'
  | 'privilegeWithdrawn'
  | 'aACompromise';

/** What anyone may read in a revocation list (CRL). */
export interface CrlFacts {
  readonly issuer: string; // as in CertificateFacts
  readonly number: string | null; // decimal
  readonly thisUpdate: string; // ISO 8601, UTC
  readonly nextUpdate: string | null; // ISO 8601, UTC
  readonly revoked: readonly { readonly serial: string; readonly at: string; readonly reason: RevocationReason }[];
}

export interface Authority {
  readonly id: string;
  readonly job: AuthorityJob;
  readonly homeId: string;
  readonly name: string;
  readonly certificate: CertificateFacts;
  /** Names and addresses a server authority may vouch for; empty for a device authority. */
  readonly bounds: readonly string[];
  readonly backup: { readonly phase: 'none' } | { readonly phase: 'saved'; readonly at: string; readonly fileName: string };
}

export interface ServerCertificate {
  readonly id: string;
  readonly homeId: string;
  readonly authorityId: string;
  readonly certificate: CertificateFacts;
}

export interface Device {
  readonly id: string;
  readonly name: string;
  readonly platform: Platform;
  readonly homeId: string | null;
  /** The authority of ours that issued it; null for a bundle that was brought along. */
  readonly authorityId: string | null;
  readonly certificate: CertificateFacts;
  readonly createdAt: string;
  readonly lastExport: { readonly at: string; readonly profile: BundleProfile } | null;
}

/** How the proxy in front of a home was set up. */
export interface ProxySetup {
  readonly target: 'nginx';
  /** Where the proxy finds Home Assistant: `http://192.168.1.5:8123`. */
  readonly upstream: string;
  /** The folder on the proxy that holds the certificate files: `/etc/nginx/latchkey`. */
  readonly folder: string;
  /** Whether a home with a DNS name also listens on IPv6. */
  readonly ipv6: boolean;
}

export interface Home {
  readonly id: string;
  readonly name: string;
  /** An origin: `https://ha.example:8443`, no trailing slash. */
  readonly url: string;
  readonly deviceAuthorityId: string | null;
  readonly server:
    | { readonly source: 'undecided' }
    | { readonly source: 'public' }
    | { readonly source: 'own'; readonly certificateId: string };
  readonly proxy: (ProxySetup & { readonly savedAt: string }) | null;
  readonly lastProbe: ProbeReport | null;
}

/** Why a certificate would be refused by a phone or a proxy, or might be. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning';
  readonly facts: Readonly<Record<string, string | number>>;
}

export const findingCodes = [
  'san-missing',
  'san-lacks-home',
  'san-wildcard-shape',
  'san-outside-authority',
  'validity-too-long',
  'validity-beyond-authority',
  'authority-ended',
  'curve-unproved-on-phones',
  'common-name-looks-like-host',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** A bundle as it was opened: what is inside and what protected it. */
export interface BundleFacts {
  /** The leaf that the first key belongs to, then its chain. */
  readonly chain: readonly CertificateFacts[];
  readonly keyCount: number;
  /** For people: `PBES2 AES-256-CBC, HMAC-SHA256, 2048 rounds`. */
  readonly encryption: string;
  readonly mac: string;
  /** Which profile of ours it already matches, if any. */
  readonly profile: BundleProfile | null;
}

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
] as const;
export type RungId = (typeof rungIds)[number];

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
  'missed',
  'device',
  'protocol',
  'cipher',
  'subject',
  'issuer',
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

export const causeCodes = [
  'name-not-found',
  'connection-refused',
  'connection-timed-out',
  'connection-failed',
  'tls-not-spoken',
  'tls-failed',
  'server-certificate-expired',
  'server-certificate-wrong-name',
  'server-certificate-untrusted',
  'door-open',
  'stranger-outcome-unclear',
  'no-device-chosen',
  'device-certificate-unusable',
  'device-certificate-out-of-date',
  'device-certificate-refused',
  'no-http-answer',
  'home-assistant-down',
  'forwarded-headers-refused',
  'other-answer',
  'websocket-upgrade-dropped',
  'websocket-silent',
] as const;
export type CauseCode = (typeof causeCodes)[number];

export interface Cause {
  readonly code: CauseCode;
  readonly confidence: 'certain' | 'likely' | 'possible';
  readonly facts: Readonly<Record<string, string>>;
}

/** The outcome of Test connection, as seen from this network. */
export interface ProbeReport {
  readonly url: string;
  /** Common name of the device certificate that was shown; null when only a stranger knocked. */
  readonly device: string | null;
  readonly startedAt: string; // ISO 8601, UTC
  readonly durationMs: number;
  readonly verdict: Verdict;
  readonly cause: Cause | null;
  readonly runnerUp: Cause | null;
  readonly homeAssistantVersion: string | null;
  readonly rungs: readonly Rung[];
}

/** A file that the app writes for a proxy; text is null where it holds a private key. */
export interface DeployFile {
  readonly name: string;
  readonly text: string | null;
  readonly purpose: 'configuration' | 'device-authority' | 'server-authority' | 'server-chain' | 'server-key' | 'home-assistant' | 'readme';
}

export interface DeployPlan {
  readonly files: readonly DeployFile[];
  /** Commands for the proxy's host, in order. */
  readonly commands: readonly string[];
  /** Lines for Home Assistant's configuration.yaml. */
  readonly homeAssistant: string;
}

export type VaultStatus =
  | { readonly phase: 'open'; readonly protection: 'keychain' | 'passphrase' }
  /** A passphrase vault that waits for its passphrase. */
  | { readonly phase: 'locked' }
  /** Nothing is stored yet and the system offers no keychain: choose a passphrase or try again. */
  | { readonly phase: 'no-keychain' }
  /** A vault exists, but the keychain does not give its key (locked, or the entry is gone). */
  | { readonly phase: 'key-missing' }
  | { readonly phase: 'damaged' };

export interface Settings {
  readonly appearance: 'system' | 'light' | 'dark';
  readonly language: 'system' | 'en';
}

export interface AppFacts {
  readonly version: string;
  readonly platform: 'linux' | 'darwin' | 'win32';
  /** The system's name for its keychain: `Keychain`, `Credential Manager`, `Secret Service`. */
  readonly keychain: string;
  /** True on the runtime that is for development and tests only. */
  readonly testRuntime: boolean;
  readonly systemLanguage: string;
}

/** What was typed in the own-proxy wizard and is not confirmed yet. Confirmed steps are records. */
export const ownProxySteps = ['address', 'authority', 'backup', 'server', 'proxy', 'device', 'export', 'test', 'phone'] as const;
export type OwnProxyStep = (typeof ownProxySteps)[number];
