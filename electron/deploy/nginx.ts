import { isIP } from 'node:net';
import type { DeployFile, DeployPlan, Home, ProxySetup } from '../contract/entities.ts';
import { Failure } from '../contract/failure.ts';
import { homeAssistantLines } from './home-assistant.ts';
import { doorOf, type NginxDoor, siteFile } from './nginx-door.ts';
import { nginxReadme } from './nginx-readme.ts';

export interface NginxRequest {
  readonly home: Pick<Home, 'name' | 'url'>;
  readonly setup: ProxySetup;
  readonly deviceAuthorityPem: string;
  /** Null, as the chain, where the proxy already has a public certificate. */
  readonly serverAuthorityPem: string | null;
  /** The server's leaf, without its root. */
  readonly serverChainPem: string | null;
  readonly now: Date;
}

/**
 * Writes what nginx needs to let only this home's devices in: a file for its `conf.d`, the certificates that it
 * names, the lines for Home Assistant and a README. `server.key` has no text: it is a secret, filled in where
 * the folder is written.
 *
 * @throws Failure input-invalid with the field's name, where a value could break out of its line
 */
export function nginxPlan({ home, setup, deviceAuthorityPem, serverAuthorityPem, serverChainPem, now }: NginxRequest): DeployPlan {
  const door = doorOf(home, setup);
  const own = serverAuthorityPem !== null && serverChainPem !== null;
  const homeAssistant = homeAssistantLines(door.upstream);
  const commands = commandsFor(door, own);
  const files: readonly DeployFile[] = [
    { name: 'latchkey.conf', text: configuration(door, own), purpose: 'configuration' },
    { name: 'ca.crt', text: certificates(deviceAuthorityPem), purpose: 'device-authority' },
    ...(own ? serverFiles(serverChainPem, serverAuthorityPem) : []),
    { name: 'home-assistant.yaml', text: homeAssistant, purpose: 'home-assistant' },
    { name: 'README.txt', text: nginxReadme(door, commands, own, now), purpose: 'readme' },
  ];
  return { files, commands, homeAssistant };
}

function serverFiles(chainPem: string, authorityPem: string): readonly DeployFile[] {
  return [
    { name: 'server.crt', text: certificates(chainPem), purpose: 'server-chain' },
    { name: 'server.key', text: null, purpose: 'server-key' },
    { name: 'server-ca.crt', text: certificates(authorityPem), purpose: 'server-authority' },
  ];
}

const pemCertificates = /^(-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+\n-----END CERTIFICATE-----\n)+$/;

/** Certificates and nothing else: these texts cross the bridge and lie open on the proxy. */
function certificates(pem: string): string {
  if (!pemCertificates.test(pem)) throw new Failure('input-invalid', { field: 'certificate' });
  return pem;
}

function configuration(door: NginxDoor, own: boolean): string {
  return `# Mutual TLS for ${door.url}: only devices with a certificate of ca.crt get in.
# Belongs into /etc/nginx/conf.d/, or wherever nginx includes files in its http block.

map $http_upgrade $latchkey_connection {
    default upgrade;
    ''      close;
}

server {
${listenLines(door)}
    server_name ${door.host};

${certificateLines(door, own)}

    ssl_client_certificate ${door.folder}/ca.crt;
    ssl_verify_client on;
    ssl_verify_depth 1;

    ssl_protocols TLSv1.2 TLSv1.3;
    # A resumed session would skip the check of the device's certificate (CVE-2025-23419).
    ssl_session_cache off;
    ssl_session_tickets off;

    # Backups are uploaded whole, however large.
    client_max_body_size 0;

    location / {
        proxy_pass ${door.upstream};
${upstreamTls(door)}        proxy_http_version 1.1;
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
}
`;
}

/** A home on an address listens on that kind of address only; a name may have both. */
function listenLines({ host, port, ipv6 }: NginxDoor): string {
  const v4 = `    listen ${port} ssl;`;
  const v6 = `    listen [::]:${port} ssl;`;
  if (host.startsWith('[')) return v6;
  return isIP(host) === 4 || !ipv6 ? v4 : `${v4}\n${v6}`;
}

function certificateLines({ host, folder }: NginxDoor, own: boolean): string {
  if (own) return `    ssl_certificate     ${folder}/server.crt;\n    ssl_certificate_key ${folder}/server.key;`;
  const live = `/etc/letsencrypt/live/${host.replace(/[[\]]/g, '')}`;
  return `    # CHANGE THESE TWO if your public certificate lies elsewhere.
    ssl_certificate     ${live}/fullchain.pem;
    ssl_certificate_key ${live}/privkey.pem;`;
}

/** An upstream that speaks TLS itself must be told which site is meant. */
function upstreamTls({ upstream }: NginxDoor): string {
  return upstream.startsWith('https:') ? '        proxy_ssl_server_name on;\n' : '';
}

function commandsFor(door: NginxDoor, own: boolean): readonly string[] {
  const { folder } = door;
  const server = [`sudo install -m 644 server.crt ${folder}/server.crt`, `sudo install -m 600 server.key ${folder}/server.key`];
  return [
    // not install -d: it would open a folder that is there already to everybody
    `sudo mkdir -p ${folder}`,
    `sudo install -m 644 ca.crt ${folder}/ca.crt`,
    ...(own ? server : []),
    `sudo install -m 644 latchkey.conf ${siteFile(door)}`,
    'sudo nginx -t',
    'sudo systemctl reload nginx',
  ];
}
