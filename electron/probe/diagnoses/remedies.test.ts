import { describe, expect, test } from 'vitest';
import { proxyTargets } from '../../contract/deploy.ts';
import { nothingKnown } from '../observations.ts';
import { rows } from './order.ts';
import { remedyFacts } from './remedies.ts';

const target = { origin: 'https://ha.example:8443', host: 'ha.example', port: 8443 };
const behind = (kind: (typeof proxyTargets)[number], openPaths: readonly string[] = []) => ({
  target,
  known: { ...nothingKnown, openPaths, proxy: { target: kind, folder: '/srv/keys', upstream: 'http://192.168.1.5:8123' } },
});
const remedies = [...new Set(rows.flatMap(({ remedy }) => remedy ?? []))];

describe.each(proxyTargets)('for %s', (kind) => {
  test.each(remedies)('%s leaves no gap', (remedy) => {
    const { lines, file, proxy } = remedyFacts(behind(kind), remedy);
    expect(`${lines}${file}${proxy}`).not.toMatch(/\{(host|port|slug|folder|upstream\w*|name)\}|undefined/);
    expect(lines).not.toMatch(/\n\n|\s$/);
  });

  test.runIf(kind !== 'nginx-proxy-manager')('the door is locked by its own lines, in its own folder', () => {
    expect(remedyFacts(behind(kind), 'lock').lines).toContain('/srv/keys/ca.crt');
  });
});

test.each([
  ['nginx', 'ssl_verify_client on;', 'sudo nginx -t && sudo systemctl reload nginx'],
  ['haproxy', 'verify required', 'systemctl restart haproxy'],
  ['caddy', 'mode require_and_verify', 'systemctl reload caddy'],
  ['apache', 'SSLVerifyClient require', 'systemctl restart apache2'],
  ['traefik', 'RequireAndVerifyClientCert', 'systemctl restart traefik'],
  ['home-assistant', 'ssl_peer_certificate:', 'ha core restart'],
  ['nginx-proxy-manager', 'Custom Nginx Configuration', 'the whole text'],
] as const)('%s is locked by “%s”', (kind, line, command) => {
  const { lines } = remedyFacts(behind(kind), 'lock');
  expect(lines).toContain(line);
  expect(lines).toContain(command);
});

test('the file is the very one that belongs to this home', () => {
  expect(remedyFacts(behind('nginx'), 'lock').file).toBe('/etc/nginx/conf.d/latchkey-ha.example-8443.conf');
  const sixth = { ...behind('nginx'), target: { origin: 'https://[fd00::1]', host: 'fd00::1', port: 443 } };
  expect(remedyFacts(sixth, 'lock').file).toBe('/etc/nginx/conf.d/latchkey-fd00--1.conf');
});

test('a door with open paths is locked by its whole file', () => {
  const { lines } = remedyFacts(behind('nginx', ['/api/webhook/abc']), 'lock');
  expect(lines).toBe(
    'sudo install -m 644 latchkey.conf /etc/nginx/conf.d/latchkey-ha.example-8443.conf\nsudo nginx -t && sudo systemctl reload nginx',
  );
});

test.each([
  ['our own', 'ab12', 'sudo install -m 600 server.key /srv/keys/server.key'],
  ['a public one', null, 'fullchain.pem'],
])('a server certificate is replaced by %s', (_, serverFingerprint, line) => {
  const { target: where, known } = behind('nginx');
  expect(remedyFacts({ target: where, known: { ...known, serverFingerprint } }, 'serverCertificate').lines).toContain(line);
});

test('the revoked stand in Caddy’s configuration, and nowhere in Traefik', () => {
  expect(remedyFacts(behind('caddy'), 'crl').lines).toContain('latchkey.caddy');
  expect(remedyFacts(behind('traefik'), 'crl').lines).toBe('');
});

test('nginx speaks for a proxy that is not known, and says so', () => {
  const facts = remedyFacts({ target, known: nothingKnown }, 'lock');
  expect(facts).toMatchObject({ proxy: 'nginx', file: '/etc/nginx/conf.d' });
  expect(facts.lines).toMatch(/^# Latchkey does not know your proxy.*nginx/);
});
