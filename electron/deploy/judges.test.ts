import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ProxyTarget, targetAbilities } from '../contract/deploy.ts';
import { issueCrl } from '../pki/crl.ts';
import { toPem } from '../pki/pem.ts';
import { newDeviceAuthority } from '../pki/test-people.ts';
import type { ProxyRequest, ServerTrust } from './door.ts';
import { configurationOf, everything, own, requestFor } from './test-request.ts';

/** A proxy's own check of what we write, in a folder where the certificates lie that it names. */
interface Judge {
  readonly target: ProxyTarget;
  /** Writes what is needed around `latchkey.conf`. */
  readonly furnish: (folder: string) => string;
  readonly check: (folder: string) => readonly [string, ...string[]];
  /** What it says that is no complaint. */
  readonly isTalk?: RegExp;
}

const temporary = (folder: string) =>
  ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`);
const nginxMain = (folder: string, include: string) =>
  `pid ${folder}/pid; events {} http { access_log off; ${temporary(folder).join(' ')} ${include} }`;
const nginxCheck: Judge['check'] = (folder) => ['nginx', '-q', '-t', '-e', 'stderr', '-p', folder, '-c', `${folder}/main.conf`];

const apacheModules = '/usr/lib/apache2/modules';
const modules = 'mpm_event authz_core authz_host socache_shmcb ssl http2 headers proxy proxy_http proxy_wstunnel'.split(' ');

const judges: readonly Judge[] = [
  { target: 'nginx', furnish: (folder) => nginxMain(folder, `include ${folder}/latchkey.conf;`), check: nginxCheck },
  {
    target: 'nginx-proxy-manager',
    // what its template puts around the text, as far as it could get in the way
    furnish: (folder) =>
      nginxMain(
        folder,
        `server { listen 80; listen 443 ssl; server_name ha.example; ssl_certificate ${folder}/server.crt; ssl_certificate_key ${folder}/server.key;
         ssl_session_timeout 5m; ssl_session_cache shared:SSL:50m; ssl_protocols TLSv1.2 TLSv1.3; proxy_http_version 1.1;
         include ${folder}/latchkey.conf; location / { proxy_pass http://127.0.0.1:8123; } }`,
      ),
    check: nginxCheck,
  },
  {
    target: 'caddy',
    furnish: (folder) => `import ${folder}/latchkey.conf\n`,
    check: (folder) => ['caddy', 'validate', '--adapter', 'caddyfile', '--config', `${folder}/main.conf`],
    isTalk: /"level":"(info|warn)"|^Valid configuration/,
  },
  {
    target: 'haproxy',
    furnish: () => 'defaults\n    mode http\n',
    check: (folder) => ['haproxy', '-c', '-q', '-f', `${folder}/main.conf`, '-f', `${folder}/latchkey.conf`],
  },
  {
    target: 'apache',
    furnish: (folder) =>
      [
        `ServerRoot ${folder}`,
        `DefaultRuntimeDir ${folder}`,
        'ErrorLog /dev/stderr',
        'ServerName proxy.example',
        ...modules.map((name) => `LoadModule ${name}_module ${apacheModules}/mod_${name}.so`),
        'Listen 443',
        `Include ${folder}/latchkey.conf`,
      ].join('\n'),
    check: (folder) => ['apache2', '-t', '-f', `${folder}/main.conf`],
    isTalk: /^Syntax OK/,
  },
];

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'latchkey-deploy-'));
  const issuer = await newDeviceAuthority();
  const now = new Date();
  const list = await issueCrl({ issuer, number: 1, revoked: [], now, nextUpdate: new Date(now.getTime() + 86_400_000) });
  writeFileSync(path.join(folder, 'ca.crt'), toPem('CERTIFICATE', issuer.certificate));
  writeFileSync(path.join(folder, 'ca.crl'), toPem('X509 CRL', list));
  const files = ['-keyout', 'server.key', '-out', 'server.crt'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=x', ...files], { cwd: folder, stdio: 'pipe' });
  execFileSync('cp', ['server.key', 'server.crt.key'], { cwd: folder });
});
afterAll(() => rmSync(folder, { recursive: true }));

