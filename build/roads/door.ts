/** A proxy's host with what the app wrote for one home, and the proxy that runs on it. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type DeployPlan, targetAbilities } from '../../electron/contract/deploy.ts';
import type { Doorkeeper } from './doorkeeper.ts';
import { eventually } from './eventually.ts';
import { type Address, mustShowCertificate } from './knock.ts';
import { planFor, type Wish } from './plan.ts';
import { freePort, type Server, startServer } from './servers.ts';
import { Site } from './site.ts';
import type { Guest, World } from './world.ts';

/** What a door is to be, and what stands behind it. */
export interface DoorWish {
  readonly host: string;
  readonly world: World;
  readonly openPaths: readonly string[];
  readonly inside: boolean;
  readonly upstream: { readonly origin: string; readonly rings: () => number };
}

/** OpenSSL's, less Debian's own limits: what a server refuses then, what we wrote refuses. */
const anyTls = `openssl_conf = first
[first]
ssl_conf = second
[second]
system_default = third
[third]
MinProtocol = TLSv1
CipherString = DEFAULT:@SECLEVEL=0
`;

/** Set up as the README of the app's folder tells, step by step. */
export class Door {
  readonly world: World;
  readonly address: Address;
  /** The listener for the own network. */
  readonly inside: Address | null;
  readonly site: Site;
  readonly rings: () => number;
  readonly #proxy: Doorkeeper;
  readonly #wish: Wish;
  #plan: DeployPlan;
  #server: Server | null = null;

  private constructor(proxy: Doorkeeper, { world, upstream }: DoorWish, wish: Wish, plan: DeployPlan, site: Site) {
    const port = Number(new URL(wish.url).port);
    this.world = world;
    this.rings = () => (proxy.rings ? proxy.rings(site) : upstream.rings());
    this.address = { host: new URL(wish.url).hostname, port, trusts: world.serverAuthorityFile };
    this.inside = wish.insidePort === null ? null : { ...this.address, port: wish.insidePort };
    this.site = site;
    this.#proxy = proxy;
    this.#wish = wish;
    this.#plan = plan;
  }

  /** Has the app write its files, for a host in an empty folder. */
  static async plan(proxy: Doorkeeper, wished: DoorWish, folder: string): Promise<Door> {
    const site = new Site(folder);
    const wish: Wish = {
      target: proxy.target,
      url: `https://${wished.host}:${await freePort()}`,
      upstream: wished.upstream.origin,
      folder: path.join(folder, targetAbilities[proxy.target].folder),
      openPaths: wished.openPaths,
      insidePort: wished.inside ? await freePort() : null,
    };
    return new Door(proxy, wished, wish, await planFor(wish, wished.world, []), site);
  }

  /** Puts the files in place by the plan's commands. */
  async install(): Promise<string> {
    await this.#proxy.furnish(this.site);
    await this.#copy();
    this.#proxy.finish?.(this.site, { wish: this.#wish, plan: this.#plan });
    return this.#said(this.#commands.install);
  }

  /** Asks the proxy itself, by the plan's command. @throws Error where it warns of more than an old word, too */
  async check(): Promise<string> {
    const said = await this.site.run(this.#commands.check);
    const warnings = said
      .split('\n')
      .filter((line) => /\[\w*:?(warn|warning|error|emerg|alert)\]/i.test(line) && !line.includes('deprecated'));
    if (warnings.length > 0) throw new Error(warnings.join(' / ').slice(0, 600));
    return this.#said(this.#commands.check);
  }

  async start(): Promise<string> {
    const ports = [this.address.port, ...(this.inside ? [this.inside.port] : [])];
    const env = { PATH: this.site.path, OPENSSL_CONF: this.site.put('openssl.cnf', anyTls) };
    this.#server = await startServer({ program: this.site.at('bin/serve'), args: [], cwd: this.site.root, env }, ...ports);
    // Traefik answers before it has read its files.
    await eventually(() => mustShowCertificate(this.address));
    return `on port ${ports.join(' and ')}`;
  }

  /** The lines for Home Assistant's configuration. */
  get homeAssistant(): string {
    return this.#plan.homeAssistant;
  }

  /** Has the app write anew without these devices, and tells the proxy by the plan's commands. */
  async revoke(guests: readonly Guest[]): Promise<void> {
    this.#plan = await planFor(this.#wish, this.world, guests);
    await this.#copy();
    await this.check();
    await this.#reload();
  }

  /** Takes everything back by the plan's commands. @throws Error where a file of ours stays */
  async undo(): Promise<string> {
    const { undo } = this.#commands;
    await this.site.run(undo);
    const left = existsSync(this.#wish.folder) ? readdirSync(this.#wish.folder) : [];
    if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
    return this.#said(undo);
  }

  /** A restart is noted by the host's stand-in for systemd, and done here. */
  async #reload(): Promise<void> {
    await this.site.run(this.#commands.reload);
    if (!existsSync(this.site.at('state/restart'))) return;
    rmSync(this.site.at('state/restart'));
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  get #commands(): DeployPlan['commands'] {
    return { ...this.#plan.commands, ...this.#proxy.clicks?.(this.#wish.folder) };
  }

  #said(commands: readonly string[]): string {
    return `${this.#proxy.clicks ? 'as by hand: ' : ''}${commands.join('; ').replaceAll(this.site.root, '').slice(0, 300)}`;
  }

  async #copy(): Promise<void> {
    this.site.unpack(this.#plan.files, this.world.serverKeyPem);
    await this.site.run(this.#commands.install);
  }
}
