import { type ProxySetup, type Todo, type TodoKind, targetAbilities, todoKinds } from '../../../electron/contract/deploy.ts';
import type { Device, Home } from '../../../electron/contract/entities.ts';

/** Changes of one kind: the same files tell the proxy of all of them. */
export interface TodoGroup {
  readonly kind: TodoKind;
  /** At least one, oldest first. */
  readonly todos: readonly [Todo, ...Todo[]];
}

/** Sorts a home's to-do by kind; what shuts somebody out comes first. */
export function todoGroups(todos: readonly Todo[]): readonly TodoGroup[] {
  return todoKinds.flatMap((kind) => {
    const [first, ...rest] = todos.filter((todo) => todo.kind === kind);
    return first === undefined ? [] : [{ kind, todos: [first, ...rest] }];
  });
}

/** How a change is proved to have reached the proxy. */
export type Proof =
  /** As this device; as any where it is null. */
  | { readonly by: 'test'; readonly device: Device | null }
  /** There is no device yet to test as. */
  | { readonly by: 'test-later' }
  /** No test here can: whoever did it says so. */
  | { readonly by: 'word' };

/** Names the proof of a change. One cannot test as a device whose key is not here. */
export function proofOf({ kind, deviceId }: Todo, { deviceAuthorityId }: Home, devices: readonly Device[]): Proof {
  const here = devices.filter(({ key }) => key === 'here');
  switch (kind) {
    case 'revocation': {
      const device = here.find(({ id }) => id === deviceId);
      return device ? { by: 'test', device } : { by: 'word' };
    }
    case 'device-authority': {
      const device = here.find(({ authorityId, revoked }) => authorityId === deviceAuthorityId && revoked === null);
      return device ? { by: 'test', device } : { by: 'test-later' };
    }
    case 'server-certificate':
      return { by: 'test', device: null };
  }
}

/** Whether a proxy of this kind can be told of a change at all. */
export const canBeTold = (kind: TodoKind, { target }: ProxySetup): boolean =>
  kind !== 'revocation' || targetAbilities[target].revocation !== 'none';
