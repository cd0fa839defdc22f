import { useEffect, useRef, useState } from 'react';
import { useText } from '../text/text.ts';
import { Icon } from './Icon.tsx';
import './DropZone.css';

/** Makes the whole window a target for files, and says what dropping them will do. */
export function DropZone({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const t = useText();
  const [count, setCount] = useState(0);
  const offer = useRef(onFiles);
  offer.current = onFiles;
  useEffect(() => followDrags(setCount, (files) => offer.current(files)), []);
  if (count === 0) return null;
  return (
    <div className="lk-drop">
      <div className="lk-drop-sheet">
        <Icon name="file" size={34} />
        <strong>{t('ui.dropTitle', { count })}</strong>
        <span className="lk-soft">{t('ui.dropText')}</span>
      </div>
    </div>
  );
}

/** Follows files over the window and tells how many they are; a file that is dragged out of this very page is no offer. */
function followDrags(setCount: (count: number) => void, onFiles: (files: readonly File[]) => void): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let ownDrag = false;
  const carriesFiles = (event: DragEvent) => !ownDrag && event.dataTransfer?.types.includes('Files') === true;
  const end = () => {
    ownDrag = false;
    setCount(0);
  };
  const follow = (event: DragEvent) => {
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = carriesFiles(event) ? 'copy' : 'none';
    // some systems do not say how many before the drop
    setCount(carriesFiles(event) ? Math.max(1, event.dataTransfer?.items.length ?? 0) : 0);
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
