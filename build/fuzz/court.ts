import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Where bytes are judged, in a process that is started anew after it hung or died. */
export interface Court {
  /** @returns what is wrong with the readers, in words that are the same for the same fault; null where nothing is. */
  judge(bytes: Buffer): Promise<string | null>;
  close(): void;
}

/** The judge by default, and the limit of the app for one file. */
const usual = { entry: new URL('./judge.ts', import.meta.url), limitMs: 10_000 };

export function openCourt({ entry, limitMs } = usual): Court {
  let judge: ChildProcess | null = null;
  const close = () => {
    judge?.kill('SIGKILL');
    judge = null;
  };
  return {
    close,
    judge: (bytes) => {
      judge ??= fork(fileURLToPath(entry), {
        execArgv: ['--import', 'tsx'],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      const asked = judge;
      return new Promise((resolve) => {
        const end = (verdict: string | null, isOver: boolean) => {
          clearTimeout(limit);
          asked.removeAllListeners();
          if (isOver) close();
          resolve(verdict);
        };
        const limit = setTimeout(() => end('it hangs', true), limitMs);
        asked.once('exit', () => end('it ends the process', true));
        asked.once('message', (answer) => end(faultIn((answer as { readonly bug: string | null }).bug), false));
        asked.send(Uint8Array.from(bytes));
      });
    },
  };
}

/** The error and the place where it was thrown. */
const faultIn = (stack: string | null): string | null =>
  stack === null
    ? null
    : [stack.split('\n')[0], /[^\s(]*\/electron\/pki\/[^\s)]*/.exec(stack)?.[0]].join(' ').replace(/\d+ bytes/g, 'n bytes');
