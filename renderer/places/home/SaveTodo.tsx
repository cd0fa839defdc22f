import { useState } from 'react';
import type { DeployFile } from '../../../electron/contract/deploy.ts';
import { useCall } from '../../state/call.ts';
import { formatList } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { CallFailure } from '../../wizards/CallFailure.tsx';

interface SaveTodoProps {
  readonly homeId: string;
  readonly todoId: string;
  readonly files: readonly DeployFile[];
}

/** Saves only the files that changed. */
export function SaveTodo({ homeId, todoId, files }: SaveTodoProps) {
  const t = useText();
  const { call, send } = useCall('todo:save');
  const [saved, setSaved] = useState<string | null>(null);
  const holdsKey = files.some(({ purpose }) => purpose === 'server-key');
  const save = async () => {
    const answer = await send({ homeId, todoId });
    if (answer?.phase !== 'saved') return;
    const { fileName: file, folderName: folder } = answer;
    setSaved(t('todo.saved', { file, folder, files: formatList(answer.files) }));
  };
  return (
    <>
      <div className="lk-row">
        <Button icon="save" busy={call.phase === 'busy'} onClick={save}>
          {t('todo.save')}
        </Button>
        <span role="status" className="lk-soft">
          {saved}
        </span>
      </div>
      {saved !== null && holdsKey && <p className="lk-soft lk-small">{t('todo.keyInClear')}</p>}
      <CallFailure call={call} />
    </>
  );
}
