import { create } from 'zustand';
import type { CloudflareAccess, CloudflareChangeKind, CloudflareCheck, CloudflareProgress } from '../../electron/contract/cloudflare.ts';
import type { FailureFacts, Result } from '../../electron/contract/failure.ts';
import type { Reply } from '../../electron/contract/ipc.ts';
import { invoke, listen } from '../bridge.ts';

/** What can be seen of a home from outside, and when that was looked at. */
export type Look =
  | { readonly phase: 'none' }
  /** What was seen before stays on the page meanwhile. */
  | { readonly phase: 'looking'; readonly checks: readonly CloudflareCheck[] }
  | { readonly phase: 'seen'; readonly checks: readonly CloudflareCheck[] }
  | { readonly phase: 'failed'; readonly failure: FailureFacts };

interface LookStore {
  readonly homeId: string | null;
  readonly look: Look;
  /** Looks anew; one look at a time. */
  readonly start: (homeId: string) => Promise<void>;
}

/** The look from outside, as a stranger without a certificate; that of the home that was looked at last. */
export const useCloudflareLook = create<LookStore>((set, get) => ({
  homeId: null,
  look: { phase: 'none' },
  start: async (homeId) => {
    const { homeId: lastHome, look } = get();
    if (lastHome === homeId && look.phase === 'looking') return;
    set({ homeId, look: { phase: 'looking', checks: lastHome === homeId ? checksOf(look) : [] } });
    const answer = await invoke('cloudflare:check', { homeId });
    if (get().homeId !== homeId) return;
    set({ look: answer.ok ? { phase: 'seen', checks: answer.value } : { phase: 'failed', failure: answer.failure } });
  },
}));

/** The checks of a look, as far as there are any. */
export const checksOf = (look: Look): readonly CloudflareCheck[] => ('checks' in look ? look.checks : []);

interface AccessStore {
  /** Null until main has answered. */
  readonly access: CloudflareAccess | null;
  readonly load: () => Promise<void>;
  readonly put: (access: CloudflareAccess) => void;
}

/** Whether the app holds a token of Cloudflare; the token itself never comes here. */
export const useCloudflareAccess = create<AccessStore>((set) => ({
  access: null,
  load: async () => {
    const answer = await invoke('cloudflare:access', undefined);
    if (answer.ok) set({ access: answer.value });
  },
  put: (access) => set({ access }),
}));

/** How far each change of a plan has come; those that have not begun are not in it. */
export type PlanProgress = Readonly<Partial<Record<CloudflareChangeKind, CloudflareProgress>>>;

/** What a plan that was carried out has made. */
export type Applied = Reply<'cloudflare:apply'>;

/** Carries a plan out. @param tell is told of every step on the way */
export function applyPlan(planId: string, tell: (progress: PlanProgress) => void): Promise<Result<Applied>> {
  let progress: PlanProgress = {};
  const end = listen('cloudflare:progress', (said) => {
    if (said.planId !== planId) return;
    progress = { ...progress, [said.change]: said.progress };
    tell(progress);
  });
  return invoke('cloudflare:apply', { planId }).finally(end);
}
