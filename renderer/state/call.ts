import { useEffect, useRef, useState } from 'react';
import type { FailureFacts } from '../../electron/contract/failure.ts';
import type { PageChannel, Reply, Sent } from '../../electron/contract/ipc.ts';
import { invoke } from '../bridge.ts';

/** One request of a form, from its sending to its answer. */
export type Call = { readonly phase: 'idle' } | { readonly phase: 'busy' } | { readonly phase: 'failed'; readonly failure: FailureFacts };

/** A channel as a form uses it. */
export interface Caller<C extends PageChannel> {
  readonly call: Call;
  /** @returns the reply, or null where it failed: `call` then says why, unless the user took the request back. */
  readonly send: (request: Sent<C>) => Promise<Reply<C> | null>;
  /** Takes a failure back, as when the text that caused it changes. */
  readonly reset: () => void;
}

/** Sends requests on one channel and keeps what the form shows meanwhile. */
export function useCall<C extends PageChannel>(channel: C): Caller<C> {
  const [call, setCall] = useState<Call>({ phase: 'idle' });
  const send = async (request: Sent<C>) => {
    setCall({ phase: 'busy' });
    const answer = await invoke(channel, request);
    const isOver = answer.ok || answer.failure.code === 'job-cancelled';
    setCall(isOver ? { phase: 'idle' } : { phase: 'failed', failure: answer.failure });
    return answer.ok ? answer.value : null;
  };
  return { call, send, reset: () => setCall({ phase: 'idle' }) };
}

/** Long work of a form that can be taken back. */
export interface Job {
  /** @returns a name for the work, to send along with its request. */
  readonly begin: () => string;
  /** Takes the work back; what has ended meanwhile stays done. */
  readonly cancel: () => void;
}

/** Names a form's long work. Leaving the form takes it back as well. */
export function useJob(): Job {
  const latest = useRef<string | null>(null);
  const begin = () => {
    latest.current = crypto.randomUUID();
    return latest.current;
  };
  const cancel = () => {
    if (latest.current !== null) void invoke('job:cancel', { jobId: latest.current });
    latest.current = null;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form goes; what cancel reads is in the ref.
  useEffect(() => cancel, []);
  return { begin, cancel };
}
