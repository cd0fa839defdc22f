import { useCallback, useEffect, useRef, useState } from 'react';
import type { FailureFacts } from '../../../electron/contract/failure.ts';
import type { Handoff, HandoffState, LocalAddress } from '../../../electron/contract/handoff.ts';
import { invoke, listen } from '../../bridge.ts';

/** A file on its way to a phone. */
export type Sending =
  | { readonly phase: 'idle' }
  | { readonly phase: 'busy' }
  | { readonly phase: 'failed'; readonly failure: FailureFacts }
  | { readonly phase: 'open'; readonly handoff: Handoff; readonly state: HandoffState; readonly refused: number };

/** Whether the link may still be used. */
export const isLive = (sending: Sending): boolean =>
  sending.phase === 'open' && (sending.state.phase === 'waiting' || sending.state.phase === 'opened');

/** A link to one exported file. It is closed when the page is left. */
export function useHandoff(exportId: string) {
  const [sending, setSending] = useState<Sending>({ phase: 'idle' });
  const handoffId = sending.phase === 'open' ? sending.handoff.handoffId : null;
  const isLeft = useRef(false);

  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
    };
  }, []);

  useEffect(() => {
    if (handoffId === null) return;
    const end = listen('handoff:changed', ({ handoffId: changed, state, refused }) => {
      if (changed === handoffId) setSending((now) => (now.phase === 'open' ? { ...now, state, refused } : now));
    });
    return () => {
      end();
      void invoke('handoff:stop', { handoffId });
    };
  }, [handoffId]);

  const start = async (address: string) => {
    setSending({ phase: 'busy' });
    const answer = await invoke('handoff:start', { exportId, address });
    if (isLeft.current && answer.ok) void invoke('handoff:stop', { handoffId: answer.value.handoffId });
    setSending(
      answer.ok
        ? { phase: 'open', handoff: answer.value, state: { phase: 'waiting' }, refused: 0 }
        : { phase: 'failed', failure: answer.failure },
    );
  };
  const stop = () => {
    if (handoffId !== null) void invoke('handoff:stop', { handoffId });
  };
  return { sending, start, stop };
}

/** Where a phone could find this computer; null until that is known. */
export function useLocalAddresses() {
  const [addresses, setAddresses] = useState<readonly LocalAddress[] | null>(null);
  const look = useCallback(async () => {
    const answer = await invoke('handoff:interfaces', undefined);
    setAddresses(answer.ok ? answer.value : []);
  }, []);
  useEffect(() => void look(), [look]);
  return { addresses, look };
}
