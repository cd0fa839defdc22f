import path from 'node:path';
import { utilityProcess } from 'electron';
import type { ProcessName } from '../process/work.ts';
import type { Channel } from '../process/worker.ts';

/** Starts a process of ours as Electron's utility process: killed in milliseconds, gone with the app. */
export function connectUtilityProcess(folder: string, name: ProcessName): Channel {
  const child = utilityProcess.fork(path.join(folder, 'process', `${name}.cjs`), [], { serviceName: `Latchkey ${name}`, stdio: 'inherit' });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
}
