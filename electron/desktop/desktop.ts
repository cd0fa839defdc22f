import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  app,
  type BrowserWindow,
  ClipboardItem,
  clipboard,
  dialog,
  nativeImage,
  nativeTheme,
  net,
  ShareMenu,
  shell,
  type WebContents,
} from 'electron';
import type { Settings } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import type { Desktop, SaveQuestion } from '../services/foundation.ts';
import { fileExtensions } from './arguments.ts';
import { fileReference, writeReference } from './file-reference.ts';
import { nativeText } from './native-text.ts';
import { secretClipboard } from './secret-clipboard.ts';
import { notifyOfVerdict } from './verdict-notification.ts';

const extensions = {
  bundle: ['p12', 'pfx'],
  pem: ['pem'],
  certificate: ['crt', 'pem'],
  profile: ['mobileconfig'],
  request: ['csr', 'pem'],
} as const;

/** Gives native dialogs, and the page's `prefers-color-scheme`, the appearance that the user chose. */
export function applyAppearance(appearance: Settings['appearance']): void {
  nativeTheme.themeSource = appearance;
}

/** The page's style sheet for paper decides what is on it; nothing of it is written to a file of ours. */
function print(page: WebContents): Promise<'printed' | 'cancelled'> {
  return new Promise((resolve, reject) => {
    page.print({}, (printed, reason) => {
      if (printed) resolve('printed');
      // "Print job canceled", "Print job failed"; no other word of it is promised
      else if (/cancel/i.test(reason)) resolve('cancelled');
      else reject(new Failure('print-failed'));
    });
  });
}

/** Dialogs, file manager, drag and clipboard of the system, for the one window. */
export function desktopOf(window: BrowserWindow, dragIcon: string): Desktop {
  const text = nativeText().dialog;
  const secrets = secretClipboard(clipboard, (work, ms) => setTimeout(work, ms).unref());
  app.on('before-quit', (event) => {
    if (!secrets.holdsSecret()) return;
    event.preventDefault();
    void secrets.clearNow().finally(() => app.quit());
  });

  async function askSaveFile({ title, suggestedName, kind }: SaveQuestion): Promise<string | null> {
    const [extension] = extensions[kind];
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title: text[title],
      buttonLabel: text.save,
      defaultPath: path.resolve(app.getPath('documents'), suggestedName),
      filters: [{ name: text[`${kind}Files`], extensions: [...extensions[kind]] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    if (canceled || filePath === '') return null;
    if (path.extname(filePath) !== '') return filePath;
    // Linux asks about overwriting the name as it was typed; the one with the extension has to be asked about as well
    const file = `${filePath}.${extension}`;
    return existsSync(file) ? askSaveFile({ title, suggestedName: file, kind }) : file;
  }

  return {
    askSaveFile,

    async askFolder(title) {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: text[title],
        buttonLabel: text.chooseFolder,
        defaultPath: app.getPath('documents'),
        properties: ['openDirectory', 'createDirectory'],
      });
      return filePaths[0] ?? null;
    },

    async askFiles() {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: text.openFile,
        buttonLabel: text.open,
        filters: [
          { name: text.openableFiles, extensions: [...fileExtensions] },
          { name: text.allFiles, extensions: ['*'] },
        ],
        properties: ['openFile', 'multiSelections'],
      });
      return filePaths;
    },

    reveal: (file) => shell.showItemInFolder(file),
    share(file) {
      if (process.platform === 'darwin') new ShareMenu({ filePaths: [file] }).popup({ window });
    },
    drag: (file) => window.webContents.startDrag({ file, icon: nativeImage.createFromPath(dragIcon) }),
    copyFile(file) {
      const reference = fileReference(file, process.platform, process.env['XDG_CURRENT_DESKTOP'] ?? '');
      if (reference) writeReference(clipboard, reference, (formats) => new ClipboardItem({ ...formats }));
    },
    readClipboard: async () => ({ name: nativeText().pasted, text: await clipboard.readText() }),
    isOnline: () => net.isOnline(),
    tellVerdict: (news) => notifyOfVerdict(window, news),
    applyAppearance,
    copy: secrets.copy,
    print: () => print(window.webContents),
  };
}
