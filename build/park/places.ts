/** The park's own network: each home has an address of its own, so that each may have its ports 443, 80 and 8123. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ask } from '../interop/ask.ts';
import type { Place, Scenario, Settler } from './scenario.ts';
import { domain, type World } from './world.ts';

/** Networks for documentation, RFC 5737: public for all that judge addresses, and nobody's. */
const publicNetworks = ['198.51.100', '203.0.113', '192.0.2'];
const perNetwork = 250;
const privateNetwork = '192.168.77';
/** What is sent there by loopback is nobody's, and dropped without a word, RFC 2544. */
const silentNetwork = '198.18.0';
/** No route leads there. */
const unroutable = '198.19.0.1';
/** Where names are that have two IPv4 addresses. */
const secondNetwork = '198.51.101';

/** @returns the place of the scenario that stands so far down the list. */
export function placeOf({ id, at }: Scenario, index: number, world: World): Place {
  const number = (index % perNetwork) + 2;
  const network = at === 'private' ? privateNetwork : at === 'void' ? silentNetwork : publicNetworks[Math.floor(index / perNetwork)];
  if (network === undefined) throw new Error('the park is full');
  return {
    ...{ id, world, host: `${id}.${domain}` },
    address: at === 'unroutable' ? unroutable : `${network}.${number}`,
    second: `${secondNetwork}.${number}`,
    ipv6: `2001:db8::${(index + 1).toString(16)}`, // RFC 3849
  };
}

const hasIpv6 = ({ at }: Scenario): boolean => at === 'ipv6' || at === 'both';

/**
 * Gives this machine the park's addresses and names. Everything is gone with the namespaces that build/park.mjs made for us.
 *
 * @param folder for the files that take the place of the system's
 */
export async function settleIn(folder: string, settlers: readonly Settler[]): Promise<void> {
  const file = (name: string, lines: readonly string[]): string => {
    writeFileSync(path.join(folder, name), `${lines.join('\n')}\n`);
    return path.join(folder, name);
  };
  const networks = [...publicNetworks, secondNetwork, privateNetwork].map((network) => `address add ${network}.1/24 dev lo`);
  const own = settlers.filter(({ scenario }) => hasIpv6(scenario)).map(({ place }) => `address add ${place.ipv6}/128 dev lo`);
  await ask('ip', ['-batch', file('network', ['link set lo up', ...networks, `route add ${silentNetwork}.0/24 dev lo`, ...own])]);
  await ask('mount', ['--bind', file('hosts', ['127.0.0.1 localhost', ...settlers.flatMap(namesOf)]), '/etc/hosts']);
  await ask('mount', ['--bind', file('nsswitch.conf', ['hosts: files']), '/etc/nsswitch.conf']);
}

/** Lines of a list of hosts. */
function namesOf({ scenario, place: { host, address, second, ipv6 } }: Settler): readonly string[] {
  const { at } = scenario;
  if (at === 'nowhere') return [];
  return [
    ...(at === 'ipv6' ? [] : [`${address} ${host} www.${host}`]),
    ...(at === 'twice' ? [`${second} ${host}`] : []),
    ...(hasIpv6(scenario) ? [`${ipv6} ${host}`] : []),
  ];
}
