import { useEffect, useState } from 'react';
import type { FailureFacts } from '../../../electron/contract/failure.ts';
import type { ReturnedCertificate } from '../../../electron/contract/inspection.ts';
import type { Sent } from '../../../electron/contract/ipc.ts';
import { invoke } from '../../bridge.ts';
import { type Caller, useCall } from '../../state/call.ts';
import { useDevices } from '../../state/devices.ts';
import { usePlace } from '../../state/place.ts';
import { useRequests } from '../../state/requests.ts';

/** Text that was pasted, or a file that is open. */
export type AnswerSource = Sent<'request:read-answer'>;

export type Reading =
  | { readonly phase: 'none' }
  | { readonly phase: 'read'; readonly returned: ReturnedCertificate }
  | { readonly phase: 'failed'; readonly failure: FailureFacts };

const typingPauseMs = 300;

/** Says whose a certificate is, shortly after typing pauses; what was read of older text is dropped. */
export function useReading(source: AnswerSource | null): Reading {
  const [reading, setReading] = useState<Reading>({ phase: 'none' });
  const asked = source === null ? null : JSON.stringify(source);
  useEffect(() => {
    setReading({ phase: 'none' });
    if (asked === null) return;
    let stale = false;
    const timer = setTimeout(async () => {
      const answer = await invoke('request:read-answer', JSON.parse(asked));
      if (!stale) setReading(answer.ok ? { phase: 'read', returned: answer.value } : { phase: 'failed', failure: answer.failure });
    }, typingPauseMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [asked]);
  return reading;
}

/** Whether it can be attached: a key of ours waits for it, and nothing says that it would not work. */
export const isUsable = ({ owner, findings }: ReturnedCertificate): boolean =>
  owner.kind === 'request' && findings.every(({ severity }) => severity !== 'error');

interface Attaching extends Pick<Caller<'request:attach'>, 'call' | 'reset'> {
  /** @returns whether it was attached; `call` says why not. */
  readonly attach: (requestId: string, answer: AnswerSource) => Promise<boolean>;
}

/** Attaches a certificate to the key that waits for it, and shows the device that this makes. */
export function useAttach(): Attaching {
  const { call, send, reset } = useCall('request:attach');
  const go = usePlace((place) => place.go);
  const attach = async (requestId: string, answer: AnswerSource) => {
    const device = await send({ requestId, answer });
    if (device === null) return false;
    useDevices.getState().put(device);
    useRequests.getState().drop(requestId);
    go({ place: 'request', requestId });
    return true;
  };
  return { call, reset, attach };
}
