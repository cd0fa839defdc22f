import { describe, expect, test } from 'vitest';
import { type ProxySetup, targetAbilities } from '../../electron/contract/deploy.ts';
import type { Home } from '../../electron/contract/entities.ts';
import { emptyProxyInput, folderFor, inputOf, insidePortFor } from './proxy-input.ts';

const home: Home = {
  id: 'home',
  name: 'Lindenweg',
  url: 'https://[fd00::1]:8443',
  deviceAuthorityId: null,
  server: { source: 'public' },
  proxy: null,
  road: 'proxy',
  cloudflare: null,
  todo: [],
  lastProbe: null,
  schedule: null,
};
const setup: ProxySetup = {
  target: 'nginx',
  upstream: 'http://192.168.1.5:8123',
  folder: targetAbilities.nginx.folder,
  ipv6: false,
  openPaths: ['/api/webhook/a', '/api/webhook/b'],
  insidePort: 8443,
};
const neighbour: Home = { ...home, id: 'neighbour', url: 'https://ha.example', proxy: { ...setup, savedAt: '2026-11-21T20:00:00Z' } };

describe('the folder on the proxy', () => {
  test('goes with the proxy while nobody typed another', () => {
    expect(folderFor('caddy', targetAbilities.nginx.folder, home, [home])).toBe('/etc/caddy/latchkey');
    expect(folderFor('nginx', '/etc/caddy/latchkey', home, [home])).toBe('/etc/nginx/latchkey');
  });

  test('stays as it was typed', () => {
    expect(folderFor('caddy', '/srv/door', home, [home, neighbour])).toBe('/srv/door');
  });

  test('is another than that of a second home behind the same proxy, since its files bear the same names', () => {
    const own = '/etc/nginx/latchkey-fd00--1-8443';
    expect(folderFor('nginx', emptyProxyInput.proxyFolder, home, [home, neighbour])).toBe(own);
    expect(folderFor('caddy', own, home, [home, neighbour])).toBe('/etc/caddy/latchkey');
    expect(folderFor('nginx', emptyProxyInput.proxyFolder, neighbour, [home, neighbour])).toBe('/etc/nginx/latchkey');
  });

  test('that a neighbour took is given up, though it was typed', () => {
    const elsewhere = { ...neighbour, proxy: { ...setup, folder: '/srv/door', savedAt: '2026-11-21T20:00:00Z' } };
    expect(folderFor('apache', '/srv/door', home, [home, elsewhere])).toBe('/etc/apache2/latchkey');
  });
});

test('the port at home is never the one that the home has already', () => {
  expect(insidePortFor({ url: 'https://ha.example' })).toBe('8443');
  expect(insidePortFor({ url: 'https://ha.example:8443' })).toBe('8124');
});

test('a set-up that was saved can be typed over', () => {
  expect(inputOf(setup)).toEqual({
    proxyTarget: 'nginx',
    upstream: 'http://192.168.1.5:8123',
    proxyFolder: '/etc/nginx/latchkey',
    proxyIpv6: false,
    proxyScope: 'but-webhooks',
    proxyOpenPaths: '/api/webhook/a\n/api/webhook/b',
    proxyInside: true,
    proxyInsidePort: '8443',
  });
  expect(inputOf({ ...setup, openPaths: [], insidePort: null })).toMatchObject({ proxyScope: 'all', proxyInside: false });
});
