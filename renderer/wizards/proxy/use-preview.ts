import { useEffect, useState } from 'react';
import type { DeployPlan, ProxySetup } from '../../../electron/contract/deploy.ts';
import type { FailureFacts } from '../../../electron/contract/failure.ts';
import type { Sent } from '../../../electron/contract/ipc.ts';
import { invoke } from '../../bridge.ts';

export type Preview =
  /** What was typed is not complete yet. */
  | { readonly phase: 'waiting' }
  | { readonly phase: 'ready'; readonly plan: DeployPlan }
  | { readonly phase: 'failed'; readonly failure: FailureFacts };

const typingPauseMs = 300;

/** A set-up as main takes it: paths travel as they are typed. */
export const asSent = (homeId: string, setup: ProxySetup): Sent<'deploy:preview'> => ({
  homeId,
  ...setup,
  openPaths: setup.openPaths.join('\n'),
});

/** The plan as it would be saved, shortly after typing pauses; an answer to older text is dropped. */
export function usePreview(homeId: string, setup: ProxySetup | null): Preview {
  const [preview, setPreview] = useState<Preview>({ phase: 'waiting' });
  const asked = setup === null ? null : JSON.stringify(asSent(homeId, setup));
  useEffect(() => {
    if (asked === null) return setPreview({ phase: 'waiting' });
    let stale = false;
    const timer = setTimeout(async () => {
      const answer = await invoke('deploy:preview', JSON.parse(asked));
      if (!stale) setPreview(answer.ok ? { phase: 'ready', plan: answer.value } : { phase: 'failed', failure: answer.failure });
    }, typingPauseMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [asked]);
  return preview;
}
