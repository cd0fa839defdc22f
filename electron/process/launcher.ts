import type { ProcessName } from './work.ts';
import { type Channel, ProcessWorker, type Worker } from './worker.ts';

export interface Launcher {
  /** @returns the one worker of that name; its process starts with the first call. */
  start<N extends ProcessName>(name: N): Worker<N>;
  /** Kills all processes. */
  stop(): void;
}

/**
 * One worker a process name, whatever the processes are made of.
 *
 * @param connect starts the process of that name. It must not throw: a process that cannot start exits.
 */
export function createLauncher(connect: (name: ProcessName) => Channel): Launcher {
  const workers: { readonly [N in ProcessName]: Worker<N> } = {
    keyring: new ProcessWorker('keyring', () => connect('keyring')),
    parser: new ProcessWorker('parser', () => connect('parser')),
    'forge-work': new ProcessWorker('forge-work', () => connect('forge-work')),
  };
  return {
    start: (name) => workers[name],
    stop() {
      for (const worker of Object.values(workers)) worker.stop();
    },
  };
}
