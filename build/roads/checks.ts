/** What every door is asked. */
import { setTimeout as sleep } from 'node:timers/promises';
import { exportKey } from '../../electron/pki/key.ts';
import { probe } from '../../electron/probe/probe.ts';
import { eventually } from './eventually.ts';
import { webhookPath } from './home-assistant.ts';
import { type Address, converse, get, knock, mustGetIn, mustStayOut, upgrade, type Visit } from './knock.ts';
import type { World } from './world.ts';

/** A proxy that runs, with who may come. */
export interface Door {
  readonly address: Address;
  readonly world: World;
  /** How often the webhook behind it was called. */
  readonly rings: () => number;
}

/** @returns what was seen, for people. @throws Error where the door fails. */
export type Question = (door: Door) => Promise<string>;

/** What a door without open paths must do, whatever stands behind the words of its configuration. */
export const questions: Readonly<Record<string, Question>> = {
  'stranger refused': strangerRefused,
  'other name, same door': otherName,
  'device in, ECDSA': deviceIn,
  'device in, RSA': ({ address, world }) => mustGetIn(address, { as: world.guests.rsa }),
  "other CA's device refused": ({ address, world }) => mustStayOut(address, { as: world.guests.foreign }),
  'expired device refused': ({ address, world }) => mustStayOut(address, { as: world.guests.expired }),
  'WebSocket up': webSocketUp,
  'webhook rings': (door) => mustRing(door, { as: door.world.guests.ecdsa, path: webhookPath }),
  'TLS 1.2': ({ address, world }) => mustGetIn(address, { as: world.guests.ecdsa, tls: '1.2' }),
  'TLS 1.3': ({ address, world }) => mustGetIn(address, { as: world.guests.ecdsa, tls: '1.3' }),
  'TLS 1.1 refused': oldTlsRefused,
  'locked, says our own test': ownTest,
};

/** The usual device, at its home. */
export function deviceIn({ address, world }: Door): Promise<string> {
  return mustGetIn(address, { as: world.guests.ecdsa });
}

export const http2: Question = async ({ address, world }) => {
  const seen = await mustGetIn(address, { as: world.guests.ecdsa, options: ['--http2'] });
  if (!seen.endsWith('HTTP/2')) throw new Error(seen);
  return `${seen}; stranger: ${await mustStayOut(address, { as: null, options: ['--http2'] })}`;
};

/** For a home with a name. */
export const ipv6: Question = async ({ address, world }) =>
  `${await mustGetIn(address, { as: world.guests.ecdsa, to: '::1' })}; stranger: ${await mustStayOut(address, { as: null, to: '::1' })}`;

/** @returns the question whether the server shows a key of this kind. */
export const serverKey =
  (kind: 'ECDSA' | 'RSA'): Question =>
  async ({ address, world }) => {
    const said = await converse(address, { as: world.guests.ecdsa });
    const type = /Peer signature type: (\S+)/.exec(said)?.[1] ?? 'none';
    if (!type.startsWith(kind) || !said.includes('Verify return code: 0 (ok)')) throw new Error(`signature ${type}, ${verifyLine(said)}`);
    return `${type}, ${await mustGetIn(address, { as: world.guests.rsa })}`;
  };

const verifyLine = (said: string): string => /Verify return code: .*/.exec(said)?.[0] ?? 'no handshake';

async function strangerRefused({ address }: Door): Promise<string> {
  const seen = [await mustStayOut(address, { as: null, tls: '1.2' }), await mustStayOut(address, { as: null, tls: '1.3' })];
  for (const path of ['/', '/api/websocket', webhookPath]) await mustStayOut(address, { as: null, path });
  const frames = await converse(address, { as: null, options: ['-quiet'], say: upgrade(address), until: /auth_required/ });
  if (frames.includes('auth_required')) throw new Error('a stranger got a WebSocket');
  return `TLS 1.2: ${seen[0]}; TLS 1.3: ${seen[1]}`;
}

/** A stranger who names another host to TLS, or none, and ours to HTTP. */
async function otherName({ address: { host, port, trusts } }: Door): Promise<string> {
  const as = { as: null, headers: [`Host: ${host}:${port}`], options: ['--insecure'] };
  const other = await mustStayOut({ host: 'other.example', port, trusts }, as);
  return `other.example: ${other}; no name: ${await mustStayOut({ host: '127.0.0.1', port, trusts }, as)}`;
}

/** Phones offer the certificates of the authorities that a server names. */
export async function asksForOurs({ address }: Door): Promise<string> {
  const said = await converse(address, { as: null, options: ['-nameopt', 'utf8', '-tls1_2'] });
  const named = /Acceptable client certificate CA names\n([\s\S]*?)\n(?:Requested|Client|Shared|Peer|---)/.exec(said)?.[1] ?? '';
  if (!named.includes('Küche & Söhne devices')) throw new Error(`names ${named || 'nobody'}`);
  return named;
}

