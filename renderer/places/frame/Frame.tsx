import { useRef } from 'react';
import { offerDropped } from '../../bridge.ts';
import { useText } from '../../text/text.ts';
import { DropZone } from '../../ui/DropZone.tsx';
import { CurrentPlace } from './CurrentPlace.tsx';
import { ReadingTrouble } from './ReadingTrouble.tsx';
import { Sidebar } from './Sidebar.tsx';
import { usePaste } from './use-paste.ts';

/** Sidebar, the place, and the window as a target for files. */
export function Frame() {
  const t = useText();
  const place = useRef<HTMLElement>(null);
  usePaste();
  return (
    <div className="lk-frame">
      <button type="button" className="lk-skip" onClick={() => place.current?.querySelector('h1')?.focus()}>
        {t('frame.skip')}
      </button>
      <Sidebar />
      <main ref={place} className="lk-place">
        <ReadingTrouble />
        <CurrentPlace />
      </main>
      <DropZone onFiles={offerDropped} />
    </div>
  );
}
