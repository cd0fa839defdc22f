import type { Place, Stand, Tls } from '../scenario.ts';

/** What watched sites are asked for: a file of the world's, a line a request. */
export const askedFile = 'asked.log';

/** Where Home Assistant is found in the park. */
export const homeAssistant = 'http://127.0.0.1:8123';

/** A server block; what is left out is as in a good one. */
export interface Site {
  readonly tls?: Tls;
  /** Files of the world's. */
  readonly certificate?: string;
  readonly authority?: string;
  readonly crl?: string;
  /** Null where nobody is asked. */
  readonly verify?: 'on' | 'optional' | 'optional_no_ca' | null;
  readonly http2?: boolean;
  readonly port?: number;
  /** Where it listens; at its place's IPv4 address unless told. */
  readonly at?: 'ipv4' | 'ipv6' | 'both' | 'second' | 'loopback';
  /** Whether it writes down what it is asked for. */
  readonly isWatched?: boolean;
  readonly name?: string;
  readonly isDefault?: boolean;
  /** Further lines of the block. */
  readonly lines?: string;
  /** What it does with requests; passes them to Home Assistant unless told. */
  readonly inside?: string;
}

/** Passes requests on as Home Assistant wants them. */
export const passTo = (upstream: string, lines = ''): string => `
    location / {
      proxy_pass ${upstream};
      proxy_http_version 1.1;
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      ${lines}
    }`;

/** What stands in a location that is for devices alone, where not everything is. */
export const forbidStrangers = 'if ($ssl_client_verify != SUCCESS) { return 403; }';

/** The same for devices; for strangers one webhook (`=`), or all below a path (`^~`). */
export const passOpen = (path: string, match: '=' | '^~'): string => `
    location ${match} ${path} {
      proxy_pass ${homeAssistant};
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }
    ${passTo(homeAssistant, forbidStrangers)}`;

export const nginx = (site: Site = {}): Stand => ({ by: 'nginx', config: (place) => serverBlock(place, site) });

/** A listener without TLS. */
export const plainNginx = (port: number, inside: string): Stand => ({
  by: 'nginx',
  config: ({ address, host }) => `server { listen ${address}:${port}; server_name ${host}; ${inside} }`,
});

function serverBlock({ address, second, ipv6, host, world }: Place, site: Site): string {
  const { certificate = 'server', authority = 'devices', verify = 'on', at = 'ipv4', port = 443, name = host } = site;
  const options = `ssl${site.http2 ? ' http2' : ''}${site.isDefault ? ' default_server' : ''}`;
  const asks = [`ssl_client_certificate ${world.file(`${authority}.crt`)};`, `ssl_verify_client ${verify};`, 'ssl_verify_depth 2;'];
  return `server {
    ${at === 'ipv4' || at === 'both' ? `listen ${address}:${port} ${options};` : ''}
    ${at === 'ipv6' || at === 'both' ? `listen [${ipv6}]:${port} ${options} ipv6only=on;` : ''}
    ${at === 'loopback' ? `listen 127.0.0.1:${port} ${options};` : ''}
    ${at === 'second' ? `listen ${second}:${port} ${options};` : ''}
    server_name ${name};
    ssl_certificate ${world.file(`${certificate}.crt`)};
    ssl_certificate_key ${world.file(`${certificate}.key`)};
    ssl_protocols ${site.tls === undefined ? 'TLSv1.2 TLSv1.3' : `TLSv${site.tls}`};
    ${site.isWatched ? `access_log ${world.file(askedFile)} asked;` : ''}
    ssl_session_cache off;
    ssl_session_tickets off;
    ${verify === null ? '' : asks.join('\n    ')}
    ${site.crl === undefined ? '' : `ssl_crl ${world.file(site.crl)};`}
    ${site.lines ?? ''}
    ${site.inside ?? passTo(homeAssistant)}
  }`;
}
