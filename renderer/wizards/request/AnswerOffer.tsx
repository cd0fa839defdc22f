import { closeImports } from '../../state/imports.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { News } from '../News.tsx';
import { AnswerNote } from './AnswerNote.tsx';
import { useAttach, useReading } from './use-answer.ts';

/** Offers to attach the certificate of a file, where a key of ours waits for it; nothing else is said here. */
export function AnswerOffer({ importId }: { readonly importId: string }) {
  const t = useText();
  const reading = useReading({ importId });
  const { call, attach } = useAttach();
  if (reading.phase !== 'read' || reading.returned.owner.kind !== 'request') return null;
  const { requestId } = reading.returned.owner;
  const attachFile = async () => {
    if (await attach(requestId, { importId })) closeImports([importId]);
  };
  return (
    <>
      <News>
        <AnswerNote
          returned={reading.returned}
          actions={
            <Button variant="primary" busy={call.phase === 'busy'} onClick={attachFile}>
              {t('request.answer.attach')}
            </Button>
          }
        />
      </News>
      <CallFailure call={call} />
    </>
  );
}
