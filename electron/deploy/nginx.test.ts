import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeployPlan } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import { type NginxRequest, nginxPlan } from './nginx.ts';

const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const request: NginxRequest = {
  home: { name: 'Lindenweg', url: 'https://ha.example' },
  setup: { target: 'nginx', upstream: 'http://192.168.1.5:8123', folder: '/etc/nginx/latchkey', ipv6: true },
  deviceAuthorityPem: pem,
  serverAuthorityPem: pem,
  serverChainPem: pem,
  now: new Date('2026-11-21T20:00:00Z'),
};
const publicRequest: NginxRequest = { ...request, serverAuthorityPem: null, serverChainPem: null };

const textOf = ({ files }: DeployPlan, name: string): string => files.find((file) => file.name === name)?.text ?? '';
const configurationOf = (asked: NginxRequest): string => textOf(nginxPlan(asked), 'latchkey.conf');
const at = (url: string, ipv6 = false): NginxRequest => ({ ...request, home: { ...request.home, url }, setup: { ...request.setup, ipv6 } });

describe('the files', () => {
  test('with a certificate of ours: the key has no text, the rest has', () => {
    const { files } = nginxPlan(request);
    expect(files.map(({ name }) => name)).toEqual([
      'latchkey.conf',
      'ca.crt',
      'server.crt',
      'server.key',
      'server-ca.crt',
      'home-assistant.yaml',
      'README.txt',
    ]);
    expect(files.filter(({ text }) => text === null).map(({ purpose }) => purpose)).toEqual(['server-key']);
  });

  test('with a public certificate: no server files, and its usual place marked', () => {
    const plan = nginxPlan(publicRequest);
    expect(plan.files.map(({ name }) => name)).toEqual(['latchkey.conf', 'ca.crt', 'home-assistant.yaml', 'README.txt']);
    expect(textOf(plan, 'latchkey.conf')).toContain('ssl_certificate     /etc/letsencrypt/live/ha.example/fullchain.pem;');
    expect(textOf(plan, 'latchkey.conf')).toContain('# CHANGE THESE TWO');
  });

  test('every command that copies names a file of the folder', () => {
    const { commands, files } = nginxPlan(request);
    const copied = commands.flatMap((command) => /^sudo install -m \d+ (\S+) /.exec(command)?.[1] ?? []);
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(copied));
    expect(commands.slice(-2)).toEqual(['sudo nginx -t', 'sudo systemctl reload nginx']);
  });

  test.each([
    ['https://ha.example', '/etc/nginx/conf.d/latchkey-ha.example.conf'],
    ['https://ha.example:8443', '/etc/nginx/conf.d/latchkey-ha.example-8443.conf'],
    ['https://[fd00::1]:8443', '/etc/nginx/conf.d/latchkey-fd00--1-8443.conf'],
  ])('%s gets a file of its own on the proxy, and the README takes back that one', (url, site) => {
    const plan = nginxPlan(at(url));
    expect(plan.commands).toContain(`sudo install -m 644 latchkey.conf ${site}`);
    expect(textOf(plan, 'README.txt')).toContain(`sudo rm ${site}`);
  });

  test('the README tells every file, every command and how to undo', () => {
    const plan = nginxPlan(request);
    const readme = textOf(plan, 'README.txt');
    for (const command of plan.commands) expect(readme).toContain(command);
    for (const { name } of plan.files) if (name !== 'README.txt') expect(readme).toContain(name);
    expect(readme).toContain('sudo rm /etc/nginx/latchkey/ca.crt /etc/nginx/latchkey/server.crt /etc/nginx/latchkey/server.key');
    expect(textOf(nginxPlan(publicRequest), 'README.txt')).toContain('sudo rm /etc/nginx/latchkey/ca.crt\n');
  });

  test('a folder that holds other things, even /, is neither opened to others nor emptied', () => {
    const plan = nginxPlan({ ...request, setup: { ...request.setup, folder: '/' } });
    const said = textOf(plan, 'README.txt');
    expect(said).toContain('sudo mkdir -p /');
    expect(said).not.toMatch(/rm -r|install -d/);
  });

  test('what is no certificate is refused, above all a key', () => {
    const key = pem.replaceAll('CERTIFICATE', 'PRIVATE KEY');
    for (const text of ['', 'x', key, pem + key]) {
      expect(() => nginxPlan({ ...request, serverChainPem: text })).toThrow(Failure);
      expect(() => nginxPlan({ ...request, deviceAuthorityPem: text })).toThrow(Failure);
    }
  });
});

describe('where it listens', () => {
  test.each([
    ['https://ha.example', false, ['listen 443 ssl']],
    ['https://ha.example:8443', true, ['listen 8443 ssl', 'listen [::]:8443 ssl']],
    ['https://192.168.1.20:8443', true, ['listen 8443 ssl']],
    ['https://[fd00::20]', false, ['listen [::]:443 ssl']],
  ])('%s, IPv6 %s', (url, ipv6, lines) => {
    expect(configurationOf(at(url, ipv6)).match(/listen [^;]+/g)).toEqual(lines);
  });
});

