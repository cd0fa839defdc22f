import { type Door, ownNetwork } from './door.ts';
import { copies, type Page, removal, when } from './page.ts';
import { trustedProxyLines } from './trusted-proxy.ts';

const dynamic = '/etc/traefik/dynamic';

/** Traefik 2.6 and newer: a file of dynamic configuration. */
export function traefik(door: Door): Page {
  const site = `${dynamic}/latchkey-${door.slug}.yaml`;
  // It has no command that checks a file: what is wrong with one, its log says.
  const check = ['sudo journalctl -u traefik -n 50'];
  // The folder is watched, but not the certificates that a file in it names.
  const reload = ['sudo systemctl restart traefik'];
  return {
    title: 'Traefik',
    configuration: { name: 'latchkey.yaml', text: configuration(door) },
    commands: {
      install: [...copies(door, ['ca.crt']), `sudo mkdir -p ${dynamic}`, `sudo install -m 644 latchkey.yaml ${site}`],
      check,
      reload,
      undo: [`sudo rm ${site}`, ...reload, removal(door, ['ca.crt'])],
    },
    homeAssistant: trustedProxyLines(door.upstream),
    advice: [
      `This goes into Traefik's static configuration (traefik.yaml), as far as it is not there:\n\n${indented(staticLines(door))}`,
      'DANGER: no other router of Traefik may serve this host name with other TLS options, as a label of a container easily does. Traefik would then drop both, ask nobody for a certificate, and say so in its log alone (github.com/traefik/traefik/issues/10530). Always test in Latchkey after you change a router; where your version knows it, set core.strictTLSOptions.',
      'Traefik reads no revocation lists: to shut a lost device out, make a new device authority and new certificates for the other devices.',
      'In a container the folders of the configuration are paths inside it. Mount them, restart it with "docker compose restart", and read its log with "docker compose logs".',
    ],
    notes: ['other-routers', 'revocation-unknown', 'schema-checked'],
  };
}

const entryPoint = (port: string): string => (port === '443' ? 'websecure' : `latchkey-${port}`);

const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ');

const staticLines = (door: Door): string => `entryPoints:
${[door.port, door.insidePort]
  .filter((port) => port !== null)
  .map(
    (port) => `  ${entryPoint(port)}:
    address: ":${port}"
    transport:
      respondingTimeouts:
        readTimeout: 0 # backups take longer to upload than the minute it would wait
`,
  )
  .join('')}providers:
  file:
    directory: ${dynamic}
${when(
  door.server === 'public',
  `certificatesResolvers:
  letsencrypt: # as latchkey.yaml calls it
    acme:
      email: you@example.com # CHANGE THIS
      storage: /etc/traefik/acme.json
      tlsChallenge: {}
`,
)}`;

function configuration(door: Door): string {
  const { url, slug, host, port, folder, upstream, server, insidePort } = door;
  return `# Mutual TLS for ${url}: only devices with a certificate of ca.crt get in.
# Belongs into the folder that providers.file.directory names in Traefik's static configuration.
# DANGER: no other router may serve this host name with other TLS options, or Traefik asks nobody for a certificate.

http:
  routers:
    latchkey-${slug}:
      entryPoints:
        - ${entryPoint(port)}
      rule: "Host(\`${host}\`)"
      service: latchkey-${slug}
      tls:
        options: latchkey-${slug}
${certificateResolver(door)}${insidePort === null ? '' : insideRouter(door, insidePort)}  services:
    latchkey-${slug}:
      loadBalancer:
        servers:
          - url: "${upstream.origin}"
${when(
  upstream.tls,
  `        serversTransport: latchkey-${slug}
  serversTransports:
    latchkey-${slug}:
      insecureSkipVerify: true
`,
)}
tls:
${when(
  server === 'own',
  `  certificates:
    - certFile: ${folder}/server.crt
      keyFile: ${folder}/server.key
`,
)}  options:
    latchkey-${slug}:
      minVersion: VersionTLS12
      clientAuth:
        clientAuthType: RequireAndVerifyClientCert
        caFiles:
          - ${folder}/ca.crt
${when(
  insidePort !== null,
  `    latchkey-${slug}-inside:
      minVersion: VersionTLS12
`,
)}`;
}

const insideRouter = (
  door: Door,
  port: string,
): string => `    # Your own network needs no certificate here. Never forward this port in your router.
    latchkey-${door.slug}-inside:
      entryPoints:
        - ${entryPoint(port)}
      rule: "Host(\`${door.host}\`) && (${ownNetwork.map((range) => `ClientIP(\`${range}\`)`).join(' || ')})"
      service: latchkey-${door.slug}
      tls:
        options: latchkey-${door.slug}-inside
${certificateResolver(door)}`;

const certificateResolver = ({ server }: Door): string =>
  when(server === 'public', '        certResolver: letsencrypt # CHANGE THIS to the name of yours\n');
