import { type Door, ownNetwork, refusals } from './door.ts';
import { copies, type Page, removal, when } from './page.ts';
import { trustedProxyLines } from './trusted-proxy.ts';

/** Caddy 2.6 and newer: a file that its Caddyfile imports. */
export function caddy(door: Door): Page {
  const site = `/etc/caddy/latchkey-${door.slug}.caddy`;
  const check = ['sudo caddy validate --adapter caddyfile --config /etc/caddy/Caddyfile'];
  const reload = ['sudo systemctl reload caddy'];
  return {
    title: 'Caddy',
    configuration: { name: 'latchkey.caddy', text: configuration(door) },
    commands: {
      install: [
        // Caddy reads its files as a user of its own
        ...copies(door, ['ca.crt'], '-m 640 -g caddy'),
        `sudo install -m 644 latchkey.caddy ${site}`,
        "grep -q '^import latchkey-' /etc/caddy/Caddyfile || echo 'import latchkey-*.caddy' | sudo tee -a /etc/caddy/Caddyfile",
      ],
      check,
      reload,
      undo: [`sudo rm ${site}`, ...check, ...reload, removal(door, ['ca.crt'])],
    },
    homeAssistant: trustedProxyLines(door.upstream),
    advice: [
      ...(door.server === 'public'
        ? [`Caddy gets the public certificate for ${door.host} by itself; the port 80 must reach it for that.`]
        : []),
      'Current versions say that trusted_ca_cert_file is deprecated. They read it all the same, and 2.6 knows no other word.',
      'Caddy reads no revocation lists: revoked certificates stand in latchkey.caddy by their number, and a revocation changes that file.',
    ],
    notes: ['revocation-in-configuration'],
  };
}

function configuration(door: Door): string {
  const { url, openPaths, revokedSerials } = door;
  return `# Mutual TLS for ${url}: only devices with a certificate of ca.crt get in.
# Belongs beside the Caddyfile, which imports it.

${url} {
${tls(door, clientAuth(door))}
${when(
  revokedSerials.length > 0,
  `	# Caddy knows no revocation lists.
	@revoked vars {http.request.tls.client.serial} ${revokedSerials.join(' ')}
	respond @revoked "${refusals.revoked}" 400

`,
)}${when(
  openPaths !== null,
  `	# Without a certificate nothing is open but these paths, compared as they came.
	@stranger {
		not vars_regexp {http.request.tls.client.serial} ^[0-9]+$
		not vars_regexp {http.request.uri} ^${openPaths}(\\?|$)
	}
	respond @stranger "${refusals.stranger}" 400

`,
)}${proxy(door)}}
${door.insidePort === null ? '' : inside(door, door.insidePort)}`;
}

const inside = (door: Door, port: string): string => `
# Your own network needs no certificate here. Never forward this port in your router.
https://${door.host}:${port} {
${tls(door, '')}
	@outside not remote_ip ${ownNetwork.join(' ')}
	respond @outside 403

${proxy(door)}}
`;

/** Without files of ours Caddy gets a public certificate by itself. */
function tls({ server, folder }: Door, clientAuthentication: string): string {
  const files = when(server === 'own', ` ${folder}/server.crt ${folder}/server.key`);
  return `	tls${files} {
		protocols tls1.2 tls1.3
${clientAuthentication}	}
	# Client certificates and HTTP/3 do not go together well: do not offer it.
	header -Alt-Svc
`;
}

const clientAuth = ({ folder, openPaths }: Door): string => `		client_auth {
			mode ${openPaths === null ? 'require_and_verify' : 'verify_if_given'}
			trusted_ca_cert_file ${folder}/ca.crt
		}
`;

/** WebSockets, forwarded headers and large uploads need no words in Caddy. */
const proxy = ({ upstream }: Door): string =>
  upstream.tls
    ? `	reverse_proxy ${upstream.origin} {
		transport http {
			tls_insecure_skip_verify
		}
	}
`
    : `	reverse_proxy ${upstream.origin}
`;
