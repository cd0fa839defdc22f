import type { Home } from '../../../electron/contract/entities.ts';
import { isIpAddress } from '../../../electron/contract/fields.ts';
import { chooseImport } from '../../state/imports.ts';
import { hostOf } from '../../state/proxy-input.ts';
import { formatList } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { Callout } from '../../ui/Callout.tsx';
import { CopyBlock } from '../../ui/CopyBlock.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { More } from '../More.tsx';
import { News } from '../News.tsx';
import { namesOf, type OfferedRequest } from './use-offered-request.ts';

/** Waits for the request that a server made, and says what is in it. */
export function ServerRequest({ home, offered }: { readonly home: Home; readonly offered: OfferedRequest }) {
  const t = useText();
  return (
    <>
      {offered.phase !== 'read' && (
        <>
          <p className="lk-soft">{t('wizards.server.requestDrop')}</p>
          <More label={t('wizards.server.requestHow')}>
            <CopyBlock label={t('wizards.server.requestCommand')} text={requestCommand(hostOf(home.url))} />
          </More>
        </>
      )}
      <News>
        <Read offered={offered} />
      </News>
    </>
  );
}

function Read({ offered }: { readonly offered: OfferedRequest }) {
  const t = useText();
  if (offered.phase === 'none') return null;
  if (offered.phase === 'refused') return <FailureNote failure={offered.failure} />;
  const file = offered.fileName;
  if (offered.phase === 'missing')
    return (
      <Callout tone="warn" title={t('wizards.server.requestMissing', { file })}>
        {t('wizards.server.requestMissingText')}
      </Callout>
    );
  const { request } = offered;
  const names = namesOf(request);
  return (
    <Callout
      tone="good"
      title={t('wizards.server.requestRead', { file })}
      actions={<Button onClick={() => void chooseImport()}>{t('wizards.server.requestAnother')}</Button>}
    >
      {t(names.length > 0 ? 'wizards.server.requestAsks' : 'wizards.server.requestAsksNothing', {
        key: request.key,
        names: formatList(names),
      })}
    </Callout>
  );
}

/** A host of a home has no character that a shell would read. */
function requestCommand(host: string): string {
  const name = `${isIpAddress(host) ? 'IP' : 'DNS'}:${host}`;
  return [
    'openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc \\',
    `  -keyout server.key -out server.csr -subj "/CN=${host}" -addext "subjectAltName=${name}"`,
  ].join('\n');
}
