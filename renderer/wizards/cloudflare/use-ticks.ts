import { useState } from 'react';
import type { CloudflareCheckId, CloudflareTick } from '../../../electron/contract/cloudflare.ts';
import { checksOf, useCloudflareLook } from '../../state/cloudflare.ts';
import type { HomeStepProps } from './step.ts';

/** What is ticked off by hand; the others are ticked by the button that leaves their step. */
export type TaskId = Exclude<CloudflareTick, 'request-uploaded' | 'hostname-associated' | 'rule-deployed'>;

/** What a look from outside proves. */
const provedBy: Readonly<Partial<Record<TaskId, CloudflareCheckId>>> = {
  domain: 'nameservers',
  websockets: 'websocket',
  'hostname-routed': 'host',
  'always-https': 'https',
  'connector-running': 'tunnel',
  'configuration-written': 'home-assistant',
};

export interface Ticks {
  readonly isTicked: (id: TaskId) => boolean;
  /** Whether the app has seen by itself that it is done. */
  readonly isSeen: (id: TaskId) => boolean;
  readonly tick: (id: TaskId, ticked: boolean) => void;
  /** What is not done, as far as is known; empty until somebody wanted to go on. */
  readonly missed: readonly TaskId[];
  /** Goes on at once where all is done, else at the second try. */
  readonly pass: (goOn: () => void) => void;
}

/** What a step asks to be done elsewhere: ticked by the user, or seen by the app. */
export function useTicks({ draft, home, change }: HomeStepProps, ids: readonly TaskId[]): Ticks {
  const [hasTried, setHasTried] = useState(false);
  const { homeId, look } = useCloudflareLook();
  const checks = homeId === home.id ? checksOf(look) : [];
  const isSeen = (id: TaskId) => checks.some((check) => check.id === provedBy[id] && check.state === 'passed');
  const isTicked = (id: TaskId) => draft.ticks.includes(id) || isSeen(id);
  const open = ids.filter((id) => !isTicked(id));
  return {
    isTicked,
    isSeen,
    tick: (id, ticked) => change({ ticks: ticked ? withTick(draft.ticks, id) : draft.ticks.filter((each) => each !== id) }),
    missed: hasTried ? open : [],
    pass: (goOn) => {
      if (open.length === 0 || hasTried) goOn();
      else setHasTried(true);
    },
  };
}

/** Ticks with one more; none twice. */
export const withTick = (ticks: readonly CloudflareTick[], id: CloudflareTick): CloudflareTick[] => [...new Set([...ticks, id])];
