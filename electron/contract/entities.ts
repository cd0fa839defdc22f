import type { CloudflareSetup, Road } from './cloudflare.ts';
import type { ProxySetup, Todo } from './deploy.ts';
import type { GuideProgress } from './guides.ts';
import type { ProbeReport, ProbeSchedule } from './probe.ts';

/** Public facts, as the window sees them. No private key, vault key or path of a kept file is in here. */

export const keyAlgorithms = ['p256', 'p384', 'rsa2048', 'rsa3072', 'rsa4096'] as const;
export type KeyAlgorithm = (typeof keyAlgorithms)[number];

/** A device authority signs clients only; a server authority is bound to its home's names. */
export type AuthorityJob = 'device' | 'server';

export const bundleProfiles = ['compatible', 'modern'] as const;
export type BundleProfile = (typeof bundleProfiles)[number];

/** How an identity leaves the app: as a bundle in one of the profiles, or as PEM text with the key encrypted (PKCS#8). */
export const exportForms = [...bundleProfiles, 'pem'] as const;
export type ExportForm = (typeof exportForms)[number];

/** Where a file may go: what one of these takes, another may refuse. */
export const exportTargets = ['ios', 'android-15', 'android-16', 'wear-os', 'macos', 'windows', 'firefox', 'pem'] as const;
export type ExportTarget = (typeof exportTargets)[number];

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

/** A key of ours that waits for its certificate: its request (CSR) is for an authority elsewhere to sign. */
export interface PendingRequest {
  readonly id: string;
  readonly name: string;
  readonly platform: Platform;
  readonly homeId: string | null;
  readonly request: RequestFacts;
  /** The request as it is handed to the authority: PEM, nothing secret. */
  readonly pem: string;
  readonly createdAt: string;
}

/** Whose key a certificate belongs to, as far as we hold it. */
export type KeyOwner =
  | { readonly kind: 'request'; readonly requestId: string; readonly name: string }
  | { readonly kind: 'device'; readonly deviceId: string; readonly name: string }
  | { readonly kind: 'nobody' };

/** What revoking a device says about the reason; the words that make sense for a device. */
export const deviceRevocationReasons = ['unspecified', 'keyCompromise', 'superseded', 'cessationOfOperation'] as const;
export type DeviceRevocationReason = (typeof deviceRevocationReasons)[number];

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
  /** Whether its key is in the vault, or stayed on the server that made the request. */
  readonly key: 'here' | 'elsewhere';
  readonly certificate: CertificateFacts;
}

/** A file that was saved of a device. */
export interface DeviceExport {
  readonly at: string; // ISO 8601, UTC
  readonly form: ExportForm;
}

export interface Device {
  readonly id: string;
  readonly name: string;
  readonly platform: Platform;
  readonly homeId: string | null;
  /** The authority of ours that issued it; null for a bundle that was brought along. */
  readonly authorityId: string | null;
  readonly certificate: CertificateFacts;
  /** Whether its key is in the vault, or stayed on the device that made the request. */
  readonly key: 'here' | 'elsewhere';
  readonly createdAt: string;
  /** Every file that was saved of it, oldest first. */
  readonly exports: readonly DeviceExport[];
  readonly lastExport: DeviceExport | null;
  /** Null while it is good. */
  readonly revoked: { readonly at: string; readonly reason: DeviceRevocationReason } | null;
  /** Null until something was ticked or chosen. */
  readonly guide: GuideProgress | null;
}

export interface Home {
  readonly id: string;
  readonly name: string;
  /** An origin: `https://ha.example:8443`, no trailing slash. */
  readonly url: string;
  readonly road: Road;
  readonly deviceAuthorityId: string | null;
  readonly server:
    | { readonly source: 'undecided' }
    | { readonly source: 'public' }
    | { readonly source: 'own'; readonly certificateId: string };
  readonly proxy: (ProxySetup & { readonly savedAt: string }) | null;
  readonly cloudflare: CloudflareSetup | null;
  /** Oldest first. */
  readonly todo: readonly Todo[];
  readonly lastProbe: ProbeReport | null;
  /** Null where it is tested by hand only. */
  readonly schedule: ProbeSchedule | null;
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
export const ownProxySteps = ['address', 'authority', 'backup', 'server', 'target', 'proxy', 'device', 'export', 'test', 'phone'] as const;
export type OwnProxyStep = (typeof ownProxySteps)[number];
