import type { Door } from './door.ts';
import { deviceCertificate } from './nginx-certificate.ts';
import type { Page } from './page.ts';
import { trustedProxyLines } from './trusted-proxy.ts';

// Its server block listens on port 80 too, where nginx asks nobody for a certificate, and whoever renews a public
// certificate looks here without one: so every path is closed by hand, but this.
const challenge = '/\\.well-known/acme-challenge/[A-Za-z0-9_-]+';

/** Nginx Proxy Manager: a snippet for its window, and every click. */
export function nginxProxyManager(door: Door): Page {
  const { folder, host, port, upstream, server, serverKey } = door;
  const key = serverKey === 'here' ? 'server.key' : 'the key that made the request';
  const ownCertificate = `SSL Certificates > Add SSL Certificate > Custom: name it ${host} and choose server.crt as Certificate and ${key} as Certificate Key.`;
  return {
    title: 'Nginx Proxy Manager',
    configuration: { name: 'latchkey.conf', text: snippet(door) },
    commands: {
      install: [
        `Copy ca.crt and ca.crl into the folder that the container knows as ${folder} (what lies in its /data is often ./data beside docker-compose.yml).`,
        ...(server === 'own' ? [ownCertificate] : []),
        `Hosts > Proxy Hosts > Add Proxy Host. Details: Domain Names ${host}, Scheme ${upstream.tls ? 'https' : 'http'}, Forward Hostname / IP ${upstream.host}, Forward Port ${upstream.port}. Switch Websockets Support on, and Cache Assets off.`,
        `SSL: choose ${server === 'own' ? `the certificate ${host}` : 'your public certificate'}, switch on Force SSL and HTTP/2 Support.`,
        'Advanced (a gear in newer versions): paste the whole text of latchkey.conf into Custom Nginx Configuration.',
      ],
      check: [
        'Press Save. The host must be listed as Online; Offline means that nginx refused the text, most often because it does not find ca.crt or ca.crl.',
      ],
      reload: ['docker compose exec app nginx -s reload'],
      undo: [
        `Hosts > Proxy Hosts: take the text out of Custom Nginx Configuration again, or delete the host ${host}.`,
        `Then remove ca.crt and ca.crl from ${folder}.`,
      ],
    },
    homeAssistant: trustedProxyLines(upstream),
    advice: [
      'Saving a host reloads nginx. The reload command is for a changed file, and supposes that its service is called "app" in docker-compose.yml, as in the documentation. Saving the host once more does the same.',
      'In the add-on for Home Assistant the folder /ssl is shared: set up the proxy in Latchkey again with the folder /ssl/latchkey and copy the files there.',
      'It remembers a TLS session for five minutes. That long a device may still get in after it was revoked.',
      ...(port === '443' ? [] : [`Publish the container's port 443 as ${port}: "${port}:443" in docker-compose.yml.`]),
    ],
    notes: ['pasted-by-hand', 'schema-checked'],
  };
}

const snippet = (door: Door): string =>
  `# Mutual TLS for ${door.url}: only devices with a certificate of ca.crt get in.
# Belongs into Custom Nginx Configuration of this proxy host.

${deviceCertificate(door, door.openPaths === null ? challenge : `(${challenge}|${door.openPaths})`)}
    # A resumed session would skip the check of the device's certificate.
    ssl_session_tickets off;

    # Backups are uploaded whole, however large; the app keeps one WebSocket open for hours.
    client_max_body_size 0;
    proxy_request_buffering off;
    proxy_buffering off;
    proxy_read_timeout 1d;
    proxy_send_timeout 1d;
`.replace(/^ {4}/gm, '');