describe('hostile values', () => {
  /** What nginx would read, counted: values that break out of their line change it. */
  const shape = (text: string) => {
    const read = text.replace(/^\s*#.*$/gm, '');
    return ['{', '}', ';', '#', "'", '"'].map((sign) => read.split(sign).length).concat(text.split('\n').length);
  };
  const nasty = fc.constantFrom(
    ';',
    '}',
    '{',
    '#',
    '\n',
    '\r',
    '$host',
    '"',
    "'",
    '`id`',
    '\\',
    ' ',
    '/',
    '..',
    '\u2028',
    'é',
    '[::1]',
    '@',
    '%0a',
    '*.',
    '_',
  );
  const twisted = (good: string) =>
    fc.oneof(
      fc.constant(good),
      fc.tuple(fc.nat(good.length), nasty).map(([place, sign]) => good.slice(0, place) + sign + good.slice(place)),
      fc.string({ unit: 'binary' }),
    );

  test('are refused or do no more than they should', () => {
    let written = 0;
    const property = fc.property(
      twisted('Lindenweg'),
      twisted('https://ha.example:8443'),
      twisted('http://192.168.1.5:8123'),
      twisted('/etc/nginx/latchkey'),
      (name, url, upstream, folder) => {
        const asked = { ...request, home: { name, url }, setup: { ...request.setup, upstream, folder, ipv6: false } };
        try {
          const text = configurationOf(asked);
          written += 1;
          const tls = upstream.trim().toLowerCase().startsWith('https:') ? 'https://192.168.1.5' : 'http://192.168.1.5';
          expect(shape(text)).toEqual(
            shape(configurationOf({ ...asked, home: request.home, setup: { ...request.setup, upstream: tls, ipv6: false } })),
          );
        } catch (error) {
          expect(error).toMatchObject({ name: 'Failure', code: 'input-invalid' });
        }
      },
    );
    fc.assert(property, { numRuns: 2_000 });
    expect(written).toBeGreaterThan(20);
  });

  test('in a name stay out of the configuration', () => {
    const name = 'x"; return 200; #';
    expect(configurationOf({ ...request, home: { ...request.home, name } })).not.toContain('return');
  });
});

const nginx = spawnSync('nginx', ['-v']).status === 0;
if (!nginx) process.stderr.write('nginx is not installed: what it thinks of our configuration is not tested here\n');

describe.runIf(nginx)('nginx -t', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'latchkey-nginx-'));
    const files = ['-keyout', 'server.key', '-out', 'server.crt'];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=x', ...files], { cwd: folder, stdio: 'pipe' });
    writeFileSync(path.join(folder, 'ca.crt'), readFileSync(path.join(folder, 'server.crt')));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const check = (asked: NginxRequest) => {
    writeFileSync(path.join(folder, 'latchkey.conf'), configurationOf({ ...asked, setup: { ...asked.setup, folder } }));
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`);
    writeFileSync(
      path.join(folder, 'nginx.conf'),
      `pid ${folder}/pid; events {} http { access_log off; ${temporary.join(' ')} include ${folder}/latchkey.conf; }`,
    );
    const { status, stderr } = spawnSync('nginx', ['-t', '-e', 'stderr', '-p', folder, '-c', `${folder}/nginx.conf`], { encoding: 'utf8' });
    return { status, complaints: stderr.split('\n').filter((line) => /\[(emerg|alert|error|warn)\]/.test(line)) };
  };

  test.each([
    at('https://ha.example', true),
    at('https://192.168.1.20:8443'),
    at('https://[fd00::20]:8443'),
    at('https://xn--kche-0ra.example'),
    at('https://_my_host-1.example'),
    { ...request, setup: { ...request.setup, upstream: 'https://[fd00::5]:8123' } },
    { ...request, setup: { ...request.setup, upstream: 'https://127.0.0.1' } },
  ])('finds nothing amiss: $home.url to $setup.upstream', (asked) => {
    expect(check(asked)).toEqual({ status: 0, complaints: [] });
  });

  test('takes what the fields take', () => {
    const label = fc.stringMatching(/^[a-z0-9_]([a-z0-9_-]{0,20}[a-z0-9_])?$/);
    const host = fc.oneof(
      fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => `${labels.join('.')}.x`),
      fc.ipV4(),
      fc.ipV6().map((ip) => `[${ip}]`),
    );
    const url = fc.tuple(host, fc.integer({ min: 1, max: 65_535 })).map(([name, port]) => `https://${name}:${port}`);
    const property = fc.property(
      url.filter((text) => URL.canParse(text)),
      (text) => {
        expect(check(at(text))).toEqual({ status: 0, complaints: [] });
      },
    );
    fc.assert(property, { numRuns: 25 });
  });
});
