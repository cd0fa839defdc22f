/** One proxy on the road: in each form of what the app writes for it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { targetAbilities } from '../../electron/contract/deploy.ts';
import { outcomeOf } from '../interop/report.ts';
import * as ask from './checks.ts';
import { Door, type DoorWish } from './door.ts';
import { type Doorkeeper, versionOf } from './doorkeeper.ts';
import { webhookPath } from './home-assistant.ts';
import { converse, get } from './knock.ts';
import type { Check } from './report.ts';
import type { World } from './world.ts';

/** What all trials share. */
export interface Surroundings {
  /** For what they need on disk. */
  readonly folder: string;
  /** By the kind of key that authorities and server have. */
  readonly worlds: { readonly ecdsa: World; readonly rsa: World };
  readonly upstream: DoorWish['upstream'];
  /** Addresses of this machine that are on no private network. */
  readonly publicAddresses: readonly string[];
  /** Whether somebody who listens everywhere listens on IPv6. */
  readonly ipv6: boolean;
  /** Asks Home Assistant what it thinks of lines that the app wrote; null where it cannot be had. */
  readonly checkLines: ((lines: string) => Promise<string>) | null;
}

/** A form that what the app writes can have, and what is asked of it. */
interface Form {
  readonly name: string;
  readonly wish: DoorWish;
  readonly questions: (door: Door) => Readonly<Record<string, ask.Question>>;
}

/** Tries a proxy in every form. Where one does not come to stand, that is the answer, and the next is tried. */
export async function tryProxy(proxy: Doorkeeper, around: Surroundings): Promise<readonly Check[]> {
  const checks: Check[] = [];
  const note = async (check: string, work: () => Promise<string>): Promise<boolean> => {
    const outcome = await outcomeOf(work);
    checks.push({ target: proxy.name, check, ...outcome });
    return outcome.ok;
  };
  for (const { name, wish, questions } of formsFor(proxy, around)) {
    const door = await Door.plan(proxy, wish, path.join(around.folder, `${proxy.name}-${name}`));
    const stands =
      (await note('install commands', () => door.install())) &&
      (await note('own config check', () => door.check())) &&
      (await note('starts', async () => `${await versionOf(proxy)} ${await door.start()}`));
    if (stands) for (const [check, question] of Object.entries(questions(door))) await note(check, () => question(door));
    await door.stop();
  }
  return checks;
}

function formsFor({ target, offers }: Doorkeeper, around: Surroundings): readonly Form[] {
  const { openPaths, addresses } = targetAbilities[target];
  const { worlds, upstream } = around;
  const closed = { host: 'localhost', world: worlds.ecdsa, openPaths: [], inside: false, upstream };
  return [
    { name: 'closed', wish: closed, questions: (door) => closedDoor(door, target, offers, around) },
    {
      name: 'rsa',
      wish: { ...closed, world: worlds.rsa },
      questions: () => ({ 'server key RSA': ask.serverKey('RSA'), 'device in, ECDSA below RSA': ask.deviceIn }),
    },
    ...(addresses
      ? [{ name: 'address', wish: { ...closed, host: '127.0.0.1' }, questions: () => ({ 'home on an IP address': ask.deviceIn }) }]
      : []),
    ...(openPaths ? openForms(target, around, closed) : []),
  ];
}

const closedDoor = (door: Door, target: Doorkeeper['target'], offers: Doorkeeper['offers'], { checkLines, ipv6 }: Surroundings) => ({
  ...(checkLines && { 'lines for Home Assistant': () => checkLines(door.homeAssistant) }),
  ...ask.questions,
  ...(offers.authorityNames && { 'asks for our devices': ask.asksForOurs }),
  ...(offers.http2 && { 'HTTP/2': ask.http2 }),
  'server key ECDSA': ask.serverKey('ECDSA'),
  ...(ipv6 && { IPv6: ask.ipv6 }),
  ...(targetAbilities[target].revocation !== 'none' && { 'revoked device refused': revocation(door, offers) }),
  'undo commands': () => door.undo(),
});

/** Neighbours of the open webhook, which stay shut. */
const neighbours = ['/api/webhook/latchkey2', '/api/webhook/latchke', `${webhookPath}/x`];

function openForms(target: Doorkeeper['target'], { publicAddresses }: Surroundings, closed: DoorWish): readonly Form[] {
  const form = (name: string, openPath: string, shut: readonly string[], inside: boolean): Form => ({
    name: name.replaceAll(' ', '-'),
    wish: { ...closed, openPaths: [openPath], inside },
    questions: (door) => ({
      [name]: ask.openPath(openPath, shut),
      'locked but for them, says our test': ask.ownTest,
      ...(door.inside && { 'inside port': ask.insidePort(door.inside, publicAddresses) }),
    }),
  });
  return [
    form('one webhook open', webhookPath, neighbours, targetAbilities[target].inside),
    form('all webhooks open', '/api/webhook/', [], false),
  ];
}

/** Revoked while it holds sessions, as devices do. */
const revocation =
  (door: Door, offers: Doorkeeper['offers']): ask.Question =>
  async ({ address, world }) => {
    const { lost } = world.guests;
    const sessions: string[] = [];
    for (const version of ['-tls1_2', '-tls1_3']) {
      const session = door.site.at(`session${version}`);
      const options = ['-quiet', version, '-sess_out', session];
      const before = await converse(address, { as: lost, options, say: get(address, '/manifest.json'), until: /Home Assistant/ });
      if (!before.includes('Home Assistant')) throw new Error('refused before it was revoked');
      if (existsSync(session)) sessions.push(session);
    }
    await door.revoke([lost]);
    return ask.revoked(offers.freshSessions ? sessions : [])(door);
  };
