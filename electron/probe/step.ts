import { Failure } from '../contract/failure.ts';

/**
 * Why a step ended short. The other side hung up, with or without a reset: `closed` before the keys of the
 * connection were agreed on, `dropped` after.
 */
export type TroubleKind =
  | 'name-not-found'
  | 'refused'
  | 'timed-out'
  | 'closed'
  | 'dropped'
  | 'alert'
  | 'not-tls'
  | 'not-http'
  | 'identity-unusable'
  /** Not tried: the run has used up its connections. */
  | 'withheld'
  | 'failed';

export interface Trouble {
  readonly kind: TroubleKind;
  /** The system's own word, for the evidence: `ECONNREFUSED`. */
  readonly code: string;
  /** The number of the TLS alert that was received (RFC 8446 section 6); null where there was none. */
  readonly alert: number | null;
}

/** Trouble whose kind does not show in the error's code. */
export class StepError extends Error {
  readonly kind: TroubleKind;

  constructor(kind: TroubleKind, cause?: unknown) {
    super(kind, { cause });
    this.name = 'StepError';
    this.kind = kind;
  }
}

/** What one step of a connection came to, and how many milliseconds it took. */
export type Step<T> =
  | { readonly phase: 'done'; readonly ms: number; readonly value: T }
  | { readonly phase: 'failed'; readonly ms: number; readonly trouble: Trouble };

/** Counts the connections of one run. */
export interface Budget {
  readonly spent: () => number;
  /** Accounts for one more. @throws StepError withheld where all are used up */
  readonly take: () => void;
}

/** What bounds a whole run. */
export interface Bounds {
  /** The longest that one step may take, in milliseconds. */
  readonly stepMs: number;
  /** When the run ends, on the clock of `performance.now()`. */
  readonly endsAt: number;
  readonly signal: AbortSignal;
  /** Ends a step before its time, as its limit would. */
  readonly late?: AbortSignal;
  readonly budget: Budget;
}

/**
 * Runs one step within the run's bounds. The work gets a signal and lets go of its sockets on abort, which
 * also comes when the step fails by itself.
 *
 * @throws Failure job-cancelled
 */
export async function timed<T>(bounds: Bounds, work: (signal: AbortSignal) => Promise<T>): Promise<Step<T>> {
  const started = performance.now();
  const spent = () => Math.round(performance.now() - started);
  const stop = new AbortController();
  const abort = () => stop.abort();
  const timer = setTimeout(abort, Math.max(0, Math.min(bounds.stepMs, bounds.endsAt - started)));
  bounds.signal.addEventListener('abort', abort);
  bounds.late?.addEventListener('abort', abort);
  if (bounds.late?.aborted) abort();
  try {
    refuseCancelled(bounds.signal);
    const value = await work(stop.signal);
    refuseCancelled(bounds.signal);
    return { phase: 'done', ms: spent(), value };
  } catch (error) {
    const trouble = stop.signal.aborted ? timedOut : troubleOf(error);
    abort();
    refuseCancelled(bounds.signal);
    return { phase: 'failed', ms: spent(), trouble };
  } finally {
    clearTimeout(timer);
    bounds.signal.removeEventListener('abort', abort);
    bounds.late?.removeEventListener('abort', abort);
  }
}

function refuseCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new Failure('job-cancelled');
}

const timedOut: Trouble = { kind: 'timed-out', code: 'ETIMEDOUT', alert: null };

// OpenSSL and BoringSSL name the same event differently; the first pattern that fits wins.
const kinds: readonly (readonly [RegExp, TroubleKind])[] = [
  [/^(ENOTFOUND|EAI_.*)$/, 'name-not-found'],
  [/^ECONNREFUSED$/, 'refused'],
  [/^ETIMEDOUT$/, 'timed-out'],
  [/^(ECONNRESET|ECONNABORTED|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/, 'closed'],
  [/WRONG_VERSION_NUMBER|HTTP_REQUEST|HTTPS_PROXY_REQUEST|UNKNOWN_PROTOCOL|BAD_RECORD_TYPE|RECORD_LAYER_FAILURE/, 'not-tls'],
  [/^(HPE_.*|WS_ERR_.*)$/, 'not-http'],
];

/** Sorts an error of the network, TLS or HTTP layer. Only its code is kept. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof StepError) return { ...troubleOf(error.cause), kind: error.kind };
  if (!(error instanceof Error)) return { kind: 'failed', code: 'UNKNOWN', alert: null };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
  // The number is the same everywhere, the error's code is not.
  const alert = /SSL alert number (\d+)/.exec(error.message)?.[1];
  if (alert !== undefined) return { kind: 'alert', code, alert: Number(alert) };
  return { kind: kinds.find(([pattern]) => pattern.test(code))?.[1] ?? 'failed', code, alert: null };
}
