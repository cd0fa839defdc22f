import { useEffect, useRef, useState } from 'react';
import { useText } from '../text/text.ts';
import { Icon } from './Icon.tsx';
import './DropZone.css';

/** Makes the whole window a target for files, and says what dropping them will do. */
export function DropZone({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const t = useText();
  const [over, setOver] = useState(false);
  const offer = useRef(onFiles);
  offer.current = onFiles;
  useEffect(() => followDrags(setOver, (files) => offer.current(files)), []);
  if (!over) return null;
  return (
    <div className="lk-drop">
      <div className="lk-drop-sheet">
        <Icon name="file" size={34} />
        <strong>{t('ui.dropTitle')}</strong>
        <span className="lk-soft">{t('ui.dropText')}</span>
      </div>
    </div>
  );
}

/** Follows files over the window; a file that is dragged out of this very page is no offer. */
function followDrags(setOver: (over: boolean) => void, onFiles: (files: readonly File[]) => void): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let ownDrag = false;
  const carriesFiles = (event: DragEvent) => !ownDrag && event.dataTransfer?.types.includes('Files') === true;
  const end = () => {
    ownDrag = false;
    setOver(false);
  };
  const follow = (event: DragEvent) => {
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = carriesFiles(event) ? 'copy' : 'none';
    setOver(carriesFiles(event));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    const files = carriesFiles(event) ? [...(event.dataTransfer?.files ?? [])] : [];
    end();
    if (files.length > 0) onFiles(files);
  };
  window.addEventListener('dragstart', () => (ownDrag = true), { signal, capture: true });
  window.addEventListener('pointerdown', end, { signal, capture: true });
  window.addEventListener('dragenter', follow, { signal });
  window.addEventListener('dragover', follow, { signal });
  window.addEventListener('dragleave', (event) => event.relatedTarget === null && end(), { signal });
  window.addEventListener('drop', drop, { signal });
  return () => ending.abort();
}
