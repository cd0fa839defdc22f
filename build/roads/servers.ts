/** Programs that we start and end: each in a process group of its own, so that nothing of it outlives us. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that a server may live: more than any trial takes. */
const lifeMs = 600_000;
/** Milliseconds until it must answer: Home Assistant's first start compiles what it loads. */
const startMs = 60_000;

// Debian keeps proxies where only root looks.
const withSbin = `${process.env['PATH']}:/usr/sbin`;

const running = new Set<ChildProcess>();

/** Ends whatever still runs, at once. */
export function endAll(): void {
  for (const child of running) signal(child, 'SIGKILL');
}

/** A server of somebody else's, started by us. */
export interface Server {
  readonly pid: number;
  /** What it wrote so far. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

interface Launch {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Starts a server and waits until it answers on its ports.
 *
 * @throws Error with its last words, where it ends or stays silent
 */
export async function startServer({ program, args, cwd, env }: Launch, ...ports: readonly number[]): Promise<Server> {
  const child = spawn(program, args, { cwd, detached: true, env: { ...process.env, PATH: withSbin, ...env }, stdio: 'pipe' });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (log += text));
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  running.add(child);
  child.once('close', () => running.delete(child));
  const limit = setTimeout(() => signal(child, 'SIGKILL'), lifeMs).unref();
  const stop = async () => {
    clearTimeout(limit);
    await end(child);
  };
  try {
    await Promise.race([failed, Promise.all(ports.map((port) => untilAnswers(port, child)))]);
    return { pid: child.pid ?? 0, log: () => log, stop };
  } catch (trouble) {
    await stop();
    throw new Error(`${program} did not start: ${log.trim().split('\n').slice(-4).join(' / ').slice(-600)}`, { cause: trouble });
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (!running.has(child) || child.pid === undefined) return;
  const closed = once(child, 'close');
  signal(child, 'SIGTERM');
  const impatience = setTimeout(() => signal(child, 'SIGKILL'), 5_000);
  await closed;
  clearTimeout(impatience);
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, name);
  } catch {
    // gone already
  }
}

async function untilAnswers(port: number, child: ChildProcess): Promise<void> {
  for (const endsAt = performance.now() + startMs; performance.now() < endsAt; await sleep(50)) {
    if (child.exitCode !== null) break;
    if (await accepts(port)) return;
  }
  throw new Error(`nobody answers on port ${port}`);
}

function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  }).finally(() => socket.destroy()) as Promise<boolean>;
}

/** @returns a port that was free a moment ago, on every address. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
