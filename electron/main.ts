import path from 'node:path';
import { app, BrowserWindow, dialog, powerMonitor } from 'electron';
import { devDependencies } from '../package.json';
import type { AppFacts } from './contract/entities.ts';
import { commandAmong } from './desktop/arguments.ts';
import { applyAppearance, desktopOf } from './desktop/desktop.ts';
import { runHeadless } from './desktop/headless.ts';
import { setMenu } from './desktop/menu.ts';
import { nativeText } from './desktop/native-text.ts';
import { listenForFiles, type TakeFiles } from './desktop/open-file.ts';
import { connectUtilityProcess } from './desktop/utility-process.ts';
import { bindRouter, sendEvent } from './ipc/bind.ts';
import { buildHandlers } from './ipc/handlers.ts';
import { buildRouter } from './ipc/router.ts';
import { createLauncher, type Launcher } from './process/launcher.ts';
import type { Work } from './services/foundation.ts';
import { outboxIn } from './services/outbox.ts';
import { recordSchemas } from './services/records.ts';
import { lookMs } from './services/schedule.ts';
import { buildServices } from './services/services.ts';
import { readSettings } from './services/settings.ts';
import { settle } from './services/settle.ts';
import { Keychain, type Keyring } from './vault/keychain.ts';
import { RecordStore } from './vault/store.ts';
import { Vault } from './vault/vault.ts';
import { closeEveryOtherWay, createWindow, pageOrigin, registerPageScheme, servePage } from './window.ts';

const builtFolder = __dirname;
const pageFolder = path.join(builtFolder, '../renderer');

/** A system may ask its user to unlock the keychain; that takes as long as typing a password. */
const keyringLimitMs = 90_000;
/** A hostile bundle is stopped; an honest one needs less than a second. */
const parserLimitMs = 10_000;
/** RSA-4096 takes 1.5 s, seldom 6 s; a slow computer gets its time. */
const forgeLimitMs = 120_000;

function workOf(launcher: Launcher): Work {
  const forge = launcher.start('forge-work');
  const parser = launcher.start('parser');
  return {
    generateKey: (algorithm, signal) => forge.call('generateKey', { algorithm }, { limitMs: forgeLimitMs, signal }),
    writeBundle: (plan) => forge.call('writeBundle', plan, { limitMs: forgeLimitMs }),
    encryptKey: (key, passphrase) => forge.call('encryptKey', { key, passphrase }, { limitMs: forgeLimitMs }),
    open: (bytes, passphrase, signal) => parser.call('open', { bytes, passphrase }, { limitMs: parserLimitMs, signal }),
    join: (contents) => parser.call('join', { contents }, { limitMs: parserLimitMs }),
    identity: (content, leaf) => parser.call('identity', { content, leaf }, { limitMs: parserLimitMs }),
    readRequestedKey: (bytes) => parser.call('readRequestedKey', { bytes }, { limitMs: parserLimitMs }),
    readAnswer: (bytes, keys) => parser.call('readAnswer', { bytes, keys }, { limitMs: parserLimitMs }),
    readBundle: (der, passphrase) => parser.call('readBundle', { der, passphrase }, { limitMs: parserLimitMs }),
  };
}

function keyringOf(launcher: Launcher): Keyring {
  const keyring = launcher.start('keyring');
  return {
    read: (account) => keyring.call('read', { account }, { limitMs: keyringLimitMs }),
    write: async (account, secret) => void (await keyring.call('write', { account, secret }, { limitMs: keyringLimitMs })),
  };
}

const keychainNames = { darwin: 'Keychain', win32: 'Credential Manager', linux: 'Secret Service' } as const;

function describeApp(): AppFacts {
  const platform = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
  return {
    version: app.getVersion(),
    platform,
    keychain: keychainNames[platform],
    // only the runtime that is pinned is shipped; any other stands in for it on a developer's machine
    testRuntime: process.versions.electron !== devDependencies.electron,
    systemLanguage: app.getLocale(),
  };
}

async function open(takeFiles: (take: TakeFiles) => void): Promise<void> {
  const folder = path.join(app.getPath('userData'), 'vault');
  const launcher = createLauncher((name) => connectUtilityProcess(builtFolder, name));
  const records = new RecordStore({ folder: path.join(folder, 'records'), readers: recordSchemas });
  const vault = new Vault({
    folder,
    keychain: new Keychain(keyringOf(launcher)),
    holdsSealed: async () => {
      const sealed = await Promise.all((['authority', 'certificate', 'device', 'request'] as const).map((kind) => records.list(kind)));
      return sealed.flat().length > 0;
    },
  });
  if (!(await settle(() => records.open())).ok) return refuseToStart(folder);
  applyAppearance((await readSettings(records)).appearance);

  servePage(pageFolder);
  const window = createWindow(path.join(builtFolder, 'preload.cjs'), path.join(pageFolder, 'icon.png'));
  const page = window.webContents;
  const outbox = outboxIn(path.join(app.getPath('userData'), 'outbox'));
  await outbox.empty();
  const services = buildServices({
    records,
    vault,
    work: workOf(launcher),
    desktop: desktopOf(window, path.join(pageFolder, 'document.png')),
    outbox,
    now: () => new Date(),
    emit: (event, payload) => sendEvent(page, event, payload),
  });
  bindRouter(buildRouter(buildHandlers(services, describeApp())), pageOrigin);
  app.on('will-quit', () => {
    launcher.stop();
    outbox.emptyNow();
  });

  setInterval(() => void settle(services.schedule.look), lookMs);
  powerMonitor.on('suspend', services.schedule.rest);
  powerMonitor.on('resume', services.schedule.rest);

  setMenu(window, {
    openFile: () => void services.intake.choose(),
    go: (command) => sendEvent(page, 'menu:command', { command }),
  });
  page.once('did-finish-load', () => takeFiles(services.intake.take));
  await window.loadURL(`${pageOrigin}/index.html`);
}

/** Without its folder the app could show a window and do nothing in it. */
function refuseToStart(folder: string): void {
  const { title, text } = nativeText().cannotStart;
  dialog.showErrorBox(title, `${text}\n\n${folder}`);
  app.exit(1);
}

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

registerPageScheme();
// --no-sandbox (root may not use the sandbox) together with enableSandbox ends every child at once
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.setAppUserModelId('app.latchkey.desktop');

const command = commandAmong(process.argv, app.isPackaged);
if (command !== null) {
  runHeadless(command, builtFolder);
} else if (app.requestSingleInstanceLock()) {
  closeEveryOtherWay();
  const takeFiles = listenForFiles(showWindow, app.isPackaged);
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(() => open(takeFiles));
} else {
  app.quit();
}
