import { type DragEvent, useState } from 'react';
import type { FailureFacts } from '../../../electron/contract/failure.ts';
import { invoke } from '../../bridge.ts';
import { useApp } from '../../state/app.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNote } from '../../ui/FailureNote.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { News } from '../News.tsx';
import './TakeAway.css';

type Way = 'bundle:drag' | 'bundle:reveal' | 'bundle:share' | 'bundle:copy-file';

type Taking =
  | { readonly phase: 'idle' }
  | { readonly phase: 'copied' }
  /** As when the file was moved since. */
  | { readonly phase: 'failed'; readonly failure: FailureFacts };

/** The ways out of the window for a file that was saved: by drag, by copy and paste, by the system's share sheet. */
export function TakeAway({ exportId, fileName }: { readonly exportId: string; readonly fileName: string }) {
  const t = useText();
  const platform = useApp((store) => store.facts?.platform);
  const [taking, setTaking] = useState<Taking>({ phase: 'idle' });
  const take = async (way: Way) => {
    const answer = await invoke(way, { exportId });
    if (!answer.ok) setTaking({ phase: 'failed', failure: answer.failure });
    else setTaking({ phase: way === 'bundle:copy-file' ? 'copied' : 'idle' });
  };
  const drag = (event: DragEvent) => {
    event.preventDefault();
    void take('bundle:drag');
  };
  return (
    <>
      <div className="lk-row">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dragging has no keyboard; the buttons beside it reach the same file. */}
        <div className="lk-file-chip" draggable onDragStart={drag} title={t('export.dragHint')}>
          <Icon name="file" />
          <span>{fileName}</span>
        </div>
        <Button icon="folder" onClick={() => void take('bundle:reveal')}>
          {t('export.reveal')}
        </Button>
        {platform !== 'win32' && (
          <Button icon="copy" onClick={() => void take('bundle:copy-file')}>
            {t('export.copyFile')}
          </Button>
        )}
        {platform === 'darwin' && (
          <Button icon="share" onClick={() => void take('bundle:share')}>
            {t('export.share')}
          </Button>
        )}
      </div>
      <News>{taking.phase === 'copied' && <p className="lk-soft">{t('export.copiedFile')}</p>}</News>
      {taking.phase === 'failed' && <FailureNote failure={taking.failure} />}
    </>
  );
}
