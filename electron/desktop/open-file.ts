import { app } from 'electron';
import { filesAmong } from './arguments.ts';

export type TakeFiles = (files: readonly string[]) => void;

/** macOS hands over several files one by one, in the same breath. */
const gatheredWithinMs = 50;

/**
 * Listens for files that the system hands over: arguments, a second start, "Open with", a drop on the icon. Files that come
 * before anybody can take them wait.
 *
 * @param onCall somebody wants the app that is running: show it
 * @param isPackaged as for `filesAmong`
 * @returns gives all files, waiting or to come, to `take`
 */
export function listenForFiles(onCall: () => void, isPackaged: boolean): (take: TakeFiles) => void {
  const waiting = [...filesAmong(process.argv, process.cwd(), isPackaged)];
  let take: TakeFiles | null = null;
  let gathering: NodeJS.Timeout | null = null;

  function give(): void {
    gathering = null;
    if (take !== null && waiting.length > 0) take(waiting.splice(0));
  }
  function receive(files: readonly string[]): void {
    waiting.push(...files);
    if (gathering === null) gathering = setTimeout(give, gatheredWithinMs);
    onCall();
  }

  // macOS may send this before the app is ready
  app.on('open-file', (event, file) => {
    event.preventDefault();
    receive([file]);
  });
  app.on('second-instance', (_event, argv, folder) => receive(filesAmong(argv, folder, isPackaged)));

  return (taker) => {
    take = taker;
    give();
  };
}
