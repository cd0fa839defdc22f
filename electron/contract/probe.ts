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
  'revoked',
  'protocol',
  'cipher',
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
  'revoked-device-let-in',
  'device-revoked',
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
