import { useState } from 'react';
import type { PendingRequest } from '../../../electron/contract/entities.ts';
import type { SavedFile } from '../../../electron/contract/ipc.ts';
import { useCall } from '../../state/call.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { Card } from '../../ui/Card.tsx';
import { CopyBlock } from '../../ui/CopyBlock.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { News } from '../News.tsx';
import { StepForm } from '../StepForm.tsx';

interface HandOverProps {
  readonly request: PendingRequest;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

/** Step 2, done elsewhere: the request goes to the authority. */
export function HandOver({ request: { id, pem }, onNext, onBack }: HandOverProps) {
  const t = useText();
  const { call, send } = useCall('request:save');
  const [saved, setSaved] = useState<SavedFile | null>(null);
  const save = async () => {
    const answer = await send({ requestId: id });
    if (answer?.phase === 'saved') setSaved(answer);
  };
  return (
    <StepForm title={t('request.handOver.title')} intro={t('request.handOver.intro')} next={{ onNext }} onBack={onBack}>
      <CopyBlock label={t('request.handOver.text')} text={pem} />
      <div>
        <Button icon="save" busy={call.phase === 'busy'} onClick={save}>
          {t('request.handOver.save')}
        </Button>
      </div>
      <News>
        {saved && <Callout tone="good" title={t('request.handOver.saved', { file: saved.fileName, folder: saved.folderName })} />}
      </News>
      <CallFailure call={call} />
      <Card title={t('request.handOver.whatToDo')}>
        <ol className="lk-numbered">
          {t('request.handOver.tasks', { returnObjects: true }).map((task) => (
            <li key={task}>{task}</li>
          ))}
        </ol>
      </Card>
    </StepForm>
  );
}
