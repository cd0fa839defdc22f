import { useEffect, useState } from 'react';
import type { ProxySetup, TodoPlan } from '../../../electron/contract/deploy.ts';
import type { Home } from '../../../electron/contract/entities.ts';
import type { Result } from '../../../electron/contract/failure.ts';
import { invoke } from '../../bridge.ts';
import { formatList } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Card } from '../../ui/Card.tsx';
import { CopyBlock } from '../../ui/CopyBlock.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Pill } from '../../ui/Pill.tsx';
import { SaveTodo } from './SaveTodo.tsx';
import { TodoProofs } from './TodoProofs.tsx';
import { canBeTold, type TodoGroup, todoGroups } from './todo-groups.ts';

/** What the proxy of a home does not know yet, how it gets there, and how that is proved. */
export function TodoCards({ home }: { readonly home: Home }) {
  const { proxy } = home;
  if (proxy === null) return null;
  return todoGroups(home.todo).map((group) => <TodoCard key={group.kind} home={home} proxy={proxy} group={group} />);
}

interface TodoCardProps {
  readonly home: Home;
  readonly proxy: ProxySetup;
  readonly group: TodoGroup;
}

function TodoCard({ home, proxy, group: { kind, todos } }: TodoCardProps) {
  const t = useText();
  const about = formatList(todos.map((todo) => todo.about));
  return (
    <Card>
      <div className="lk-stack">
        <div className="lk-row">
          <Pill tone="warn">{t('todo.pill')}</Pill>
          <h2>{t(`todo.${kind}`, { about, count: todos.length })}</h2>
        </div>
        {canBeTold(kind, proxy) ? (
          <HowToTell home={home} group={{ kind, todos }} />
        ) : (
          <Callout tone="warn" title={t('todo.cannot', { proxy: t(`proxy.targets.${proxy.target}.name`) })}>
            {t('todo.cannotFix')}
          </Callout>
        )}
        <TodoProofs home={home} group={{ kind, todos }} />
      </div>
    </Card>
  );
}

/** The newest of its kind needs the same files as those before it. */
function HowToTell({ home, group: { kind, todos } }: Omit<TodoCardProps, 'proxy'>) {
  const t = useText();
  const todoId = todos.at(-1)?.id ?? todos[0].id;
  const plan = useTodoPlan(home.id, todoId);
  return (
    <>
      <p className="lk-soft">{t(`todo.how.${kind}`, { count: todos.length })}</p>
      {plan !== null && !plan.ok && <FailureNote failure={plan.failure} />}
      {plan?.ok && (
        <>
          <SaveTodo homeId={home.id} todoId={todoId} files={plan.value.files} />
          <CopyBlock label={t('todo.commands')} text={plan.value.commands.join('\n')} />
        </>
      )}
    </>
  );
}

/** Null until main has answered. */
function useTodoPlan(homeId: string, todoId: string): Result<TodoPlan> | null {
  const [plan, setPlan] = useState<Result<TodoPlan> | null>(null);
  useEffect(() => {
    void invoke('todo:plan', { homeId, todoId }).then(setPlan);
  }, [homeId, todoId]);
  return plan;
}
