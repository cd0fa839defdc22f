import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, test } from 'vitest';
import { isNeighbour, kindOf, localAddresses } from './addresses.ts';

const at = (cidr: string, internal = false): NetworkInterfaceInfo => {
  const [address = ''] = cidr.split('/');
  const common = { address, cidr, internal, netmask: '', mac: '00:00:00:00:00:00' };
  return address.includes(':') ? { ...common, family: 'IPv6', scopeid: 0 } : { ...common, family: 'IPv4' };
};

test('the likeliest address for a phone comes first, and those that no phone reaches do not come', () => {
  const found = localAddresses({
    lo: [at('127.0.0.1/8', true), at('::1/128', true)],
    docker0: [at('172.17.0.1/16')],
    tun0: [at('10.8.0.2/32')],
    enp3s0: [at('192.168.1.10/24')],
    wlp2s0: [at('fe80::1/64'), at('2001:db8::20/64'), at('fd00::20/64'), at('169.254.3.4/16'), at('192.168.1.20/24')],
    ghost: undefined,
  });
  expect(found.map(({ address, kind }) => [address, kind])).toEqual([
    ['192.168.1.20', 'wifi'],
    ['fd00::20', 'wifi'],
    ['2001:db8::20', 'wifi'],
    ['192.168.1.10', 'ethernet'],
    ['10.8.0.2', 'vpn'],
    ['172.17.0.1', 'virtual'],
  ]);
  expect(found[0]).toEqual({ address: '192.168.1.20', interface: 'wlp2s0', kind: 'wifi', cidr: '192.168.1.20/24' });
});

test('a computer without a network has none', () => expect(localAddresses({ lo: [at('127.0.0.1/8', true)] })).toEqual([]));

test.each([
  ['wlan0', 'wifi'],
  ['wlp2s0', 'wifi'],
  ['Wi-Fi 2', 'wifi'],
  ['WLAN', 'wifi'],
  ['eth0', 'ethernet'],
  ['enp0s31f6', 'ethernet'],
  ['Ethernet', 'ethernet'],
  ['en0', 'network'],
  ['utun3', 'vpn'],
  ['wg0', 'vpn'],
  ['tailscale0', 'vpn'],
  ['OpenVPN TAP-Windows6', 'vpn'],
  ['vEthernet (WSL)', 'virtual'],
  ['veth12ab', 'virtual'],
  ['bridge100', 'virtual'],
  ['LAN-Verbindung', 'network'],
])('%s seems to be %s', (name, kind) => expect(kindOf(name)).toBe(kind));

describe('a neighbour', () => {
  test.each([
    ['192.168.1.99', '192.168.1.20/24', true],
    ['192.168.2.99', '192.168.1.20/24', false],
    ['10.255.0.1', '10.0.0.1/8', true],
    ['fd00::99', 'fd00::20/64', true],
    ['fd00:0:0:1::99', 'fd00::20/64', false],
    ['192.168.1.99', 'fd00::20/64', false],
    ['::ffff:192.168.1.99', '192.168.1.20/24', false],
    ['', '192.168.1.20/24', false],
    // the far end of a tunnel
    ['100.64.0.9', '100.64.0.2/32', true],
    ['fd7a::9', 'fd7a::2/128', true],
  ])('%s of %s: %s', (address, cidr, expected) => expect(isNeighbour(address, cidr)).toBe(expected));
});
