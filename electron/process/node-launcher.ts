import { fork } from 'node:child_process';
import { createLauncher, type Launcher } from './launcher.ts';
import type { ProcessName } from './work.ts';
import type { Channel } from './worker.ts';

export interface NodeLauncherOptions {
  /** @returns the path of the JavaScript file that serves a process name. */
  readonly entryOf: (name: ProcessName) => string;
  /** Options for the Node of each process; none by default, so that a debugger's are not inherited. */
  readonly execArgv?: readonly string[];
}

/** Runs the processes with `child_process.fork`: for the command line and for tests. They end with their parent. */
export function createNodeLauncher({ entryOf, execArgv = [] }: NodeLauncherOptions): Launcher {
  return createLauncher((name) => forkedChannel(entryOf(name), execArgv));
}

function forkedChannel(entry: string, execArgv: readonly string[]): Channel {
  // Standard output belongs to the command that the user typed; what a library prints there goes nowhere.
  const child = fork(entry, { execArgv: [...execArgv], serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  // A warm process must not keep its parent alive; while a call runs, its limit does.
  child.unref();
  child.channel?.unref();
  return {
    post: (message) => child.send(message as object, () => undefined),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.on('exit', listener).on('error', listener),
    kill: () => child.kill('SIGKILL'),
  };
}
