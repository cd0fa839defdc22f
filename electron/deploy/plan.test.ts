import { describe, expect, test } from 'vitest';
import { type ProxyTarget, proxyTargets, targetAbilities } from '../contract/deploy.ts';
import { proxyPlan } from './plan.ts';
import { certificate, configurationOf, crl, everything, own, requestFor, servers, textOf } from './test-request.ts';

const urls = ['https://ha.example', 'https://xn--kche-0ra.example:8443', 'https://192.168.1.20:8443', 'https://[fd00::20]'] as const;
const isAddress = (url: string) => /^https:\/\/(\[|\d)/.test(url);
const canGuard = (target: ProxyTarget, url: string) => targetAbilities[target].addresses || !isAddress(url);

/** Every way in which a target can be set up, with a line that names it. */
const wishes = proxyTargets.flatMap((target) =>
  urls
    .filter((url) => canGuard(target, url))
    .flatMap((url) =>
      servers.flatMap((server) =>
        [{}, everything(target)].flatMap((choices) =>
          [true, false].map((ipv6) => {
            const said = server.source === 'own' ? `own, key ${server.key}` : 'public';
            const line = `${target} ${url} ${said}${'openPaths' in choices ? ', with all choices' : ''}${ipv6 ? ', IPv6' : ''}`;
            return [line, requestFor(target, { url, server, ipv6, ...choices })] as const;
          }),
        ),
      ),
    ),
);

describe.each(wishes)('%s', (_, request) => {
  const { files, commands } = proxyPlan(request);
  const names = files.map(({ name }) => name);
  const { server, setup } = request;

  test('comes with its files, and no text for a key', () => {
    const purposes = files.map(({ purpose }) => purpose);
    expect(new Set(names).size).toBe(names.length);
    expect(purposes).toContain('device-authority');
    expect(purposes.includes('configuration')).toBe(setup.target !== 'home-assistant');
    expect(purposes.includes('revocation-list')).toBe(targetAbilities[setup.target].revocation === 'crl');
    expect(purposes.includes('server-chain')).toBe(server.source === 'own');
    expect(purposes.includes('server-key')).toBe(server.source === 'own' && server.key === 'here');
    expect(files.filter(({ text }) => text === null).map(({ purpose }) => purpose)).toEqual(
      purposes.filter((purpose) => purpose === 'server-key'),
    );
  });

  test('copies nothing that is not there, and all that the proxy reads', () => {
    const copied = commands.install.flatMap((command) => /install -m \d+ (?:-g \w+ )?(\S+) /.exec(command)?.[1] ?? []);
    expect(names).toEqual(expect.arrayContaining(copied));
    // as words of their own: a to-do picks the commands of what changed by these
    const words = commands.install.join(' ').split(/[\s/'"]+/);
    const isRead = /^(configuration|device-authority|revocation-list|server-chain|server-key)$/;
    for (const { name, purpose } of files) if (isRead.test(purpose)) expect(words).toContain(name);
  });

  test('has a README with every file and every command', () => {
    const readme = textOf(request, 'README.txt');
    for (const name of names) if (name !== 'README.txt') expect(readme).toContain(name);
    for (const command of Object.values(commands).flat()) expect(readme).toContain(`    ${command}\n`);
    expect(readme).not.toMatch(/undefined|null|rm -r|install -d/);
  });

  test('names no other authority than ca.crt', () => {
    const configuration = configurationOf(request);
    expect(configuration).toMatch(/\/ca\.crt\b/);
    expect(configuration).not.toContain('server-ca.crt');
    expect(configuration).not.toMatch(/undefined|null|\n\n\n| \n/);
  });
});

describe('what a target cannot do is refused', () => {
  const refusals = proxyTargets.flatMap((target) => {
    const { openPaths, inside, addresses } = targetAbilities[target];
    return [
      ...(openPaths ? [] : [[target, 'open-paths', { openPaths: ['/api/webhook/abc'] }] as const]),
      ...(inside ? [] : [[target, 'inside-port', { insidePort: 8444 }] as const]),
      ...(addresses ? [] : [[target, 'address', { url: 'https://192.168.1.20' }] as const]),
    ];
  });
  test.each(refusals)('%s: %s', (target, choice, wish) => {
    expect(() => proxyPlan(requestFor(target, wish))).toThrow(
      expect.objectContaining({ code: 'target-cannot', facts: { target, choice } }),
    );
  });
});

describe('notes', () => {
  test.each([
    ['nginx', []],
    ['nginx-proxy-manager', ['pasted-by-hand', 'schema-checked']],
    ['caddy', ['revocation-in-configuration']],
    ['traefik', ['other-routers', 'revocation-unknown', 'schema-checked']],
    ['haproxy', []],
    ['apache', []],
    ['home-assistant', ['local-clients-too', 'revocation-unknown']],
  ] as const)('of %s', (target, notes) => {
    expect(proxyPlan(requestFor(target)).notes).toEqual(notes);
    const { openPaths } = everything(target);
    const all = proxyPlan(requestFor(target, { server: { ...own, key: 'elsewhere' }, openPaths })).notes;
    expect(all).toEqual([...notes, ...(openPaths.length > 0 ? ['open-paths'] : []), 'key-elsewhere']);
  });
});

describe('several homes before one proxy', () => {
  test.each(proxyTargets.filter((target) => target !== 'home-assistant' && target !== 'nginx-proxy-manager'))(
    '%s keeps them apart',
    (target) => {
      const placed = ['https://a-b.example', 'https://a.b.example', 'https://a.b.example:8443', 'https://ab.example'].map((url) => {
        const { commands } = proxyPlan(requestFor(target, { url }));
        return commands.install.find((command) => /install -m 644 latchkey\.\w+ /.test(command));
      });
      expect(new Set(placed).size).toBe(placed.length);
    },
  );
});

describe('what is no certificate and no revocation list is refused, above all a key', () => {
  const key = certificate.replaceAll('CERTIFICATE', 'PRIVATE KEY');
  test.each(['', 'x', key, certificate + key, `${certificate}${crl}`, certificate.trim()])('%j', (text) => {
    const request = requestFor('nginx');
    const refused = expect.objectContaining({ code: 'input-invalid', facts: { field: 'certificate' } });
    expect(() => proxyPlan({ ...request, device: { ...request.device, authorityPem: text } })).toThrow(refused);
    expect(() => proxyPlan({ ...request, device: { ...request.device, crlPem: text } })).toThrow(refused);
    expect(() => proxyPlan({ ...request, server: { ...own, chainPem: text } })).toThrow(refused);
    expect(() => proxyPlan({ ...request, server: { ...own, authorityPem: text } })).toThrow(refused);
  });
});

describe('a port for the own network', () => {
  test.each([443, 0, -1, 70_000, 8443.5, Number.NaN])('cannot be %d', (insidePort) => {
    expect(() => proxyPlan(requestFor('nginx', { insidePort }))).toThrow(
      expect.objectContaining({ code: 'input-invalid', facts: { field: 'insidePort' } }),
    );
  });
});

describe('where it listens', () => {
  test.each([
    ['nginx', 'https://ha.example', false, ['listen 443 ssl http2']],
    ['nginx', 'https://ha.example:8443', true, ['listen 8443 ssl http2', 'listen [::]:8443 ssl http2']],
    ['nginx', 'https://192.168.1.20:8443', true, ['listen 8443 ssl http2 default_server']],
    ['nginx', 'https://[fd00::20]', false, ['listen [::]:443 ssl http2 default_server']],
    ['haproxy', 'https://ha.example', false, ['bind :443 ssl']],
    ['haproxy', 'https://ha.example:8443', true, ['bind :8443 ssl', 'bind :::8443 v6only ssl']],
    ['haproxy', 'https://192.168.1.20:8443', true, ['bind :8443 ssl']],
    ['haproxy', 'https://[fd00::20]', false, ['bind :::443 v6only ssl']],
    ['apache', 'https://ha.example', true, []],
    ['apache', 'https://ha.example:8443', true, ['Listen 8443']],
  ] as const)('%s %s, IPv6 %s', (target, url, ipv6, lines) => {
    const text = configurationOf(requestFor(target, { url, ipv6 }));
    expect(text.match(/^ +(listen|Listen|bind) .*?(?=;|$| crt)/gm)?.map((line) => line.trim()) ?? []).toEqual(lines);
  });
});

describe('what another door of the same proxy gave', () => {
  test.each(['https://ha.example', 'https://ha.example:8443'])('opens none of nginx for %s: it must be named in the handshake', (url) => {
    expect(configurationOf(requestFor('nginx', { url }))).toContain(
      '    if ($ssl_server_name !~* "^ha\\.example$") { return 421; }\n\n    ssl_client_certificate ',
    );
  });

  test('is not asked of a home on an address, which has no name to be called by', () => {
    expect(configurationOf(requestFor('nginx', { url: 'https://192.168.1.20:8443' }))).not.toContain('$ssl_server_name');
  });

  test.each([[[]], [['/api/webhook/abc']]])(
    'opens none of HAProxy, open paths %j: no session is resumed, and a certificate wanted of each',
    (openPaths) => {
      const text = configurationOf(requestFor('haproxy', { openPaths }));
      expect(text).toMatch(/^global\n(?: +#.*\n)* {4}tune\.ssl\.cachesize 0\n/m);
      expect(text).toMatch(/ unless \{ ssl_c_used \} \{ ssl_c_verify 0 \}( or open-path)?\n/);
      for (const line of text.match(/^ +bind .*$/gm) ?? []) expect(line).toContain(' no-tls-tickets ');
    },
  );
});

describe('revoked devices', () => {
  const revokedSerials = ['00ff', '69d972225ea925f11acd17422e2f529b99f2295b'];

  test('are refused by their decimal number where there is no list', () => {
    const text = configurationOf(requestFor('caddy', { revokedSerials }));
    expect(text).toContain('@revoked vars {http.request.tls.client.serial} 255 604293235140606690570530359768541311881769527643\n');
    expect(configurationOf(requestFor('caddy'))).not.toContain('@revoked');
  });

  test.each(['', 'xyz', 'FF', '1 2', '0x1', 'ff\n'])('need a number: %j', (serial) => {
    expect(() => proxyPlan(requestFor('caddy', { revokedSerials: [serial] }))).toThrow(expect.objectContaining({ code: 'input-invalid' }));
  });
});

describe('open paths', () => {
  test.each([
    [['/api/webhook/abc'], '/api/webhook/(abc)'],
    [['/api/webhook/abc', '/api/webhook/-d_~'], '/api/webhook/(abc|-d_~)'],
    [['/api/webhook/abc', '/api/webhook/'], '/api/webhook/[A-Za-z0-9_~-]+'],
  ])('%j', (openPaths, pattern) => {
    for (const target of proxyTargets.filter((each) => targetAbilities[each].openPaths)) {
      expect(configurationOf(requestFor(target, { openPaths }))).toContain(pattern);
    }
  });

  test.each(['/api/webhook', '/api/', '/', '/api/webhook/a.b', '/api/webhook/a/b', '/api/webhook/(x)', '/api/webhook/%61'])(
    'never %s',
    (path) => {
      expect(() => proxyPlan(requestFor('nginx', { openPaths: [path] }))).toThrow(
        expect.objectContaining({ code: 'input-invalid', facts: { field: 'openPaths' } }),
      );
    },
  );
});

describe('a public certificate', () => {
  test.each([
    ['nginx', '    # CHANGE THESE TWO if'],
    ['apache', '    # CHANGE THESE TWO if'],
    ['home-assistant', '  # CHANGE THESE TWO if'],
    ['haproxy', '    # CHANGE THE PATH AFTER crt'],
    ['traefik', 'certResolver: letsencrypt # CHANGE THIS'],
  ] as const)('is looked for by %s in a place that is marked', (target, mark) => {
    expect(configurationOf(requestFor(target, { server: { source: 'public' } }))).toContain(mark);
    expect(configurationOf(requestFor(target))).not.toContain('CHANGE');
  });

  test('is got by Caddy itself', () => {
    expect(configurationOf(requestFor('caddy', { server: { source: 'public' } }))).toContain('\ttls {\n');
  });
});

describe('the lines for Home Assistant', () => {
  const linesFor = (upstream: string) => proxyPlan(requestFor('nginx', { upstream })).homeAssistant;

  test.each(['http://127.0.0.1:8123', 'http://localhost:8123', 'http://[::1]:8123'])('trust this computer alone behind %s', (upstream) => {
    expect(linesFor(upstream)).toBe('http:\n  use_x_forwarded_for: true\n  trusted_proxies:\n    - 127.0.0.1\n    - ::1\n');
  });

  test.each(['http://192.168.1.5:8123', 'http://127.example.org:8123', 'http://homeassistant.local:8123'])(
    'trust nobody more behind %s, but say where to add the proxy',
    (upstream) => {
      const lines = linesFor(upstream).split('\n');
      expect(lines.filter((line) => /^\s+- /.test(line))).toEqual(['    - 127.0.0.1', '    - ::1']);
      expect(lines).toContain('    # - 192.168.1.10');
    },
  );

  test('without a proxy ask for certificates and trust no proxy', () => {
    expect(proxyPlan(requestFor('home-assistant')).homeAssistant).toBe(
      'http:\n  ssl_certificate: /config/latchkey/server.crt\n  ssl_key: /config/latchkey/server.key\n  ssl_peer_certificate: /config/latchkey/ca.crt\n',
    );
  });
});

test('a folder that holds other things, even /, is neither opened to others nor emptied', () => {
  for (const target of proxyTargets) {
    const said = Object.values(proxyPlan(requestFor(target, { folder: '/' })).commands)
      .flat()
      .join('\n');
    expect(said).not.toMatch(/rm -r|install -d|chmod|rm \/+$/m);
  }
});

test('a key that is elsewhere is never taken away', () => {
  for (const target of proxyTargets) {
    const { undo } = proxyPlan(requestFor(target, { server: { ...own, key: 'elsewhere' } })).commands;
    expect(undo.join('\n')).not.toMatch(/\.key/);
  }
});
