import { spawnSync } from 'node:child_process';
import { app } from 'electron';
import { runCommand } from '../cli/run.ts';
import { createLauncher } from '../process/launcher.ts';
import { connectUtilityProcess } from './utility-process.ts';

// Chromium connects to a display before any script can tell it not to, and crashes where there is none; the other two keep
// its own remarks off standard error.
const withoutDisplay = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3'];

/**
 * Runs a command of the command line and quits with its exit code, without a window and beside an app that runs already.
 *
 * @param args from the verb on
 * @param builtFolder holds the processes' files
 */
export function runHeadless(args: readonly string[], builtFolder: string): void {
  if (process.platform === 'linux' && !app.commandLine.hasSwitch('ozone-platform')) {
    const { status } = spawnSync(process.execPath, [...withoutDisplay, ...process.argv.slice(1)], { stdio: 'inherit' });
    process.exit(status ?? 1);
  }
  app.dock?.hide();
  const launcher = createLauncher((name) => connectUtilityProcess(builtFolder, name));
  void app
    .whenReady()
    .then(() => runCommand(args, launcher))
    .then((code) => app.exit(code));
}
