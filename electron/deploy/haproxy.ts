import { isIP } from 'node:net';
import { bare, type Door, ownNetwork, refusals } from './door.ts';
import { copies, type Page, removal, when } from './page.ts';
import { trustedProxyLines } from './trusted-proxy.ts';

const read = ['ca.crt', 'ca.crl'];
const sites = '/etc/haproxy/conf.d';

/** HAProxy 2.2 and newer: a file of its own, read beside haproxy.cfg. */
export function haproxy(door: Door): Page {
  const site = `${sites}/latchkey-${door.slug}.cfg`;
  const check = [`sudo haproxy -c -f /etc/haproxy/haproxy.cfg -f ${sites}`];
  // A reload does not read /etc/default/haproxy again.
  const reload = ['sudo systemctl restart haproxy'];
  const options = `EXTRAOPTS="-S /run/haproxy-master.sock -f ${sites}"`;
  return {
    title: 'HAProxy',
    configuration: { name: 'latchkey.cfg', text: configuration(door) },
    commands: {
      install: [
        ...copies(door, read),
        `sudo mkdir -p ${sites}`,
        `sudo install -m 644 latchkey.cfg ${site}`,
        `grep -q '^EXTRAOPTS=.*${sites}' /etc/default/haproxy || echo '${options}' | sudo tee -a /etc/default/haproxy`,
      ],
      check,
      reload,
      undo: [`sudo rm ${site}`, ...check, ...reload, removal(door, read)],
    },
    homeAssistant: trustedProxyLines(door.upstream),
    advice: [
      `Port ${door.port} is for this home alone: two frontends on one port take each other's visitors away. If another one listens there, give this home another port in Latchkey.`,
      `The last install command lets HAProxy read ${sites} beside haproxy.cfg, as Debian and Ubuntu start it. If you have set EXTRAOPTS yourself, add "-f ${sites}" to yours instead.`,
      'HAProxy must be able to find the address of Home Assistant in latchkey.cfg when it starts. If it says "could not resolve address", put the IP address there.',
    ],
    notes: [],
  };
}

function configuration(door: Door): string {
  const { url, slug, openPaths, folder } = door;
  const devices = `ca-file ${folder}/ca.crt crl-file ${folder}/ca.crl verify ${openPaths === null ? 'required' : 'optional'}`;
  return `# Mutual TLS for ${url}: only devices with a certificate of ca.crt get in.
# Read it beside haproxy.cfg (haproxy -f haproxy.cfg -f latchkey.cfg).

global
    # All frontends share one cache: a session that another one gave to anybody would be resumed here without a certificate.
    tune.ssl.cachesize 0

frontend latchkey-${slug}
    mode http
    timeout client 1h
${bind(door, door.port, devices)}
${when(
  openPaths !== null,
  `    # Without a certificate nothing is open but these paths, compared as they came.
    acl open-path path_reg ^${openPaths}$
`,
)}    http-request return status 400 content-type text/plain string "${refusals.stranger}" unless { ssl_c_used } { ssl_c_verify 0 }${when(openPaths !== null, ' or open-path')}

${handOver(door)}${door.insidePort === null ? '' : inside(door, door.insidePort)}
${backend(door)}`;
}

const inside = (door: Door, port: string): string => `
# Your own network needs no certificate here. Never forward this port in your router.
frontend latchkey-${door.slug}-inside
    mode http
    timeout client 1h
${bind(door, port, '')}
    http-request deny unless { src ${ownNetwork.join(' ')} }

${handOver(door)}`;

/** A home on an address listens on that kind of address only; a name may have both. */
function bind(door: Door, port: string, devices: string): string {
  const { hostFamily, ipv6 } = door;
  const { path, mark } = serverCertificate(door);
  // Tickets outlive a reload where several processes share their keys.
  const options = ['ssl crt', path, devices, 'ssl-min-ver TLSv1.2 no-tls-tickets alpn h2,http/1.1\n']
    .filter((part) => part !== '')
    .join(' ');
  const v4 = when(hostFamily !== 6, `    bind :${port} ${options}`);
  const v6 = when(hostFamily === 6 || (hostFamily === 0 && ipv6), `    bind :::${port} v6only ${options}`);
  return mark + v4 + v6;
}

/** It wants chain and key of a public certificate in one file. */
const serverCertificate = ({ server, folder, host }: Door) =>
  server === 'own'
    ? { path: `${folder}/server.crt`, mark: '' }
    : {
        path: `/etc/haproxy/certs/${bare(host)}.pem`,
        mark: '    # CHANGE THE PATH AFTER crt if your public certificate lies elsewhere: fullchain.pem and privkey.pem in one file.\n',
      };

const handOver = ({ slug }: Door): string => `    http-request set-header X-Forwarded-For %[src]
    http-request set-header X-Forwarded-Proto https
    default_backend latchkey-${slug}
`;

/** The app keeps one WebSocket open for hours: a tunnel, once it is up. */
function backend({ slug, upstream }: Door): string {
  const tls = when(upstream.tls, ` ssl verify none${when(isIP(bare(upstream.host)) === 0, ` sni str(${upstream.host})`)}`);
  return `backend latchkey-${slug}
    mode http
    timeout connect 10s
    timeout server 1h
    timeout tunnel 1d
    server home ${upstream.host}:${upstream.port}${tls}
`;
}
