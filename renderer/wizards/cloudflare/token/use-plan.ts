import { useState } from 'react';
import type { CloudflarePlan } from '../../../../electron/contract/cloudflare.ts';
import type { FailureFacts } from '../../../../electron/contract/failure.ts';
import type { Sent } from '../../../../electron/contract/ipc.ts';
import { invoke } from '../../../bridge.ts';
import { type Applied, applyPlan, type PlanProgress } from '../../../state/cloudflare.ts';

/** From looking at what would change to its being done. A plan is shown anew after every trouble: what was done says so. */
export type Planning =
  | { readonly phase: 'none' }
  | { readonly phase: 'reading' }
  | { readonly phase: 'shown'; readonly plan: CloudflarePlan; readonly trouble: FailureFacts | null }
  | { readonly phase: 'applying'; readonly plan: CloudflarePlan; readonly progress: PlanProgress }
  | { readonly phase: 'failed'; readonly failure: FailureFacts };

/** Plans and makes changes at Cloudflare. */
export function usePlan() {
  const [planning, setPlanning] = useState<Planning>({ phase: 'none' });

  const look = async (asked: Sent<'cloudflare:plan'>, trouble: FailureFacts | null = null) => {
    setPlanning({ phase: 'reading' });
    const answer = await invoke('cloudflare:plan', asked);
    if (answer.ok) setPlanning({ phase: 'shown', plan: answer.value, trouble });
    else setPlanning({ phase: 'failed', failure: trouble ?? answer.failure });
  };

  /** @returns what was made, or null: then what is left is shown, and why it stopped. */
  const apply = async (plan: CloudflarePlan, asked: Sent<'cloudflare:plan'>): Promise<Applied | null> => {
    setPlanning({ phase: 'applying', plan, progress: {} });
    const answer = await applyPlan(plan.planId, (progress) => setPlanning({ phase: 'applying', plan, progress }));
    if (answer.ok) return answer.value;
    await look(asked, answer.failure);
    return null;
  };

  return { planning, look, apply, forget: () => setPlanning({ phase: 'none' }) };
}
