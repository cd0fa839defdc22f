import path from 'node:path';
import type { SavedFile } from '../contract/ipc.ts';

// what Windows refuses, and what a shell or a phone's file list would stumble over
const unfit = /[\p{Cc}\p{Cf}<>:"/\\|?*']+/gu;
// names that Windows keeps for devices
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A file name that every system takes: `Anna – iPhone.p12`.
 *
 * @param extension without the dot
 */
export function safeFileName(name: string, extension: string): string {
  const stem = [...name.normalize('NFC').replace(unfit, ' ').replace(/\s+/g, ' ')]
    .slice(0, 60)
    .join('')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  return `${stem === '' || reserved.test(stem) ? 'latchkey' : stem}.${extension}`;
}

/** What the window may know of a place on disk: two names, never the path. */
export const savedFile = (file: string): SavedFile => ({ fileName: path.basename(file), folderName: path.basename(path.dirname(file)) });
