import { existsSync } from 'node:fs';
import path from 'node:path';
import { app, type BrowserWindow, clipboard, dialog, nativeImage, nativeTheme, ShareMenu, shell } from 'electron';
import type { Settings } from '../contract/entities.ts';
import type { Desktop, SaveQuestion } from '../services/foundation.ts';
import { fileExtensions } from './arguments.ts';
import { nativeText } from './native-text.ts';
import { secretClipboard } from './secret-clipboard.ts';

const extensions = { bundle: ['p12', 'pfx'], certificate: ['crt', 'pem'] } as const;

/** Gives native dialogs, and the page's `prefers-color-scheme`, the appearance that the user chose. */
export function applyAppearance(appearance: Settings['appearance']): void {
  nativeTheme.themeSource = appearance;
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
      filters: [{ name: kind === 'bundle' ? text.bundleFiles : text.certificateFiles, extensions: [...extensions[kind]] }],
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

    async askFolder() {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: text.saveProxyFolder,
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
        properties: ['openFile'],
      });
      return filePaths;
    },

    reveal: (file) => shell.showItemInFolder(file),
    share(file) {
      if (process.platform === 'darwin') new ShareMenu({ filePaths: [file] }).popup({ window });
    },
    drag: (file) => window.webContents.startDrag({ file, icon: nativeImage.createFromPath(dragIcon) }),
    applyAppearance,
    copy: secrets.copy,
  };
}
