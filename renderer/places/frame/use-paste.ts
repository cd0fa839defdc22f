import { useEffect } from 'react';
import { invoke, offerDropped } from '../../bridge.ts';

/**
 * Takes what is pasted anywhere but into a field: files as if they had been dropped; certificates and keys as text are read by main
 * from the clipboard itself, so that no key comes through the page.
 */
export function usePaste(): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const isForField = event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]') !== null;
      if (isForField || event.defaultPrevented) return;
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) void offerDropped(files);
      else void invoke('import:paste', undefined);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, []);
}
