import { create } from 'zustand';
import type { FailureFacts } from '../../electron/contract/failure.ts';
import type { Events, Sent } from '../../electron/contract/ipc.ts';
import type { ProbeReport, Rung } from '../../electron/contract/probe.ts';
import { invoke, listen } from '../bridge.ts';

/** What is tested: a home as one of its devices, or an address with an offered bundle. */
export type ProbeTarget = Sent<'probe:start'>;

/** A test from its start to its outcome. */
export type Probe =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly target: ProbeTarget; readonly jobId: string | null; readonly rungs: readonly Rung[] }
  | { readonly phase: 'done'; readonly target: ProbeTarget; readonly report: ProbeReport }
  | { readonly phase: 'failed'; readonly target: ProbeTarget; readonly failure: FailureFacts };

/** The test that was asked for, and the one that it is compared with. */
type Slot = 'probe' | 'rival';

interface ProbeStore {
  readonly probe: Probe;
  readonly rival: Probe;
  /** Starts a test; what still runs is cancelled first. */
  readonly start: (target: ProbeTarget) => Promise<void>;
  /** Tests as another device what was tested before, so that the two can be compared. */
  readonly compare: (target: ProbeTarget) => Promise<void>;
  readonly endComparison: () => void;
  readonly cancel: () => void;
}

const idle: Probe = { phase: 'idle' };

/** Test connection: rungs as they come in. Never two tests at once, so that a small proxy does not feel them. */
export const useProbe = create<ProbeStore>((set, get) => {
  const put = (slot: Slot, probe: Probe) => set(slot === 'probe' ? { probe } : { rival: probe });

  const cancelOne = (slot: Slot) => {
    const probe = get()[slot];
    if (probe.phase !== 'running') return;
    put(slot, idle);
    if (probe.jobId !== null) void invoke('job:cancel', { jobId: probe.jobId });
  };

  const run = async (slot: Slot, target: ProbeTarget) => {
    const begun: Probe = { phase: 'running', target, jobId: null, rungs: [] };
    put(slot, begun);
    const job = listenToJobs();
    const answer = await invoke('probe:start', target);
    const wasCancelled = get()[slot] !== begun;
    if (!answer.ok || wasCancelled) {
      job.end();
      if (answer.ok) void invoke('job:cancel', answer.value);
      else if (!wasCancelled) put(slot, { phase: 'failed', target, failure: answer.failure });
      return;
    }
    const { jobId } = answer.value;
    put(slot, { ...begun, jobId });
    job.follow(jobId, (said) => {
      const probe = get()[slot];
      if (probe.phase === 'running' && probe.jobId === jobId) put(slot, afterEvent(probe, said));
    });
  };

  const cancel = () => {
    cancelOne('probe');
    cancelOne('rival');
  };
  const endComparison = () => {
    cancelOne('rival');
    put('rival', idle);
  };

  return {
    probe: idle,
    rival: idle,
    start: (target) => {
      cancel();
      put('rival', idle);
      return run('probe', target);
    },
    compare: (target) => {
      cancel();
      return run('rival', target);
    },
    endComparison,
    cancel,
  };
});

type JobEvent = Events['job:progress'] | Events['job:done'];

/** Listens before a job has its name: a fast one may speak before the answer that names it arrives. */
function listenToJobs() {
  const early: JobEvent[] = [];
  let take = (said: JobEvent): void => void early.push(said);
  const ends = [listen('job:progress', (said) => take(said)), listen('job:done', (said) => take(said))];
  const end = () => {
    for (const endOne of ends) endOne();
  };
  const follow = (jobId: string, apply: (said: JobEvent) => void) => {
    take = (said) => {
      if (said.jobId !== jobId) return;
      apply(said);
      if ('outcome' in said) end();
    };
    for (const said of early) take(said);
  };
  return { end, follow };
}

/**
 * Carries a running test on by one event.
 *
 * @returns the test as it stands then; a rung that comes again replaces what it said before.
 */
export function afterEvent(probe: Extract<Probe, { readonly phase: 'running' }>, said: JobEvent): Probe {
  const { target } = probe;
  if ('rung' in said) return { ...probe, rungs: [...probe.rungs.filter((rung) => rung.id !== said.rung.id), said.rung] };
  if (said.outcome.ok) return { phase: 'done', target, report: said.outcome.value };
  if (said.outcome.failure.code === 'job-cancelled') return idle;
  return { phase: 'failed', target, failure: said.outcome.failure };
}
