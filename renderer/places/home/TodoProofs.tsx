import { Fragment } from 'react';
import type { Home } from '../../../electron/contract/entities.ts';
import { useCall } from '../../state/call.ts';
import { useDevices } from '../../state/devices.ts';
import { useHomes } from '../../state/homes.ts';
import { usePlace } from '../../state/place.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { CallFailure } from '../../wizards/CallFailure.tsx';
import { proofOf, type TodoGroup } from './todo-groups.ts';

/** The tests that take changes off the list; what no test can prove is taken at somebody's word. */
export function TodoProofs({ home, group: { kind, todos } }: { readonly home: Home; readonly group: TodoGroup }) {
  const t = useText();
  const go = usePlace((store) => store.go);
  const devices = useDevices((store) => store.items);
  const { call, send } = useCall('todo:finish');
  const proofs = todos.map((todo) => ({ todo, proof: proofOf(todo, home, devices) }));
  const finish = async (todoId: string) => {
    const changed = await send({ homeId: home.id, todoId });
    if (changed !== null) useHomes.getState().put(changed);
  };
  return (
    <>
      <p className="lk-soft lk-small">
        {proofs.every(({ proof }) => proof.by === 'word') ? t('todo.unprovable') : t(`todo.proof.${kind}`, { count: todos.length })}
      </p>
      <div className="lk-row">
        {proofs.map(({ todo, proof }) => (
          <Fragment key={todo.id}>
            {proof.by === 'word' && (
              <Button busy={call.phase === 'busy'} onClick={() => finish(todo.id)}>
                {todos.length === 1 ? t('todo.done') : t('todo.doneOf', { device: todo.about })}
              </Button>
            )}
            {proof.by === 'test' && (
              <Button onClick={() => go({ place: 'test', homeId: home.id, deviceId: proof.device?.id ?? null })}>
                {proof.device ? t('todo.testAs', { device: proof.device.name }) : t('todo.test')}
              </Button>
            )}
          </Fragment>
        ))}
      </div>
      <CallFailure call={call} />
    </>
  );
}