function complaints({ furnish, check, isTalk }: Judge, text: string) {
  writeFileSync(path.join(folder, 'latchkey.conf'), text);
  writeFileSync(path.join(folder, 'main.conf'), furnish(folder));
  const [program, ...options] = check(folder);
  const env = { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const { status, stdout, stderr } = spawnSync(program, options, { encoding: 'utf8', env });
  const lines = `${stdout}${stderr}`.split('\n').filter((line) => line.trim() !== '' && !isTalk?.test(line));
  return status === 0 ? lines : [`exit ${status}`, ...lines];
}

const places = [
  'https://ha.example',
  'https://xn--kche-0ra.example:8443',
  'https://_my_host-1.example',
  'https://192.168.1.20:8443',
  'https://[fd00::20]:8443',
];
const upstreams = ['http://192.168.1.5:8123', 'https://[fd00::5]:8123', 'https://127.0.0.1'];

describe.each(judges)('$target', (judge) => {
  const { target } = judge;
  const isHere = spawnSync(judge.check('')[0], ['-v']).error === undefined && (target !== 'apache' || existsSync(apacheModules));
  if (!isHere) process.stderr.write(`SKIPPED: ${target} is not installed, so it judges nothing that we write for it\n`);

  const choices = [{}, everything(target), { openPaths: everything(target).openPaths.slice(0, 1) }];
  const revokedSerials = ['ff', '69d972225ea925f11acd17422e2f529b99f2295b'];
  const urls = places.filter((url) => targetAbilities[target].addresses || !/\/(\[|\d)/.test(url));
  const combinations = urls.flatMap((url) => choices.flatMap((choice) => [true, false].map((ipv6) => ({ url, ipv6, ...choice }))));

  test.runIf(isHere).each(combinations)('finds nothing amiss: %j', (wish) => {
    for (const upstream of upstreams) {
      expect(complaints(judge, configurationOf(requestFor(target, { ...wish, upstream, folder, revokedSerials })))).toEqual([]);
    }
  });

  test.runIf(isHere)('takes what the fields take', () => {
    const label = fc.stringMatching(/^[a-z0-9_]([a-z0-9_-]{0,20}[a-z0-9_])?$/);
    const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => `${labels.join('.')}.x`);
    const address = fc.oneof(
      fc.ipV4(),
      fc.ipV6().map((ip) => `[${ip}]`),
    );
    const host = targetAbilities[target].addresses ? fc.oneof(name, address) : name;
    const url = fc
      .tuple(host, fc.integer({ min: 1, max: 65_535 }))
      .map(([each, port]) => `https://${each}:${port}`)
      .filter((text) => URL.canParse(text));
    const webhook = fc.stringMatching(/^[A-Za-z0-9_~-]{0,40}$/).map((id) => `/api/webhook/${id}`);
    const property = fc.property(url, fc.array(webhook, { maxLength: 3 }), (each, openPaths) => {
      expect(complaints(judge, configurationOf(requestFor(target, { url: each, openPaths, folder, revokedSerials })))).toEqual([]);
    });
    fc.assert(property, { numRuns: 25 });
  });

  test.runIf(isHere)('reads several homes at once', () => {
    const homes = ['https://a-b.example', 'https://a.b.example', 'https://ab.example:8443', 'https://a.example:8443'];
    const text = homes.map((url) => configurationOf(requestFor(target, { url, folder, openPaths: ['/api/webhook/abc'] })));
    // its text stands in a server block of its own, and HAProxy gives a port to one home alone
    const together = target === 'nginx-proxy-manager' ? [] : target === 'haproxy' ? text.slice(1, 3) : text;
    expect(complaints(judge, together.join('\n'))).toEqual([]);
  });

  test.runIf(isHere)('would complain', () => {
    expect(complaints(judge, 'nonsense {')).not.toEqual([]);
  });
});

test.runIf(spawnSync('caddy', ['version']).error === undefined)('Caddy would write its file in the same way', () => {
  const servers: readonly ServerTrust[] = [own, { source: 'public' }];
  for (const server of servers) {
    for (const upstream of upstreams) {
      const text = configurationOf(requestFor('caddy', { ...everything('caddy'), server, upstream, revokedSerials: ['ff'] }));
      expect(execFileSync('caddy', ['fmt', '-'], { input: text, encoding: 'utf8' })).toBe(text);
    }
  }
});

describe('YAML, as PyYAML reads it,', () => {
  const isHere = spawnSync('python3', ['-c', 'import yaml']).status === 0;
  if (!isHere) process.stderr.write('SKIPPED: python3 with yaml is not installed, so nobody judges the YAML that we write\n');
  const read = (text: string): unknown =>
    JSON.parse(
      execFileSync('python3', ['-c', 'import json,sys,yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)'], {
        input: text,
        encoding: 'utf8',
      }),
    );
  const traefik = (wish: Parameters<typeof requestFor>[1]): ProxyRequest => requestFor('traefik', wish);

  test.runIf(isHere)("has the keys of Traefik's dynamic configuration, and one set of TLS options for each router", () => {
    const name = 'latchkey-xn--kche-0ra.example-8443';
    const asked = traefik({ url: 'https://küche.example:8443', upstream: 'https://[fd00::5]:8123', insidePort: 8444 });
    const ranges = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1/128', 'fc00::/7', 'fe80::/10'];
    const host = 'Host(`xn--kche-0ra.example`)';
    expect(read(configurationOf(asked))).toEqual({
      http: {
        routers: {
          [name]: { entryPoints: ['latchkey-8443'], rule: host, service: name, tls: { options: name } },
          [`${name}-inside`]: {
            entryPoints: ['latchkey-8444'],
            rule: `${host} && (${ranges.map((range) => `ClientIP(\`${range}\`)`).join(' || ')})`,
            service: name,
            tls: { options: `${name}-inside` },
          },
        },
        services: { [name]: { loadBalancer: { servers: [{ url: 'https://[fd00::5]:8123' }], serversTransport: name } } },
        serversTransports: { [name]: { insecureSkipVerify: true } },
      },
      tls: {
        certificates: [{ certFile: '/etc/traefik/latchkey/server.crt', keyFile: '/etc/traefik/latchkey/server.key' }],
        options: {
          [name]: {
            minVersion: 'VersionTLS12',
            clientAuth: { clientAuthType: 'RequireAndVerifyClientCert', caFiles: ['/etc/traefik/latchkey/ca.crt'] },
          },
          [`${name}-inside`]: { minVersion: 'VersionTLS12' },
        },
      },
    });
  });

  test.runIf(isHere)('leaves a public certificate to a resolver of Traefik', () => {
    expect(read(configurationOf(traefik({ server: { source: 'public' } })))).toMatchObject({
      http: { routers: { 'latchkey-ha.example': { entryPoints: ['websecure'], tls: { certResolver: 'letsencrypt' } } } },
      tls: { options: { 'latchkey-ha.example': { clientAuth: { clientAuthType: 'RequireAndVerifyClientCert' } } } },
    });
  });

  test.runIf(isHere)("has the keys of Home Assistant's http integration", () => {
    expect(read(configurationOf(requestFor('home-assistant', { server: { source: 'public' } })))).toEqual({
      http: { ssl_certificate: '/ssl/fullchain.pem', ssl_key: '/ssl/privkey.pem', ssl_peer_certificate: '/config/latchkey/ca.crt' },
    });
    expect(read(configurationOf(requestFor('home-assistant')))).toMatchObject({ http: { ssl_key: '/config/latchkey/server.key' } });
  });
});
