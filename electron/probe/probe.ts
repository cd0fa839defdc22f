import { isIP } from 'node:net';
import { Failure } from '../contract/failure.ts';
import { homeUrlField } from '../contract/fields.ts';
import { type ProbeReport, probeLimits, type Rung, type RungId, rungIds } from '../contract/probe.ts';
import { connectionBudget } from './budget.ts';
import { type Identity, lookUp as systemLookUp } from './dial.ts';
import { type Knowledge, nothingKnown, type Observations, type Target } from './observations.ts';
import { type Inquiry, observe } from './observe.ts';
import { homeAssistantVersion } from './outcome.ts';
import { rungsOf } from './rungs.ts';
import { judge } from './verdict.ts';

export interface ProbeRequest {
  readonly url: string;
  /** Null knocks as a stranger only. */
  readonly identity: Identity | null;
  /** What is known of the home at this address; nothing unless said otherwise. */
  readonly known?: Knowledge;
  /** Roots beside the public ones, DER. */
  readonly trusted: readonly Uint8Array[];
  readonly now: () => Date;
  /** Asks the system's resolver unless said otherwise. */
  readonly lookUp?: Inquiry['lookUp'];
  /** Milliseconds; 5,000 a step and 30,000 in all unless said otherwise. */
  readonly limits?: { readonly stepMs: number; readonly totalMs: number };
  readonly signal?: AbortSignal;
  /** Gets each rung once, in the order of the ladder, as soon as it is settled. */
  readonly onRung?: (rung: Rung) => void;
}

/**
 * Tests a home's door: knocks as a stranger and as the device, over fresh connections, and says what that
 * proves as seen from this network. Trouble on the way is a diagnosis, not a failure.
 *
 * @throws Failure job-cancelled, input-invalid
 */
export async function probe({
  url,
  identity,
  known = nothingKnown,
  trusted,
  now,
  lookUp = systemLookUp,
  limits,
  signal,
  onRung,
}: ProbeRequest): Promise<ProbeReport> {
  const startedAt = now();
  const started = performance.now();
  const { stepMs, totalMs } = limits ?? { stepMs: 5_000, totalMs: probeLimits.totalMs };
  const settled = rungEmitter(onRung);
  const seen = await observe({
    target: targetOf(url),
    identity,
    known,
    trusted,
    now,
    lookUp,
    bounds: { stepMs, endsAt: started + totalMs, signal: signal ?? new AbortController().signal, budget: connectionBudget() },
    settled,
  });
  settled(seen, 'webhook');
  return {
    url: seen.target.origin,
    device: seen.identity?.name ?? null,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(performance.now() - started),
    ...judge(seen),
    homeAssistantVersion: homeAssistantVersion(seen),
    connections: seen.connections,
    rungs: rungsOf(seen),
  };
}

/** Hands on the rungs up to one of them, none twice. */
function rungEmitter(onRung: ProbeRequest['onRung']): (seen: Observations, upTo: RungId) => void {
  let sent = 0;
  return (seen, upTo) => {
    const end = rungIds.indexOf(upTo) + 1;
    for (const rung of rungsOf(seen).slice(sent, end)) onRung?.(rung);
    sent = Math.max(sent, end);
  };
}

function targetOf(address: string): Target {
  const parsed = homeUrlField.safeParse(address);
  if (!parsed.success) throw new Failure('input-invalid', { field: 'url' });
  const { origin, hostname, port } = new URL(parsed.data);
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return { origin, host: isIP(bare) === 0 ? hostname : bare, port: port === '' ? 443 : Number(port) };
}
