import { pathToFileURL } from 'node:url';

/** What to put on the clipboard so that a file manager pastes a file: content by format, the likeliest to be read first. */
export type FileReference = ReadonlyMap<string, string>;

/**
 * KDE's and LXQt's file managers read a list of addresses; those of GNOME, Cinnamon, MATE and Xfce want to be told to copy as well.
 *
 * @param desktops XDG_CURRENT_DESKTOP: names with colons between
 * @returns null on Windows, whose file manager reads nothing that Electron can write (electron/electron#9035)
 */
export function fileReference(file: string, platform: NodeJS.Platform, desktops: string): FileReference | null {
  const url = pathToFileURL(file).href;
  if (platform === 'win32') return null;
  if (platform === 'darwin') return new Map([['public.file-url', url]]);
  const list = ['text/uri-list', `${url}\r\n`] as const;
  const copied = ['x-special/gnome-copied-files', `copy\n${url}`] as const;
  return new Map(/\b(KDE|LXQt)\b/i.test(desktops) ? [list, copied] : [copied, list]);
}

/** Electron's clipboard in its newer form, which takes several formats at once. */
export interface NewerClipboard<Item> {
  write(items: Item[]): unknown;
}

/** Its older form, which takes one. */
export interface OlderClipboard {
  writeBuffer(format: string, content: Buffer): void;
}

/** @param newItem makes what the newer form takes */
export function writeReference<Item>(
  clipboard: NewerClipboard<Item> | OlderClipboard,
  reference: FileReference,
  newItem: (formats: Readonly<Record<string, Blob>>) => Item,
): void {
  if ('writeBuffer' in clipboard) {
    const [[format, content] = ['', '']] = reference;
    clipboard.writeBuffer(format, Buffer.from(content));
  } else {
    const raw = [...reference].map(([name, text]) => [`electron application/osclipboard;format="${name}"`, new Blob([text])]);
    clipboard.write([newItem(Object.fromEntries(raw))]);
  }
}
