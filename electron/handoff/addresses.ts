import { BlockList, isIPv4 } from 'node:net';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { type LocalAddress, type NetworkKind, networkKinds } from '../contract/handoff.ts';

/** Names as Linux (systemd, kernel), macOS and Windows give them; the first row that fits counts. */
const kindsByName: readonly (readonly [NetworkKind, RegExp])[] = [
  ['virtual', /^(docker|podman|br-|veth|virbr|vmnet|vmenet|vboxnet|lxc|lxd|cni|awdl|llw|anpi|ap\d|bridge|vethernet|virtualbox|vmware)/i],
  ['vpn', /^(tun|tap|utun|wg|ppp|ipsec|zt|tailscale|nordlynx)|vpn|wireguard/i],
  ['wifi', /^(wl|wi-?fi)/i],
  ['ethernet', /^(eth|en[opsx])/i],
];

/** @returns what an interface seems to be; `en0` of a Mac may be either, so it is a `network`. */
export const kindOf = (name: string): NetworkKind => kindsByName.find(([, pattern]) => pattern.test(name))?.[0] ?? 'network';

/** Addresses of homes (RFC 1918, RFC 4193): a router gives them out, and nobody outside reaches them. */
const homely = new BlockList();
homely.addSubnet('10.0.0.0', 8);
homely.addSubnet('172.16.0.0', 12);
homely.addSubnet('192.168.0.0', 16);
homely.addSubnet('fc00::', 7, 'ipv6');

/** Addresses that hold on one cable only (RFC 3927, RFC 4291): no browser takes the zone that an IPv6 one needs. */
const linkLocal = new BlockList();
linkLocal.addSubnet('169.254.0.0', 16);
linkLocal.addSubnet('fe80::', 10, 'ipv6');

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv4(address) ? 'ipv4' : 'ipv6');

/**
 * The addresses at which others may find this computer.
 *
 * @returns the likeliest for a phone first: Wi-Fi before cable before what programs made up, IPv4 before IPv6, addresses
 *   of homes before public ones
 */
export function localAddresses(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces()): readonly LocalAddress[] {
  const found = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses.filter(isReachable).map(({ address, cidr }) => ({ address, interface: name, kind: kindOf(name), cidr: cidr ?? address })),
  );
  return found.sort((a, b) => rank(a) - rank(b));
}

const isReachable = ({ address, internal }: NetworkInterfaceInfo): boolean => !internal && !linkLocal.check(address, familyOf(address));

const rank = ({ address, kind }: LocalAddress): number =>
  networkKinds.indexOf(kind) * 4 + (isIPv4(address) ? 0 : 2) + (homely.check(address, familyOf(address)) ? 0 : 1);

/**
 * Whether an address lies in the network of one of ours. A tunnel's address is alone in its network; there anybody may come.
 *
 * @param cidr of our own address
 */
export function isNeighbour(address: string, cidr: string): boolean {
  const [own = '', prefix = ''] = cidr.split('/');
  const family = familyOf(own);
  if (familyOf(address) !== family) return false;
  const isAlone = Number(prefix) === (family === 'ipv4' ? 32 : 128);
  const network = new BlockList();
  if (!isAlone) network.addSubnet(own, Number(prefix), family);
  return isAlone || network.check(address, family);
}
