import { ensurePackages } from './packages.mjs';
import { ensureSystemPackages } from './system.mjs';

/** @import { Purpose } from './system.mjs' */
/** @import { Runtime } from './runtime.mjs' */

/**
 * Brings a bare checkout to the point where the app can be built and started.
 *
 * @param {readonly Purpose[]} purposes which Debian packages are needed besides Electron's own
 * @returns {Promise<Runtime>}
 */
export async function setUp(...purposes) {
  await ensureSystemPackages(['electron', ...purposes]);
  await ensurePackages();
  // Only now, since these need the packages.
  const { resolveRuntime } = await import('./runtime.mjs');
  const { prepareSandbox } = await import('./sandbox.mjs');
  const runtime = await resolveRuntime();
  await prepareSandbox(runtime.dist);
  return runtime;
}
