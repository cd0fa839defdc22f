import { createSecureServer } from 'node:http2';
import { faulty, overBoth, type Scenario, type Stand } from '../scenario.ts';
import { nginx } from '../stands/nginx.ts';
import { house, listenAt, plainHouse, raw, says } from '../stands/ours.ts';

const unreachable = faulty('unreachable');
const briefly = { stepMs: 1_500, totalMs: 12_000 };

/** OpenSSL offers nothing below TLS 1.2 unless it is told to accept anything. */
const old = 'ssl_ciphers ALL:@SECLEVEL=0;';

const nginxWith = (versions: string, lines: string): Stand => ({
  by: 'nginx',
  config: ({ address, host, world }) => `server {
    listen ${address}:443 ssl;
    server_name ${host};
    ssl_certificate ${world.file('server-rsa.crt')};
    ssl_certificate_key ${world.file('server-rsa.key')};
    ssl_protocols ${versions};
    ${lines}
  }`,
});

/** The login page of a hotel, which answers in the place of everybody. */
const portalLogin = { status: 302, body: '', headers: { location: 'http://portal.hotel.example/login?dst=home' } };

const http2Alone: Stand = {
  by: 'us',
  start: ({ address, world }) => {
    const server = createSecureServer({
      cert: world.text('server.crt'),
      key: world.text('server.key'),
      ALPNProtocols: ['h2'],
      requestCert: true,
      ca: world.text('devices.crt'),
    });
    server.on('stream', (stream) => {
      stream.respond({ ':status': 200 });
      stream.end('{"name":"Home Assistant"}');
    });
    server.on('tlsClientError', () => undefined);
    return listenAt(server, 443, address);
  },
};

/** What is amiss before anybody is asked for a certificate. */
export const wayThere: readonly Scenario[] = [
  unreachable('no-name', 'name-not-found', [], { at: 'nowhere' }),
  unreachable('nobody-listens', 'connection-refused', []),
  unreachable('nobody-answers', 'connection-timed-out', [], { at: 'void', limits: briefly }),
  unreachable('no-route', 'connection-failed', [], { at: 'unroutable' }),
  unreachable('portal', 'captive-portal', [
    house({ certificate: 'server-of-a-portal', asks: 'no', answer: () => says(portalLogin) }),
    plainHouse(80, says(portalLogin)),
  ]),
  unreachable('portal-without-tls', 'captive-portal', [plainHouse(80, says(portalLogin))]),
  unreachable('portal-says-so', 'captive-portal', [
    plainHouse(80, says({ status: 511, body: '<html><title>Network Authentication Required</title></html>' })),
  ]),
  unreachable('plain-http', 'tls-not-spoken', [plainHouse(443, says({ status: 200, body: '{"name":"Home Assistant"}' }))]),
  unreachable('plain-http-nginx', 'tls-not-spoken', [
    { by: 'nginx', config: ({ address }) => `server { listen ${address}:443; return 404; }` },
  ]),
  unreachable('ssh', 'other-protocol', [raw((socket) => void socket.write('SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n'))]),
  unreachable('mail', 'other-protocol', [raw((socket) => void socket.write('220 mail.example ESMTP Postfix\r\n'))]),
  unreachable('old-nginx', 'tls-version-old', [nginxWith('TLSv1 TLSv1.1', old)]),
  // Camellia is what no phone, browser or Node offers.
  unreachable('no-common-cipher', 'tls-no-common-cipher', [nginxWith('TLSv1.2', 'ssl_ciphers CAMELLIA256-SHA:@SECLEVEL=0;')]),
  ...overBoth((tls) => unreachable('name-unknown', 'server-name-unknown', [nginxWith(`TLSv${tls}`, 'ssl_reject_handshake on;')])),
  faulty('websocket-blocked')('http2-alone', 'http2-only', [http2Alone]),
  unreachable('hangs-up', 'tls-failed', [raw((socket) => socket.once('data', () => socket.destroy()))]),
  ...overBoth((tls) =>
    faulty('server-untrusted')('antivirus', 'tls-inspected', [
      house({
        tls,
        certificate: 'server-inspected',
        asks: 'no',
        // The scanner shakes hands with nginx by itself and has no certificate to show.
        answer: () => says({ status: 400, body: '<html><head><title>400 No required SSL certificate was sent</title></head></html>' }),
      }),
    ]),
  ),
  unreachable('other-port', 'connection-refused', [nginx()], { url: ({ host }) => `https://${host}:8443` }),
];
