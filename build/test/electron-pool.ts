import { ForksPoolWorker, type PoolRunnerInitializer } from 'vitest/node';

/** Starts its worker in another program than the Node that runs Vitest. */
class ElectronWorker extends ForksPoolWorker {
  readonly #executable: string;

  constructor(options: ConstructorParameters<typeof ForksPoolWorker>[0], executable: string) {
    super(options);
    this.#executable = executable;
  }

  override start(): Promise<void> {
    const node = process.execPath;
    // Where child_process.fork takes its program from; it does so before the first await of super.start().
    process.execPath = this.#executable;
    const started = super.start();
    process.execPath = node;
    return started;
  }
}

/**
 * Runs unit tests in Electron's Node (and BoringSSL). Vitest itself stays in Node, since it asks for a younger one than ours has.
 *
 * @param executable of Electron; ELECTRON_RUN_AS_NODE must be set
 */
export function electronPool(executable: string): PoolRunnerInitializer {
  return { name: 'electron', createPoolWorker: (options) => new ElectronWorker(options, executable) };
}
