/** What a file holds, as far as anyone may know it: the answer to "inspect". */
import type { BundleProfile, CertificateFacts, CrlFacts, KeyOwner, RequestFacts } from './entities.ts';
import type { Installer } from './export-targets.ts';
import type { FailureFacts } from './failure.ts';

export interface InspectedCertificate extends CertificateFacts {
  /** As people count: 1 or 3. */
  readonly version: number;
  /** `SHA-256 with RSA`, `SHA-1 with ECDSA`, … or the dotted identifier. */
  readonly signature: string;
  /** SHA-256 of its public key (SubjectPublicKeyInfo): the same as of the private key that it belongs to. */
  readonly keyFingerprint: string;
}

export interface KeyFacts {
  /** `RSA-2048`, `P-256`, `Ed25519`, … */
  readonly label: string;
  /** Fingerprint of the certificate in the file that it belongs to. */
  readonly certificate: string | null;
  /** SHA-256 of its public half (SubjectPublicKeyInfo); null for a kind of key that this runtime does not know. */
  readonly keyFingerprint: string | null;
}

export interface FileFacts {
  readonly kind: 'bundle' | 'certificate' | 'request' | 'crl' | 'key';
  /** Whether it is a bundle as phones take them, and not text with the same inside. */
  readonly isPkcs12: boolean;
  /** For people: `PBES2 AES-256-CBC, HMAC-SHA256, 2048 rounds`; null where nothing is encrypted. */
  readonly encryption: string | null;
  /** For people: `HMAC-SHA1, 2048 rounds`; null where there is none. */
  readonly mac: string | null;
  /** The profile of ours that a bundle matches, if any. */
  readonly profile: BundleProfile | null;
  readonly keys: readonly KeyFacts[];
  readonly certificates: readonly InspectedCertificate[];
  readonly requests: readonly RequestFacts[];
  readonly crls: readonly CrlFacts[];
}

export const fileFindingCodes = [
  'bundle-form-refused',
  'bundle-encryption-refused',
  'bundle-encryption-obsolete',
  'bundle-mac-refused',
  'bundle-mac-unread',
  'bundle-mac-missing',
  'bundle-iterations-refused',
  'bundle-passphrase-empty',
  'bundle-key-missing',
  'bundle-several-keys',
  'key-unprotected',
  'key-refused',
  'key-unproved-on-phones',
  'key-too-short',
  'key-of-authority',
  'key-without-certificate',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-signature-refused',
  'certificate-version-refused',
  'certificate-issuer-missing',
  'device-purpose-missing',
  'server-purpose-missing',
  'server-names-missing',
  'server-validity-too-long',
  'crl-expired',
] as const;
export type FileFindingCode = (typeof fileFindingCodes)[number];

/** Why a phone or a proxy refuses a file as it is (error), or may come to grief with it (warning). */
export interface FileFinding {
  readonly code: FileFindingCode;
  readonly severity: 'error' | 'warning';
  readonly facts: Readonly<Record<string, string | number>>;
}

/** What one kind of device makes of a file as it is. */
export interface TargetVerdict {
  readonly target: Installer;
  /** It may refuse what some of its versions read and others do not, and what nobody has tried on it. */
  readonly verdict: 'takes' | 'may-refuse' | 'refuses';
  /** The findings that decide; none where it takes the file. */
  readonly because: readonly FileFindingCode[];
}

export interface Inspection {
  readonly facts: FileFacts;
  readonly findings: readonly FileFinding[];
  /** One for each installer, in their order; none where the file holds no key with its certificate. */
  readonly targets: readonly TargetVerdict[];
}

/** A certificate that an authority gave back, before it is attached. */
export interface ReturnedCertificate {
  readonly certificate: InspectedCertificate;
  /** Its issuers as far as they came along, nearest first. */
  readonly chain: readonly InspectedCertificate[];
  readonly owner: KeyOwner;
  /** What phones and proxies make of it. An error stops it: attached, it would use up the key that waits. */
  readonly findings: readonly FileFinding[];
}

/** A file that was opened for the window. */
export interface OpenedFile {
  readonly inspection: Inspection;
  /** Fingerprint of the certificate that can be shown at a door, since a key that phones take is here as well; null where there is none. */
  readonly leaf: string | null;
  /** Fingerprints of all that could be: where a file holds several keys, one of them is chosen. */
  readonly leaves: readonly string[];
}

/** A file that was dropped or opened and waits for the user's decision; kept in memory only. */
export interface ImportOffer {
  readonly importId: string;
  readonly fileName: string;
  readonly state:
    | { readonly phase: 'needs-passphrase' }
    | ({ readonly phase: 'open' } & OpenedFile)
    | ({ readonly phase: 'kept'; readonly deviceId: string } & OpenedFile);
}

/** A file that could not be taken in, and why; it is shown until it is dismissed. */
export interface RefusedFile {
  readonly importId: string;
  readonly fileName: string;
  readonly failure: FailureFacts;
}

/** Files that came in together: by one drop, one choice, or one after the other while earlier ones were still being opened. */
export interface Arrival {
  /** Names the group; the same from its first file to its last. */
  readonly groupId: string;
  /** How many files belong to the group so far, and how many of them have been looked at. */
  readonly total: number;
  readonly done: number;
  readonly offers: readonly ImportOffer[];
  readonly refused: readonly RefusedFile[];
}
