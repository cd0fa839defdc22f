import { useState } from 'react';
import type { ServerCertificate } from '../../../electron/contract/entities.ts';
import type { SavedFile } from '../../../electron/contract/ipc.ts';
import { useCall } from '../../state/call.ts';
import { formatDate, formatList } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { CallFailure } from '../CallFailure.tsx';
import { News } from '../News.tsx';

interface IssuedServerProps {
  readonly certificate: ServerCertificate;
  readonly onAnother: () => void;
}

/** A server certificate that was issued; one whose key is elsewhere can be taken there. */
export function IssuedServer({ certificate: { id, key, certificate }, onAnother }: IssuedServerProps) {
  const t = useText();
  const { call, send } = useCall('certificate:save');
  const [saved, setSaved] = useState<SavedFile | null>(null);
  const save = async () => {
    const answer = await send({ certificateId: id });
    if (answer?.phase === 'saved') setSaved(answer);
  };
  const names = formatList(certificate.san.map((name) => name.replace(/^\w+:/, '')));
  const isHere = key === 'here';
  return (
    <>
      <News>
        <Callout
          tone="good"
          title={t(isHere ? 'wizards.server.made' : 'wizards.server.signed')}
          actions={
            <>
              {!isHere && (
                <Button busy={call.phase === 'busy'} onClick={save}>
                  {t('wizards.server.save')}
                </Button>
              )}
              <Button onClick={onAnother}>{t(isHere ? 'wizards.server.again' : 'wizards.server.signAnother')}</Button>
            </>
          }
        >
          {t('wizards.server.madeText', { names, end: formatDate(certificate.notAfter) })}
        </Callout>
      </News>
      <News>
        {saved !== null && (
          <Callout tone="good" title={t('wizards.server.saved', { file: saved.fileName, folder: saved.folderName })}>
            {t('wizards.server.savedText')}
          </Callout>
        )}
      </News>
      <CallFailure call={call} />
    </>
  );
}
