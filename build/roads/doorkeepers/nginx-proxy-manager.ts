import { readFileSync } from 'node:fs';
import { mainConfiguration } from '../../../e2e/support/nginx.ts';
import { type Doorkeeper, everything, find, type Written } from '../doorkeeper.ts';
import { freePort } from '../servers.ts';
import type { Site } from '../site.ts';

/** Nginx Proxy Manager comes as a container only: its nginx, with a server block as its templates write one. */
export const nginxProxyManager: Doorkeeper = {
  name: 'nginx-proxy-manager',
  target: 'nginx-proxy-manager',
  program: 'nginx',
  versionArgs: ['-v'],
  // It keeps sessions over a reload, and the app says so.
  offers: { ...everything, freshSessions: false },
  furnish: async (site) => {
    site.put('http-port', String(await freePort()));
    site.stub('nginx', `exec ${await find('nginx')} -e stderr -c "$ROOT/nginx.conf" "$@"`);
    site.stub('docker', '[ "$1 $2 $3" = "compose exec app" ] || exit 1\nshift 3\nexec "$@"');
    site.stub('serve', 'exec nginx -g "daemon off;"');
  },
  clicks: (folder) => ({
    install: [`mkdir -p ${folder}`, `cp ca.crt ca.crl ${folder}`, 'cp server.crt server.key ../state'],
    check: ['nginx -t'],
    undo: [`rm ${folder}/ca.crt ${folder}/ca.crl`],
  }),
  finish: (site, written) => {
    site.put('nginx.conf', mainConfiguration(serverBlock(site, written), site.at('state')));
  },
};

/** What stands around the pasted text in the templates of github.com/NginxProxyManager/nginx-proxy-manager, as far as it matters here. */
function serverBlock(site: Site, { wish }: Written): string {
  const { hostname, port } = new URL(wish.url);
  const upstream = new URL(wish.upstream);
  const http = readFileSync(site.at('http-port'), 'utf8');
  return `
    proxy_http_version 1.1;
    client_max_body_size 2000m;
    server {
      set $forward_scheme ${upstream.protocol.replace(':', '')};
      set $server "${upstream.hostname}";
      set $port ${upstream.port};
      listen ${http};
      listen [::]:${http};
      listen ${port} ssl http2;
      listen [::]:${port} ssl http2;
      server_name ${hostname};
      ssl_session_timeout 5m;
      ssl_session_cache shared:SSL:50m;
      ssl_protocols TLSv1.2 TLSv1.3;
      ssl_certificate ${site.at('state/server.crt')};
      ssl_certificate_key ${site.at('state/server.key')};
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $http_connection;
      include ${site.at('desk/latchkey.conf')};
      location / {
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-Scheme $scheme;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Real-IP $remote_addr;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $http_connection;
        proxy_pass $forward_scheme://$server:$port$request_uri;
      }
    }`;
}
