import { type Answer, type Ask, answerThrown, detached } from './message.ts';
import type { ProcessName, Work } from './work.ts';

/** Electron's end of a utility process; `child_process` talks through `process` itself. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
}

/** Serves the work of one process to the app that started it, for as long as that lives. */
export function serve<N extends ProcessName>(work: Work[N]): void {
  const { parentPort } = process as { readonly parentPort?: ParentPort };
  if (parentPort) {
    parentPort.on('message', async ({ data }) => parentPort.postMessage(await answer(work, data as Ask)));
    return;
  }
  process.on('message', async (ask) => process.send?.(await answer(work, ask as Ask)));
  process.on('disconnect', () => process.exit());
}

async function answer(work: object, { method, request }: Ask): Promise<Answer> {
  try {
    const serving = work as Readonly<Record<string, (request: unknown) => Promise<unknown>>>;
    const perform = serving[method];
    if (perform === undefined) throw new Error(`no such work: ${method}`);
    return { phase: 'done', value: detached(await perform(request)) };
  } catch (thrown) {
    return answerThrown(thrown, request);
  }
}
