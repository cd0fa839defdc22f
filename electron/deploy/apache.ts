import { type Door, ownNetwork, refusals } from './door.ts';
import { copies, type Page, removal, serverPaths, when } from './page.ts';
import { trustedProxyLines } from './trusted-proxy.ts';

const read = ['ca.crt', 'ca.crl'];

/** Apache 2.4.47 and newer: a site. */
export function apache(door: Door): Page {
  const name = `latchkey-${door.slug}`;
  const site = `/etc/apache2/sites-available/${name}.conf`;
  // A module that was just enabled is loaded by a restart only.
  const [check, reload] = [['sudo apache2ctl configtest'], ['sudo systemctl restart apache2']];
  return {
    title: 'Apache',
    configuration: { name: 'latchkey.conf', text: configuration(door) },
    commands: {
      install: [
        ...copies(door, read),
        'sudo a2enmod ssl http2 headers proxy proxy_http proxy_wstunnel',
        `sudo install -m 644 latchkey.conf ${site}`,
        `sudo a2ensite ${name}`,
      ],
      check,
      reload,
      undo: [`sudo a2dissite ${name}`, `sudo rm ${site}`, ...check, ...reload, removal(door, read)],
    },
    homeAssistant: trustedProxyLines(door.upstream),
    advice: [
      'Where Apache is not set up as Debian and Ubuntu do it (Fedora: /etc/httpd/conf.d, service httpd), put latchkey.conf where it includes its sites, and see that these modules are loaded: ssl, http2, headers, proxy, proxy_http, proxy_wstunnel.',
      ...(door.port === '443' ? ['Apache must already listen on port 443: with the module ssl, /etc/apache2/ports.conf says so.'] : []),
    ],
    notes: [],
  };
}

function configuration(door: Door): string {
  const { url, folder, openPaths, hostFamily } = door;
  return `# Mutual TLS for ${url}: only devices with a certificate of ca.crt get in.
# Belongs into /etc/apache2/sites-available/.

${when(door.port !== '443', listen(door.port))}<VirtualHost *:${door.port}>
${tls(door)}
    SSLCACertificateFile ${folder}/ca.crt
    SSLCARevocationFile ${folder}/ca.crl
    SSLCARevocationCheck chain
    SSLVerifyClient ${openPaths === null ? 'require' : 'optional'}
    SSLVerifyDepth 1
${when(
  hostFamily === 0,
  `    # Or a visitor who names no host, or another one, would be asked for nothing.
    SSLStrictSNIVHostCheck on
`,
)}
    <Location "/">
        Require expr "%{SSL_CLIENT_VERIFY} == 'SUCCESS'"
${when(
  openPaths !== null,
  `        # Open to everybody: compared as it came, before Apache decodes it.
        Require expr "%{THE_REQUEST} =~ m#^[A-Z]+ ${openPaths}[? ]#"
`,
)}    </Location>
    ErrorDocument 403 "${refusals.stranger}"

${proxy(door)}</VirtualHost>
${door.insidePort === null ? '' : inside(door, door.insidePort)}`;
}

const inside = (door: Door, port: string): string => `
# Your own network needs no certificate here. Never forward this port in your router.
${listen(port)}<VirtualHost *:${port}>
${tls(door)}
    <Location "/">
        Require ip ${ownNetwork.join(' ')}
    </Location>

${proxy(door)}</VirtualHost>
`;

/** Apache refuses to listen twice, and another home may use the same port. */
const listen = (port: string): string => `<IfDefine !latchkey-${port}>
    Define latchkey-${port}
    Listen ${port}
</IfDefine>
`;

function tls(door: Door): string {
  const { chain, key, mark } = serverPaths(door);
  // A server name cannot be an IPv6 address, an alias can.
  return `    Server${door.hostFamily === 6 ? 'Alias' : 'Name'} ${door.host}
    Protocols h2 http/1.1

    SSLEngine on
${when(mark !== '', `    ${mark}\n`)}    SSLCertificateFile ${chain}
    SSLCertificateKeyFile ${key}
    SSLProtocol -all +TLSv1.2 +TLSv1.3
    # A reload empties the session cache, but leaves tickets valid, which skip the revocation list.
    SSLSessionTickets off
`;
}

/** Apache checks whom it calls, though not by whom they are vouched for, unless told otherwise. */
const proxy = ({ upstream }: Door): string => `    # Backups are uploaded whole, however large; the app keeps one WebSocket open for hours.
    LimitRequestBody 0
    AllowEncodedSlashes NoDecode
    ProxyPreserveHost on
    RequestHeader set X-Forwarded-Proto https
${when(
  upstream.tls,
  `    SSLProxyEngine on
    SSLProxyCheckPeerName off
    SSLProxyCheckPeerExpire off
`,
)}    ProxyPass "/" "${upstream.origin}/" nocanon upgrade=websocket timeout=86400
`;
