import { useEffect, useRef, useState } from 'react';
import type { Device } from '../../../electron/contract/entities.ts';
import type { FailureFacts } from '../../../electron/contract/failure.ts';
import { invoke } from '../../bridge.ts';
import { useDevices } from '../../state/devices.ts';
import type { NamedDevice } from './names.ts';

type Issuing =
  | { readonly phase: 'idle' }
  | { readonly phase: 'busy'; readonly done: number; readonly total: number }
  | { readonly phase: 'stopped'; readonly done: number; readonly total: number }
  | { readonly phase: 'failed'; readonly name: string; readonly failure: FailureFacts };

/**
 * Issues certificates one after the other. What was made before it was stopped stays, and is taken up again the next
 * time: main gives back a certificate of the same name that nobody has yet.
 */
export function useIssueAll() {
  const [issuing, setIssuing] = useState<Issuing>({ phase: 'idle' });
  const isStopped = useRef(false);
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );
  const stop = () => {
    isStopped.current = true;
  };

  /** @returns every device, or null where it was stopped or one could not be made. */
  const issueAll = async (homeId: string, named: readonly NamedDevice[]): Promise<readonly Device[] | null> => {
    isStopped.current = false;
    const made: Device[] = [];
    for (const { name, platform } of named) {
      const progress = { done: made.length, total: named.length };
      if (isStopped.current) {
        setIssuing({ phase: 'stopped', ...progress });
        return null;
      }
      setIssuing({ phase: 'busy', ...progress });
      const answer = await invoke('device:issue', { homeId, name, platform, key: 'p256' });
      if (!answer.ok) {
        setIssuing({ phase: 'failed', name, failure: answer.failure });
        return null;
      }
      useDevices.getState().put(answer.value);
      made.push(answer.value);
    }
    setIssuing({ phase: 'idle' });
    return made;
  };
  return { issuing, issueAll, stop };
}
