import type { DeployNote, DeployPlan } from '../contract/deploy.ts';
import { bare, type Door } from './door.ts';

/** What is written for one target: every target file makes one of these out of a door. */
export interface Page {
  /** What people call it: `Caddy`. */
  readonly title: string;
  /** The file with its configuration; null where it has none of ours. */
  readonly configuration: { readonly name: string; readonly text: string } | null;
  readonly commands: DeployPlan['commands'];
  /** Lines for Home Assistant's configuration.yaml. */
  readonly homeAssistant: string;
  /** What somebody must know who sets it up, a paragraph each. */
  readonly advice: readonly string[];
  readonly notes: readonly DeployNote[];
}

/** Text where a condition holds, nothing elsewhere. */
export const when = (holds: boolean, text: string): string => (holds ? text : '');

/** The key's name beside `server.crt`. HAProxy looks for it there by itself (`ssl-load-extra-files`). */
export const keyName = ({ target }: Door): string => (target === 'haproxy' ? 'server.crt.key' : 'server.key');

/** Where the server certificate lies. A public one is looked for where certbot puts it, and marked: that is a guess. */
export function serverPaths(door: Door) {
  const { server, host, folder } = door;
  const live = `/etc/letsencrypt/live/${bare(host)}`;
  return server === 'own'
    ? { chain: `${folder}/server.crt`, key: `${folder}/${keyName(door)}`, mark: '' }
    : { chain: `${live}/fullchain.pem`, key: `${live}/privkey.pem`, mark: '# CHANGE THESE TWO if your public certificate lies elsewhere.' };
}

/**
 * Commands that copy the certificate files into the folder on the proxy's host.
 *
 * @param names the files that the proxy reads, beside those of the server certificate
 * @param keyMode who may read the server's key, as options of `install`
 */
export function copies(door: Door, names: readonly string[], keyMode = '-m 600'): readonly string[] {
  const { folder, server, serverKey } = door;
  const install = (mode: string, name: string) => `sudo install ${mode} ${name} ${folder}/${name}`;
  const key = keyName(door);
  return [
    // not install -d: it would open a folder that is there already to everybody
    `sudo mkdir -p ${folder}`,
    ...[...names, ...(server === 'own' ? ['server.crt'] : [])].map((name) => install('-m 644', name)),
    ...(serverKey === 'here' ? [install(keyMode, key)] : []),
    ...(serverKey === 'elsewhere' ? [`# By hand: put the key that made the request at ${folder}/${key}`] : []),
  ];
}

/** Takes back what `copies` brought, file by file: the folder may hold other things. */
export function removal(door: Door, names: readonly string[]): string {
  const own = [...(door.server === 'own' ? ['server.crt'] : []), ...(door.serverKey === 'here' ? [keyName(door)] : [])];
  return ['sudo rm', ...[...names, ...own].map((name) => `${door.folder}/${name}`)].join(' ');
}
