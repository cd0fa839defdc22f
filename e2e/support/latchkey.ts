import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { Result } from '../../electron/contract/failure.ts';
import type { PageChannel, Reply, Sent } from '../../electron/contract/ipc.ts';

/** The checkout: the folder that Electron is given as the app. */
export const root = path.resolve(import.meta.dirname, '../..');

/** The Electron that build/setup found. */
export function electronExecutable(): string {
  const executable = process.env['E2E_ELECTRON'];
  if (executable === undefined) throw new Error('E2E_ELECTRON is not set: run this through npm');
  return executable;
}

/** Where one app lives, and what is different about its world. */
export interface World {
  /** Its profile (`--user-data-dir`), which outlives a restart. */
  readonly profile: string;
  /** The file that takes every message between page and main. */
  readonly tap: string;
  /** False hides the session bus, and with it every keyring. */
  readonly keyring: boolean;
}

const preloads = ['bridge-tap.cjs', 'internet.cjs', 'macos.cjs'].flatMap((file) => ['-r', path.join(import.meta.dirname, file)]);

/** The bridge as it looks to somebody without the contract. */
interface LooseWindow {
  readonly latchkey: { invoke(channel: string, request: unknown): Promise<Result<unknown>> };
}

/** The real app under a driver's hands: it can be quit, killed and started again on the same profile. */
export class Latchkey {
  readonly world: World;
  #app: ElectronApplication | null = null;
  #page: Page | null = null;

  constructor(world: World) {
    this.world = world;
    mkdirSync(world.profile, { recursive: true, mode: 0o700 });
  }

  get app(): ElectronApplication {
    if (this.#app === null) throw new Error('Latchkey is not running');
    return this.#app;
  }

  get page(): Page {
    if (this.#page === null) throw new Error('Latchkey has no window');
    return this.#page;
  }

  /** Starts the app and waits for its page. */
  async start(...args: readonly string[]): Promise<void> {
    const bus = this.world.keyring ? {} : { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
    this.#app = await _electron.launch({
      executablePath: electronExecutable(),
      args: [...preloads, root, `--user-data-dir=${this.world.profile}`, ...args],
      env: { ...(process.env as Record<string, string>), LATCHKEY_BRIDGE_TAP: this.world.tap, ...bus },
      chromiumSandbox: process.getuid?.() !== 0, // root may not use Chromium's sandbox
      timeout: 30_000,
    });
    this.#page = await this.#app.firstWindow();
    await this.#page.waitForSelector('h1');
  }

  /** Quits as a user does. */
  async quit(): Promise<void> {
    await this.#app?.close();
    this.#app = null;
  }

  /** Ends the app between two instructions, as a power cut does. */
  async kill(): Promise<void> {
    const process = this.app.process();
    const ended = once(process, 'exit');
    process.kill('SIGKILL');
    await ended;
    this.#app = null;
  }

  async restart(...args: readonly string[]): Promise<void> {
    await this.quit();
    await this.start(...args);
  }

  /** Asks over the bridge as the page does; a failure is thrown by its code. */
  async ask<C extends PageChannel>(channel: C, request: Sent<C>): Promise<Reply<C>> {
    const answer = await this.page.evaluate(([name, sent]) => (globalThis as unknown as LooseWindow).latchkey.invoke(name, sent), [
      channel as string,
      request as unknown,
    ] as const);
    if (!answer.ok) throw new Error(`${channel}: ${answer.failure.code}`);
    return answer.value as Reply<C>;
  }

  /** From now on every dialog of the system is answered with this folder, and with the name that the app suggests. */
  async answerDialogsWith(folder: string): Promise<void> {
    mkdirSync(folder, { recursive: true });
    await this.app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = async (...args: readonly unknown[]) => {
        const { defaultPath = 'file' } = args.at(-1) as Electron.SaveDialogOptions;
        return { canceled: false, filePath: `${chosen}/${defaultPath.split('/').at(-1)}` };
      };
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, folder);
  }

  /** From now on every open dialog is answered with this file. */
  async chooseFile(file: string): Promise<void> {
    await this.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, file);
  }

  /** From now on the user turns away from every dialog. */
  async cancelDialogs(): Promise<void> {
    await this.app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = async () => ({ canceled: true, filePath: '' });
      dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
    });
  }

  /**
   * Drops files of this computer onto the middle of the window, as a file manager does.
   *
   * @param over is called while they hover
   */
  async drop(files: string | readonly string[], over: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: [files].flat(), dragOperationsMask: 1 };
    const send = (type: 'dragEnter' | 'dragOver' | 'drop') => session.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data });
    await send('dragEnter');
    await send('dragOver');
    await over();
    await send('drop');
    await session.detach();
  }

  /** Opens files as a double-click does: a second process that hands them to the first and ends. */
  async openWithSecondProcess(...files: readonly string[]): Promise<void> {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const second = spawn(electronExecutable(), [...sandbox, root, `--user-data-dir=${this.world.profile}`, ...files], { stdio: 'ignore' });
    await once(second, 'exit');
  }
}
