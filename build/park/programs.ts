/** Each program is started once, with the parts of all scenarios. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mainConfiguration } from '../../e2e/support/nginx.ts';
import { isPresent } from '../roads/doorkeeper.ts';
import { startServer } from '../roads/servers.ts';
import type { Program } from './scenario.ts';

/** Where each says that it is ready, on loopback. */
const readyPorts = { nginx: 1001, haproxy: 1002, caddy: 1003, 'caddy-current': 1004, apache: 1005 } as const;
export type Separate = keyof typeof readyPorts;

interface Launch {
  readonly folder: string;
  /** Where a current Caddy is. */
  readonly caddy: string | null;
}

/** Starts one with its parts. @throws Error with its last words */
export async function startProgram(program: Separate, parts: readonly string[], { folder, caddy }: Launch): Promise<void> {
  const cwd = path.join(folder, program);
  mkdirSync(cwd, { recursive: true });
  const put = (name: string, text: string): string => {
    writeFileSync(path.join(cwd, name), text);
    return path.join(cwd, name);
  };
  const port = readyPorts[program];
  const whole = parts.join('\n');
  const caddyArgs = () => ['run', '--config', put('Caddyfile', caddyFile(whole, port)), '--adapter', 'caddyfile'];
  const home = { HOME: cwd, XDG_DATA_HOME: cwd, XDG_CONFIG_HOME: cwd };
  const launches: Readonly<Record<Separate, () => { program: string; args: readonly string[]; env?: Record<string, string> }>> = {
    nginx: () => ({
      program: names.nginx,
      args: ['-e', 'stderr', '-c', put('nginx.conf', nginxFile(whole, cwd, port)), '-g', 'daemon off;'],
    }),
    haproxy: () => ({ program: names.haproxy, args: ['-f', put('haproxy.cfg', haproxyFile(whole, port))] }),
    caddy: () => ({ program: names.caddy, args: caddyArgs(), env: home }),
    'caddy-current': () => ({ program: caddy ?? names.caddy, args: caddyArgs(), env: home }),
    apache: () => ({ program: names.apache, args: ['-f', put('apache.conf', apacheFile(whole, cwd, port)), '-D', 'FOREGROUND'] }),
  };
  await startServer({ ...launches[program](), cwd }, port);
}

const names: Readonly<Record<Exclude<Separate, 'caddy-current'>, string>> = {
  nginx: 'nginx',
  haproxy: 'haproxy',
  caddy: 'caddy',
  apache: 'apache2',
};

/** Whether this machine lacks a proxy. */
export const isMissing = (program: Separate, caddy: string | null): boolean =>
  program === 'caddy-current' ? caddy === null : !isPresent(names[program]);

export const isProxy = (program: Program): program is Separate => program in readyPorts;

const nginxFile = (parts: string, state: string, port: number): string =>
  mainConfiguration(
    `  map $http_upgrade $connection_upgrade { default upgrade; '' close; }
  log_format asked '$request_method $uri';
  server_names_hash_bucket_size 128;
  proxy_connect_timeout 2s;
  server { listen 127.0.0.1:${port}; }
${parts}`,
    state,
  ).replace('events {}', 'events { worker_connections 4096; }');

const haproxyFile = (parts: string, port: number): string => `global
  ssl-default-bind-options no-tls-tickets
defaults
  mode http
  option forwardfor
  timeout connect 2s
  timeout client 20s
  timeout server 20s
  retries 0
frontend ready
  bind 127.0.0.1:${port}
backend home
  server ha 127.0.0.1:8123
backend nobody
  server ha 127.0.0.1:9
${parts}`;

const caddyFile = (parts: string, port: number): string => `{
  admin off
  auto_https disable_redirects
  skip_install_trust
}
http://127.0.0.1:${port} {
  bind 127.0.0.1
  respond 200
}
${parts}`;

const apacheModules = '/usr/lib/apache2/modules';

function apacheFile(parts: string, state: string, port: number): string {
  const names = ['mpm_event', 'authz_core', 'socache_shmcb', 'ssl', 'proxy', 'proxy_http', 'proxy_wstunnel', 'headers'];
  const files = names.map((name) => [name, `${apacheModules}/mod_${name}.so`] as const);
  const load = files.filter(([, file]) => existsSync(file)).map(([name, file]) => `LoadModule ${name}_module ${file}`);
  const user = process.getuid?.() === 0 ? ['User daemon', 'Group daemon'] : [];
  const own = [
    `PidFile ${state}/pid`,
    `DefaultRuntimeDir ${state}`,
    `ErrorLog ${state}/error.log`,
    'ServerName park.example',
    `Listen 127.0.0.1:${port}`,
  ];
  return [...load, `ServerRoot ${state}`, ...own, ...user, parts, ''].join('\n');
}
