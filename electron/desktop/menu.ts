import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../contract/ipc.ts';
import { nativeText } from './native-text.ts';

interface MenuActions {
  readonly openFile: () => void;
  readonly go: (command: MenuCommand) => void;
}

/** The platform's own menu and shortcuts. */
export function setMenu(window: BrowserWindow, { openFile, go }: MenuActions): void {
  const text = nativeText().menu;
  const place = (label: string, command: MenuCommand, digit: number): MenuItemConstructorOptions => ({
    label,
    accelerator: `CmdOrCtrl+${digit}`,
    click: () => go(command),
  });
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: text.file,
      submenu: [
        { label: text.openFile, accelerator: 'CmdOrCtrl+O', click: openFile },
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu', label: text.edit },
    {
      label: text.go,
      submenu: [
        place(text.home, 'go-home', 1),
        place(text.devices, 'go-devices', 2),
        place(text.authorities, 'go-authorities', 3),
        place(text.settings, 'go-settings', 4),
      ],
    },
    {
      label: text.view,
      submenu: [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' }],
    },
    { role: 'windowMenu', label: text.window },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  // on Linux and Windows it shows with Alt, as a quiet window wants it
  if (!isMac) window.setAutoHideMenuBar(true);
}
