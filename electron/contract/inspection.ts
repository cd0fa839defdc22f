/** What a file holds, as far as anyone may know it: the answer to "inspect". */
import type { BundleProfile, CertificateFacts, CrlFacts, RequestFacts } from './entities.ts';

export interface InspectedCertificate extends CertificateFacts {
  /** As people count: 1 or 3. */
  readonly version: number;
  /** `SHA-256 with RSA`, `SHA-1 with ECDSA`, … or the dotted identifier. */
  readonly signature: string;
}

export interface KeyFacts {
  /** `RSA-2048`, `P-256`, `Ed25519`, … */
  readonly label: string;
  /** Fingerprint of the certificate in the file that it belongs to. */
  readonly certificate: string | null;
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

export interface Inspection {
  readonly facts: FileFacts;
  readonly findings: readonly FileFinding[];
}

/** A file that was opened for the window. */
export interface OpenedFile {
  readonly inspection: Inspection;
  /** Fingerprint of the certificate that can be shown at a door, since a key that phones take is here as well; null where there is none. */
  readonly leaf: string | null;
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
