import { useState } from 'react';
import type { FailureFacts } from '../../electron/contract/failure.ts';
import type { PageChannel, Reply, Sent } from '../../electron/contract/ipc.ts';
import { invoke } from '../bridge.ts';

/** One request of a form, from its sending to its answer. */
export type Call = { readonly phase: 'idle' } | { readonly phase: 'busy' } | { readonly phase: 'failed'; readonly failure: FailureFacts };

/** A channel as a form uses it. */
export interface Caller<C extends PageChannel> {
  readonly call: Call;
  /** @returns the reply, or null where it failed: `call` then says why. */
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
    setCall(answer.ok ? { phase: 'idle' } : { phase: 'failed', failure: answer.failure });
    return answer.ok ? answer.value : null;
  };
  return { call, send, reset: () => setCall({ phase: 'idle' }) };
}
