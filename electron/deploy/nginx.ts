import { type Door, ownNetwork } from './door.ts';
import { deviceCertificate } from './nginx-certificate.ts';
import { copies, type Page, removal, serverPaths, when } from './page.ts';
import { trustedProxyLines } from './trusted-proxy.ts';

const read = ['ca.crt', 'ca.crl'];

/** nginx: a file for its `conf.d`. */
export function nginx(door: Door): Page {
  const site = `/etc/nginx/conf.d/latchkey-${door.slug}.conf`;
  const [check, reload] = [['sudo nginx -t'], ['sudo systemctl reload nginx']];
  return {
    title: 'nginx',
    configuration: { name: 'latchkey.conf', text: configuration(door) },
    commands: {
      install: [...copies(door, read), `sudo install -m 644 latchkey.conf ${site}`],
      check,
      reload,
      undo: [`sudo rm ${site}`, ...check, ...reload, removal(door, read)],
    },
    homeAssistant: trustedProxyLines(door.upstream),
    advice: [
      'nginx must be able to find the address of Home Assistant in latchkey.conf. If it says "host not found in upstream", put the IP address there.',
      'Since nginx 1.25.1 the check may call "listen ... http2" deprecated. It works all the same, and older ones know no other form.',
    ],
    notes: [],
  };
}

function configuration(door: Door): string {
  return `# Mutual TLS for ${door.url}: only devices with a certificate of ca.crt get in.
# Belongs into /etc/nginx/conf.d/, or wherever nginx includes files in its http block.

map $http_upgrade $latchkey_connection {
    default upgrade;
    ''      close;
}

server {
${listen(door, door.port)}${tls(door)}
${namedInHandshake(door)}${deviceCertificate(door, door.openPaths)}
${proxy(door)}}
${door.insidePort === null ? '' : inside(door, door.insidePort)}`;
}

/** A home on an address is called by no name, and is the default server. */
const namedInHandshake = ({ hostFamily, host }: Door): string =>
  when(
    hostFamily === 0,
    `    # Whoever names no host is asked for a certificate by the default server, which may trust another authority.
    if ($ssl_server_name !~* "^${host.replaceAll('.', '\\.')}$") { return 421; }

`,
  );

const inside = (door: Door, port: string): string => `
# Your own network needs no certificate here. Never forward this port in your router.
server {
${listen(door, port)}${tls(door)}
${ownNetwork.map((range) => `    allow ${range};\n`).join('')}    deny all;

${proxy(door)}}
`;

/** A home on an address listens on that kind of address only, and for all that call it by none; a name may have both. */
function listen({ hostFamily, ipv6 }: Door, port: string): string {
  const options = `ssl http2${when(hostFamily !== 0, ' default_server')};\n`;
  const v4 = when(hostFamily !== 6, `    listen ${port} ${options}`);
  const v6 = when(hostFamily === 6 || (hostFamily === 0 && ipv6), `    listen [::]:${port} ${options}`);
  return v4 + v6;
}

function tls(door: Door): string {
  const { chain, key, mark } = serverPaths(door);
  return `    server_name ${door.host};

${when(mark !== '', `    ${mark}\n`)}    ssl_certificate     ${chain};
    ssl_certificate_key ${key};

    ssl_protocols TLSv1.2 TLSv1.3;
    # A resumed session would skip the check of the device's certificate (CVE-2025-23419).
    ssl_session_cache off;
    ssl_session_tickets off;
`;
}

const proxy = ({ upstream }: Door): string => `    # Backups are uploaded whole, however large.
    client_max_body_size 0;

    location / {
        proxy_pass ${upstream.origin};
${when(upstream.tls, '        proxy_ssl_server_name on;\n')}        proxy_http_version 1.1;
        proxy_set_header Host $http_host;
        proxy_set_header X-Real-IP $remote_addr;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;

        # The app keeps one WebSocket open for hours.
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $latchkey_connection;
        proxy_read_timeout 1d;
        proxy_send_timeout 1d;
        proxy_buffering off;
        proxy_request_buffering off;
    }
`;
