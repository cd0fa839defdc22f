import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A real nginx that runs with a configuration which the app wrote. */
export interface Nginx {
  /** Lets it read its files anew, and waits until nobody is served by the old ones. */
  reload(): Promise<void>;
  stop(): Promise<void>;
}

/** @returns a port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/**
 * A whole nginx.conf around a file that belongs into its http context.
 *
 * @param http the text of that context, or an `include` of it.
 * @param state a folder for its process id, log and temporary files.
 */
export function mainConfiguration(http: string, state: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `  ${kind}_temp_path ${state}/${kind};`);
  // Started by root, nginx would hand the temporary folders to another user.
  const user = process.getuid?.() === 0 ? ['user root;'] : [];
  return [
    ...user,
    'worker_processes 1;',
    `pid ${state}/nginx.pid;`,
    `error_log ${state}/error.log;`,
    'events {}',
    'http {',
    '  access_log off;',
    ...temporary,
    http,
    '}',
    '',
  ].join('\n');
}

// Debian keeps nginx where only root looks.
const withSbin = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` };

/** Starts nginx with a file of the app's and waits until the port answers. */
export async function startNginx(include: string, port: number): Promise<Nginx> {
  const state = mkdtempSync(path.join(tmpdir(), 'latchkey-nginx-'));
  const file = path.join(state, 'nginx.conf');
  writeFileSync(file, mainConfiguration(`  include ${include};`, state));
  const nginx = await runNginx(file, port, path.join(state, 'error.log'));
  return {
    reload: nginx.reload,
    stop: async () => {
      await nginx.stop();
      rmSync(state, { recursive: true, force: true });
    },
  };
}

/** Runs nginx with a main configuration, which must pass `nginx -t` first. */
export async function runNginx(file: string, port: number, errorLog: string): Promise<Nginx> {
  execFileSync('nginx', ['-t', '-q', '-c', file], { env: withSbin });
  const child = spawn('nginx', ['-c', file, '-g', 'daemon off;'], { stdio: 'ignore', env: withSbin });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const workers = () =>
    spawnSync('pgrep', ['-P', String(child.pid)], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter(Boolean);
  const reload = async () => {
    const old = workers();
    child.kill('SIGHUP');
    for (let now = old; now.length === 0 || now.some((worker) => old.includes(worker)); now = workers()) await sleep(50);
  };
  if (await answers(port, child)) return { reload, stop };
  await stop();
  throw new Error(`nginx did not start: ${readFileSync(errorLog, 'utf8')}`);
}

async function answers(port: number, child: ChildProcess): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < 5_000 && child.exitCode === null; waitedMs += 50) {
    const socket = connect(port, '127.0.0.1');
    const connected = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(
      () => false,
    );
    socket.destroy();
    if (connected) return true;
    await sleep(50);
  }
  return false;
}
