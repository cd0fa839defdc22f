/**
 * Runs a command of ours. A plain Error is a sentence for the person who typed it; any other is a bug, shown with its stack.
 *
 * @param {() => Promise<number>} command returns the exit code
 */
export async function reportTrouble(command) {
  try {
    process.exitCode = await command();
  } catch (error) {
    console.error(error instanceof Error && error.constructor === Error ? error.message : error);
    process.exitCode = 1;
  }
}
