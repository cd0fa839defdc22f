import { app } from 'electron';
import { filesAmong } from './arguments.ts';

/**
 * Listens for files that the system hands over: arguments, a second start, "Open with". Files that come
 * before anybody can take them wait.
 *
 * @param onSecondStart somebody started the app again: show what is running
 * @returns gives every file, waiting or to come, to `take`
 */
export function listenForFiles(onSecondStart: () => void): (take: (file: string) => void) => void {
  const waiting = [...filesAmong(process.argv.slice(1), process.cwd())];
  let receive = (file: string): void => void waiting.push(file);

  // macOS may send this before the app is ready
  app.on('open-file', (event, file) => {
    event.preventDefault();
    receive(file);
  });
  app.on('second-instance', (_event, argv, folder) => {
    for (const file of filesAmong(argv.slice(1), folder)) receive(file);
    onSecondStart();
  });

  return (take) => {
    receive = take;
    for (const file of waiting.splice(0)) take(file);
  };
}
