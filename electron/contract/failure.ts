/**
 * What went wrong, as a stable code that the catalogues turn into words: what happened, why, and
 * what to do next. Facts are public values for those sentences; never a secret.
 */
export const failureCodes = [
  'input-invalid',
  'record-missing',
  'vault-keyring-unavailable',
  'vault-locked',
  'vault-passphrase-wrong',
  'vault-damaged',
  'file-missing',
  'file-read-denied',
  'file-too-large',
  'file-is-folder',
  'file-in-use',
  'file-not-answering',
  'files-too-many',
  'file-exists',
  'file-write-denied',
  'file-disk-full',
  'file-write-failed',
  'name-unsuitable',
  'lint-refused',
  'passphrase-unsuitable',
  'authority-missing',
  'home-address-taken',
  'file-nothing-usable',
  'request-signature-wrong',
  'request-key-refused',
  'certificate-key-unknown',
  'certificate-answers-nothing',
  'certificate-unusable',
  'device-key-elsewhere',
  'device-revoked',
  'device-issued-elsewhere',
  'device-still-let-in',
  'target-cannot',
  'bundle-not-a-bundle',
  'bundle-passphrase-needed',
  'bundle-passphrase-wrong',
  'bundle-algorithm-unsupported',
  'bundle-key-unsupported',
  'bundle-damaged',
  'bundle-no-key',
  'key-without-certificate',
  'bundle-over-limit',
  'bundle-took-too-long',
  'bundle-verify-failed',
  'handoff-address-gone',
  'handoff-device-bundles-only',
  'handoff-file-changed',
  'cloudflare-not-connected',
  'cloudflare-token-wrong',
  'cloudflare-permission-missing',
  'cloudflare-rate-limited',
  'cloudflare-unreachable',
  'cloudflare-answer-strange',
  'cloudflare-refused',
  'cloudflare-zone-missing',
  'cloudflare-host-outside-zone',
  'cloudflare-certificates-full',
  'cloudflare-rules-full',
  'cloudflare-changed-meanwhile',
  'cloudflare-plan-gone',
  'cloudflare-certificate-missing',
  'cloudflare-certificate-waiting',
  'cloudflare-issuer-unknown',
  'cloudflare-host-unsuitable',
  'print-failed',
  'job-cancelled',
  'work-stopped',
  'internal',
] as const;

export type FailureCode = (typeof failureCodes)[number];

/** Values that the sentence of a failure names: a file's name, an algorithm, a field. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/** A failure as it crosses the bridge. */
export interface FailureFacts {
  readonly code: FailureCode;
  readonly facts: Facts;
}

/** Expected trouble. Everything else that is thrown is a bug. */
export class Failure extends Error implements FailureFacts {
  readonly code: FailureCode;
  readonly facts: Facts;

  constructor(code: FailureCode, facts: Facts = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'Failure';
    this.code = code;
    this.facts = facts;
  }
}

/** The one shape in which every answer crosses the bridge. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: FailureFacts };
