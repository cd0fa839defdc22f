/** The command line of a checkout, under plain Node. In the packaged app, main.ts runs the same command. */
import path from 'node:path';
import { runCommand } from './cli/run.ts';
import { createNodeLauncher } from './process/node-launcher.ts';

const launcher = createNodeLauncher({ entryOf: (name) => path.join(__dirname, 'process', `${name}.cjs`) });
void runCommand(process.argv.slice(2), launcher).then((code) => {
  process.exitCode = code;
});
