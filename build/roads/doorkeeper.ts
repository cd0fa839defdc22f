/** How a program is run that keeps a door: as an ordinary process, around what the app wrote. */
import { spawnSync } from 'node:child_process';
import type { DeployPlan, ProxyTarget } from '../../electron/contract/deploy.ts';
import { ask } from '../interop/ask.ts';
import type { Wish } from './plan.ts';
import type { Site } from './site.ts';

/** What the app wrote, and for which wish. */
export interface Written {
  readonly wish: Wish;
  readonly plan: DeployPlan;
}

/** A program that keeps a door. Its host has a command `serve`, which runs it in the foreground. */
export interface Doorkeeper {
  /** `nginx`, `caddy-debian` … */
  readonly name: string;
  readonly target: ProxyTarget;
  readonly program: string;
  readonly versionArgs: readonly string[];
  /** What some do not speak of to anybody, whatever we write. */
  readonly offers: { readonly http2: boolean; readonly authorityNames: boolean; readonly freshSessions: boolean };
  /** Writes what its package brings to a host, and commands that lead there instead of to the real one. */
  readonly furnish: (site: Site) => Promise<void>;
  /** What is left to be done by hand once the app's files are in place. */
  readonly finish?: (site: Site, written: Written) => void;
  /** What its steps come to where they are clicks in a window, as commands. */
  readonly clicks?: (folder: string) => Pick<DeployPlan['commands'], 'install' | 'check' | 'undo'>;
  /** How often the webhook was called, where it is behind this door itself. */
  readonly rings?: (site: Site) => number;
}

export const everything: Doorkeeper['offers'] = { http2: true, authorityNames: true, freshSessions: true };

// Debian keeps proxies where only root looks.
const withSbin = { PATH: `${process.env['PATH']}:/usr/sbin` };

/** Whether a program is on this machine. */
export const isPresent = (program: string): boolean =>
  spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore', env: withSbin }).status === 0;

/** @returns where the real program is, past a host's own commands. */
export const find = async (program: string): Promise<string> =>
  (await ask('sh', ['-c', 'command -v "$1"', 'sh', program], { env: withSbin })).trim();

/** @returns what the program calls itself. */
export async function versionOf({ program, versionArgs }: Pick<Doorkeeper, 'program' | 'versionArgs'>): Promise<string> {
  const said = await ask('sh', ['-c', 'exec "$@" 2>&1', 'sh', program, ...versionArgs], { env: withSbin, exitCodes: 'any' });
  return said
    .split('\n', 1)
    .join('')
    .replace(/^nginx version: |^Server version: /, '');
}

/** What `systemctl` does for one service: a reload is a command, a restart is left to whoever started it. */
export const service = (name: string, reload = 'exit 1'): string => `case "$*" in
  "reload ${name}") ${reload} ;;
  "restart ${name}") touch "$ROOT/state/restart" ;;
  *) echo "not here: systemctl $*"; exit 1 ;;
esac`;