async function webSocketUp({ address, world }: Door): Promise<string> {
  const conversation = { options: ['-quiet'], say: upgrade(address), until: /"auth_required".*\}/ };
  const said = await converse(address, { as: world.guests.ecdsa, ...conversation });
  const greeting = /\{"type":\s*"auth_required".*?\}/.exec(said)?.[0];
  if (greeting === undefined || !said.includes('101 Switching Protocols')) throw new Error(said.trim().slice(-300));
  return greeting;
}

/** A call that must come through to the automation, and with it more than proxies take unless told. */
const mustRing = ({ address, rings }: Door, visit: Visit): Promise<string> =>
  eventually(async () => {
    const before = rings();
    const { status, body, trouble } = await knock(address, { post: 'x'.repeat(2_000_000), ...visit });
    if (status !== 200) throw new Error(`${status} ${body.slice(0, 200)} ${trouble}`.trim());
    for (let tries = 0; tries < 20 && rings() === before; tries += 1) await sleep(50);
    // It says 200 to webhooks that it does not know, too.
    if (rings() === before) throw new Error('200, but its automation did not run');
    return '200, and its automation ran';
  });

/** OpenSSL itself no longer offers 1.1 unless it is told to accept anything. */
async function oldTlsRefused({ address, world }: Door): Promise<string> {
  const said = await converse(address, { as: world.guests.ecdsa, options: ['-tls1_1', '-cipher', 'DEFAULT:@SECLEVEL=0'] });
  if (/Cipher is (?!\(NONE\))/.test(said)) throw new Error('spoken');
  if (!said.includes('CONNECTED(')) throw new Error(said.trim().slice(0, 300));
  return /alert [a-z ]+|SSL alert number \d+/.exec(said)?.[0] ?? 'connection closed';
}

/** The verdict that the app gives. */
export async function ownTest({ address: { host, port }, world }: Door): Promise<string> {
  const { certificate, key, name } = { certificate: world.guests.ecdsa.der, key: exportKey(world.guests.ecdsa.key), name: 'Anna' };
  const identity = { certificate, key, name, chain: [] };
  const url = `https://${host}:${port}`;
  const { verdict, cause, homeAssistantVersion } = await probe({
    url,
    identity,
    trusted: [world.serverAuthorityDer],
    now: () => new Date(),
  });
  if (verdict !== 'locked') throw new Error(`${verdict}: ${cause?.code}`);
  return `locked, Home Assistant ${homeAssistantVersion}`;
}

/** Ways to what lies beside an open path, for those who read paths differently than the door does. */
const detours = (open: string): readonly string[] => [
  '/',
  '/manifest.json',
  `${open}/../../../manifest.json`,
  `${open}/%2e%2e/%2e%2e/%2e%2e/manifest.json`,
  `${open}/..%2f..%2f..%2fmanifest.json`,
  `${open}%2f..%2f..%2f..%2fmanifest.json`,
  `${open}/..;/..;/..;/manifest.json`,
  `${open}\\..\\..\\..\\manifest.json`,
  `//manifest.json?${open}`,
  `/manifest.json?x=${open}`,
  `/manifest.json/..${open}`,
  `/x/..//manifest.json`,
  `${open.toUpperCase()}/../../../manifest.json`,
  '/auth/providers',
  '/api/webhook',
];

/**
 * Strangers may call one path and nothing else.
 *
 * @param open the path that is theirs
 * @param shut further paths that are not
 */
export const openPath =
  (open: string, shut: readonly string[]): Question =>
  async (door) => {
    const rang = await mustRing(door, { as: null, path: webhookPath });
    const ways = [...detours(open.replace(/\/$/, '')), ...shut];
    for (const path of ways) {
      await mustStayOut(door.address, { as: null, path }).catch((error) => {
        throw new Error(`${path}: ${error instanceof Error ? error.message : error}`);
      });
    }
    return `${rang}; ${ways.length} other ways shut`;
  };

/** The second listener: the own network without a certificate, nobody else. */
export const insidePort =
  (inside: Address, publicAddresses: readonly string[]): Question =>
  async ({ address }) => {
    const seen = [await mustGetIn(inside, { as: null }), `at the other port: ${await mustStayOut(address, { as: null })}`];
    for (const from of publicAddresses) seen.push(`from ${from}: ${await mustStayOut(inside, { as: null, from, to: from })}`);
    return seen.join('; ');
  };

/**
 * After the proxy was told: the lost device is out, and the others are in.
 *
 * @param sessions what the lost device kept, files of OpenSSL's
 */
export const revoked =
  (sessions: readonly string[]): Question =>
  ({ address, world: { guests } }) =>
    eventually(async () => {
      const refused = await mustStayOut(address, { as: guests.lost });
      await mustStayOut(address, { as: guests.lost, tls: '1.2' });
      await mustGetIn(address, { as: guests.ecdsa });
      for (const session of sessions) {
        const visit = { as: guests.lost, options: ['-quiet', '-sess_in', session], say: get(address, '/manifest.json') };
        if ((await converse(address, visit)).includes('Home Assistant')) throw new Error('let in by a session from before');
      }
      return `${refused}; tried with ${sessions.length} sessions from before, too`;
    });
