import { create } from 'zustand';
import type { ProbeReport, Rung } from '../../electron/contract/entities.ts';
import type { FailureFacts } from '../../electron/contract/failure.ts';
import type { Events, Sent } from '../../electron/contract/ipc.ts';
import { invoke, listen } from '../bridge.ts';
import { useHomes } from './homes.ts';

/** What is tested: a home as one of its devices, or an address with an offered bundle. */
export type ProbeTarget = Sent<'probe:start'>;

/** A test from its start to its outcome. */
export type Probe =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly target: ProbeTarget; readonly jobId: string | null; readonly rungs: readonly Rung[] }
  | { readonly phase: 'done'; readonly target: ProbeTarget; readonly report: ProbeReport }
  | { readonly phase: 'failed'; readonly target: ProbeTarget; readonly failure: FailureFacts };

interface ProbeStore {
  readonly probe: Probe;
  /** Starts a test; one that still runs is cancelled first. */
  readonly start: (target: ProbeTarget) => Promise<void>;
  readonly cancel: () => void;
}

/** Test connection: one test at a time, rungs as they come in. */
export const useProbe = create<ProbeStore>((set, get) => {
  const cancel = () => {
    const { probe } = get();
    if (probe.phase !== 'running') return;
    set({ probe: { phase: 'idle' } });
    if (probe.jobId !== null) void invoke('job:cancel', { jobId: probe.jobId });
  };

  const start = async (target: ProbeTarget) => {
    cancel();
    const run: Probe = { phase: 'running', target, jobId: null, rungs: [] };
    set({ probe: run });
    const job = listenToJobs();
    const answer = await invoke('probe:start', target);
    const wasCancelled = get().probe !== run;
    if (!answer.ok || wasCancelled) {
      job.end();
      if (answer.ok) void invoke('job:cancel', answer.value);
      else if (!wasCancelled) set({ probe: { phase: 'failed', target, failure: answer.failure } });
      return;
    }
    const { jobId } = answer.value;
    set({ probe: { ...run, jobId } });
    job.follow(jobId, (said) => {
      const { probe } = get();
      if (probe.phase === 'running' && probe.jobId === jobId) set({ probe: afterEvent(probe, said) });
      if ('outcome' in said && said.outcome.ok) void useHomes.getState().load();
    });
  };

  return { probe: { phase: 'idle' }, start, cancel };
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
  if (said.outcome.failure.code === 'job-cancelled') return { phase: 'idle' };
  return { phase: 'failed', target, failure: said.outcome.failure };
}
