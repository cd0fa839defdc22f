/** Home Assistant itself, in the states that it can be in; a stand-in where it cannot be had. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { startHomeAssistant as startStandIn } from '../../e2e/support/home-assistant.ts';
import { configure } from '../roads/home-assistant.ts';
import { startServer } from '../roads/servers.ts';
import type { World } from './world.ts';

/** An address that the one behind the proxies has banned. */
const banned = '203.0.113.66';
const behindProxies = 'http:\n  use_x_forwarded_for: true\n  trusted_proxies: [127.0.0.1]\n';

/** Where it keeps the door by itself. */
export const ownPort = 8122;
const loopback = '127.0.0.1';

const home = (folder: string, name: string): string => path.join(folder, `home-assistant-${name}`);

/** Starts it behind the proxies at port 8123, once more before its first steps at 8124, and by itself at addresses of its own. */
export async function startHomes(python: string, folder: string, world: World, itself: readonly string[]): Promise<void> {
  const start = async (name: string, port: number, lines: string, hosts: readonly string[]): Promise<void> => {
    configure(home(folder, name), lines, port, hosts);
    if (name === 'new') rmSync(path.join(home(folder, name), '.storage'), { recursive: true });
    const args = ['-m', 'homeassistant', '--config', home(folder, name), '--skip-pip'];
    await startServer({ program: python, args, cwd: home(folder, name), env: { PYTHONDONTWRITEBYTECODE: '' } }, port);
  };
  mkdirSync(home(folder, 'behind'));
  writeFileSync(path.join(home(folder, 'behind'), 'ip_bans.yaml'), `${banned}:\n  banned_at: '2026-01-01T00:00:00+00:00'\n`);
  const files = { ssl_certificate: 'server.crt', ssl_key: 'server.key', ssl_peer_certificate: 'devices.crt' };
  const lines = Object.entries(files).map(([key, file]) => `  ${key}: ${world.file(file)}\n`);
  await Promise.all([
    start('behind', 8123, behindProxies, [loopback]),
    start('new', 8124, behindProxies, [loopback]),
    start('itself', ownPort, `http:\n${lines.join('')}`, [loopback, ...itself]),
  ]);
}

/** What they logged. */
export const homeLogs = (folder: string): readonly string[] =>
  ['behind', 'new', 'itself'].map((name) => path.join(home(folder, name), 'home-assistant.log'));

/** Puts a stand-in behind the proxies. */
export async function startInstead(): Promise<void> {
  const { origin } = await startStandIn();
  const relay = createServer((socket) => {
    const onward = connect(Number(new URL(origin).port), '127.0.0.1');
    for (const end of [socket, onward]) end.on('error', () => socket.destroy());
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => relay.listen(8123, '127.0.0.1', resolve));
}
