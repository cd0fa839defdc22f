import { existsSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../root.mjs';
import { run } from '../run.mjs';

const folder = inRoot('.cache/judges');
const module = 'github.com/caddyserver/caddy/v2/cmd/caddy@v2.11.9';

/**
 * Builds a current Caddy when it is missing: its file differs from the one that Debian's 2.6 reads.
 *
 * @returns {Promise<string>} the program
 * @throws {Error} where Go or its registry cannot be had
 */
export async function ensureCurrentCaddy() {
  const program = path.join(folder, process.platform === 'win32' ? 'caddy.exe' : 'caddy');
  if (existsSync(program)) return program;
  console.error('Building a current Caddy …');
  const env = { ...process.env, GOBIN: folder };
  await run('go', ['install', module], { env, stdio: 'ignore', timeout: 300_000 });
  return program;
}
