import type { Home } from '../../../electron/contract/entities.ts';
import type { SavedFile } from '../../../electron/contract/ipc.ts';
import { useCertificates } from '../../state/certificates.ts';
import { formatWhen } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Callout } from '../../ui/Callout.tsx';
import { News } from '../News.tsx';
import { useProxyWords } from './words.ts';

interface SavedFolderProps {
  readonly home: Home;
  /** Whether what is shown is what was saved. */
  readonly isSaved: boolean;
  /** Null where it was saved before this page opened. */
  readonly savedNow: SavedFile | null;
}

/** Where the folder went and what to do with it; what is secret in it. */
export function SavedFolder({ home: { proxy, server }, isSaved, savedNow }: SavedFolderProps) {
  const t = useText();
  const words = useProxyWords(proxy?.target ?? 'nginx');
  const holdsKey = useCertificates((store) =>
    store.items.some(({ id, key }) => server.source === 'own' && id === server.certificateId && key === 'here'),
  );
  const title =
    savedNow === null
      ? t('proxy.savedBefore', { when: proxy && formatWhen(proxy.savedAt) })
      : t('proxy.saved', { file: savedNow.fileName, folder: savedNow.folderName });
  return (
    <News>
      {isSaved && proxy !== null && (
        <div className="lk-stack">
          <Callout tone="good" title={title}>
            {t('proxy.savedText')}
          </Callout>
          {holdsKey && (
            <Callout tone="warn" title={t('proxy.keyInClear')}>
              {t('proxy.keyInClearText', { ...words, folder: proxy.folder })}
            </Callout>
          )}
        </div>
      )}
    </News>
  );
}
