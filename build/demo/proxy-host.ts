import { cpSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Doorkeeper, isPresent } from '../roads/doorkeeper.ts';
import { apache } from '../roads/doorkeepers/apache.ts';
import { caddy } from '../roads/doorkeepers/caddy.ts';
import { haproxy } from '../roads/doorkeepers/haproxy.ts';
import { nginx } from '../roads/doorkeepers/nginx.ts';
import { type Server, startServer } from '../roads/servers.ts';
import { Site } from '../roads/site.ts';
import type { DemoTarget } from './options.ts';

const doorkeepers: Readonly<Record<DemoTarget, Doorkeeper>> = { nginx, caddy: caddy('caddy', 'caddy'), haproxy, apache };

/** The host of a proxy, played by a folder: what the page tells to do there is done below it. */
export class ProxyHost {
  readonly #site: Site;
  readonly #doorkeeper: Doorkeeper;

  /** @throws Error where the proxy is not installed. */
  constructor(target: DemoTarget, folder: string) {
    this.#doorkeeper = doorkeepers[target];
    if (!isPresent(this.#doorkeeper.program)) throw new Error(`--target ${target}: ${this.#doorkeeper.program} is not installed`);
    this.#site = new Site(folder);
  }

  /**
   * Copies a saved folder to the host, runs the commands there and starts the proxy.
   *
   * @param commands as they were copied from the page: to put the files in their places, and to check the configuration
   * @throws Error where one of them fails
   */
  async start(saved: string, commands: readonly string[], port: number): Promise<Server> {
    const site = this.#site;
    await this.#doorkeeper.furnish(site);
    cpSync(saved, site.at('desk'), { recursive: true });
    for (const name of readdirSync(saved).filter((file) => file.startsWith('latchkey.')))
      site.put(path.join('desk', name), site.moved(readFileSync(path.join(saved, name), 'utf8')));
    await site.run(commands);
    return startServer({ program: site.at('bin/serve'), args: [], cwd: site.root, env: { PATH: site.path } }, port);
  }
}
