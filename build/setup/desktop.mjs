/**
 * A private display, session bus and throw-away keyring, for tests and for machines without a screen.
 *
 *     KEYRING=unlocked|locked|none node build/setup/desktop.mjs COMMAND [ARGUMENT ...]
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { exitOf } from '../run.mjs';

/** @import { ChildProcess, StdioOptions } from 'node:child_process' */
/** @import { Readable } from 'node:stream' */

/**
 * - unlocked: a Secret Service that answers at once
 * - locked: its collection is locked and the prompt is refused
 * - none: no Secret Service on the bus
 *
 * @typedef {'unlocked' | 'locked' | 'none'} Keyring
 */

const secretsName = 'org.freedesktop.secrets';
const secretsPath = '/org/freedesktop/secrets';

/** Nothing is activated on this bus: what is there, we started. */
const busConfiguration = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/**
 * One entry of an X authority file that fits every display: family 0xffff, no address, no number, a name and a cookie, each
 * after its length (libXau, AuWrite.c).
 */
function displayAuthority() {
  const field = (/** @type {Buffer} */ bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
  const empty = Buffer.alloc(0);
  return Buffer.concat([Buffer.from([0xff, 0xff]), ...[empty, empty, Buffer.from('MIT-MAGIC-COOKIE-1'), randomBytes(16)].map(field)]);
}

/**
 * @param {ChildProcess} child a server that tells its address on descriptor 3
 * @param {string} name
 * @returns {Promise<string>} the first line
 */
function announcement(child, name) {
  return new Promise((resolve, reject) => {
    const pipe = /** @type {Readable} */ (child.stdio[3]);
    let text = '';
    pipe.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
    child.once('error', () => reject(new Error(`${name} is not installed`)));
    child.once('exit', () => reject(new Error(`${name} did not start`)));
  });
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} message member and arguments, as dbus-send takes them
 * @returns {Promise<boolean>} whether the Secret Service answered
 */
async function askSecretService(env, ...message) {
  const args = ['--session', '--print-reply', '--reply-timeout=2000', `--dest=${secretsName}`, secretsPath, ...message];
  return (await exitOf(spawn('dbus-send', args, { env, stdio: 'ignore' }))) === 0;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {Keyring} keyring
 * @param {ChildProcess} daemon
 */
async function openKeyring(env, keyring, daemon) {
  daemon.stdin?.end('throw-away');
  const givenUpAt = Date.now() + 10_000;
  while (!(await askSecretService(env, 'org.freedesktop.DBus.Peer.Ping'))) {
    if (Date.now() > givenUpAt) throw new Error('gnome-keyring-daemon did not answer within 10 s');
    await delay(50);
  }
  if (keyring === 'locked') {
    await askSecretService(env, 'org.freedesktop.Secret.Service.Lock', `array:objpath:${secretsPath}/collection/login`);
  }
}

/**
 * @param {string} state an empty folder, only ours
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function privateEnvironment(state) {
  const folders = { XDG_RUNTIME_DIR: 'run', XDG_DATA_HOME: 'data', XDG_CONFIG_HOME: 'config', XDG_CACHE_HOME: 'cache' };
  const env = { ...process.env, NO_AT_BRIDGE: '1', DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${path.join(state, 'no-system-bus')}` };
  for (const [variable, name] of Object.entries(folders)) {
    Object.assign(env, { [variable]: path.join(state, name) });
    await mkdir(path.join(state, name), { mode: 0o700 });
  }
  return { ...env, WAYLAND_DISPLAY: undefined, XAUTHORITY: path.join(state, 'authority') };
}

/**
 * Runs something on a desktop of its own. Where there is no X11 (macOS, Windows), on the user's.
 *
 * @template T
 * @param {Keyring} keyring
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} use gets the environment for the programs it starts
 * @returns {Promise<T>}
 */
export async function withDesktop(keyring, use) {
  if (process.platform !== 'linux') return use(process.env);
  const state = await mkdtemp(path.join(tmpdir(), 'latchkey-desktop-'));
  const env = await privateEnvironment(state);
  /** @type {ChildProcess[]} */
  const servers = [];
  /** @type {(command: string, args: readonly string[], stdio: StdioOptions) => ChildProcess} */
  const serve = (command, args, stdio) => {
    // In a group of its own, so that Ctrl-C reaches the app first.
    const server = spawn(command, args, { env, stdio, detached: true });
    servers.push(server);
    return server;
  };
  const end = () => {
    for (const server of servers.toReversed()) server.kill();
  };
  process.on('SIGTERM', end).on('SIGINT', end);
  try {
    await writeFile(path.join(state, 'authority'), displayAuthority(), { mode: 0o600 });
    await writeFile(path.join(state, 'bus.conf'), busConfiguration);
    const announcing = /** @type {const} */ (['ignore', 'ignore', 'ignore', 'pipe']);
    const screen = ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp', '-auth', path.join(state, 'authority')];
    const bus = [`--config-file=${path.join(state, 'bus.conf')}`, '--nofork', '--print-address=3'];
    env['DISPLAY'] = `:${await announcement(serve('Xvfb', screen, [...announcing]), 'Xvfb')}`;
    env['DBUS_SESSION_BUS_ADDRESS'] = await announcement(serve('dbus-daemon', bus, [...announcing]), 'dbus-daemon');
    if (keyring !== 'none') {
      const daemon = serve('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], ['pipe', 'ignore', 'ignore']);
      await openKeyring(env, keyring, daemon);
    }
    return await use(env);
  } finally {
    const ends = servers.filter((server) => server.exitCode === null && server.pid).map(exitOf);
    end();
    await Promise.all(ends);
    process.off('SIGTERM', end).off('SIGINT', end);
    await rm(state, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {string | undefined} text of the variable KEYRING */
function keyringNamed(text = 'unlocked') {
  if (text === 'unlocked' || text === 'locked' || text === 'none') return text;
  throw new Error(`KEYRING is unlocked, locked or none, not ${text}`);
}

if (process.argv[1] === import.meta.filename) {
  const [command, ...args] = process.argv.slice(2);
  if (!command) throw new Error('usage: node build/setup/desktop.mjs COMMAND [ARGUMENT ...]');
  process.exitCode = await withDesktop(keyringNamed(process.env['KEYRING']), (env) =>
    exitOf(spawn(command, args, { env, stdio: 'inherit' })),
  );
}
