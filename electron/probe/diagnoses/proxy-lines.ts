import type { ProxyTarget } from '../../contract/deploy.ts';

/** What lines of a proxy's configuration bring about. */
export type ConfigurationRemedy =
  | 'lock'
  | 'lockDefault'
  | 'listenBoth'
  | 'redirect'
  | 'serverChain'
  | 'protocols'
  | 'http1'
  | 'noHttp3'
  | 'upstream'
  | 'upstreamTls'
  | 'webSocket';

interface ProxyLines {
  readonly title: string;
  /** Where its lines for a home stand, as Latchkey puts them there. */
  readonly file: string;
  /** Checks and takes over what was changed. */
  readonly apply: string;
  readonly restart: string;
  readonly log: string;
  readonly clock: string;
  /** Copies one of the files that Latchkey saved into the proxy's folder. */
  readonly copy: string;
  /** The same for a server certificate of ours, with its key. */
  readonly copyServer: string;
  /** The file that Latchkey saved for it, where that is put in place whole; null where it is pasted by hand. */
  readonly configuration: string | null;
  readonly lines: Readonly<Partial<Record<ConfigurationRemedy, string>>>;
}

const copy = 'sudo install -m 644 {name} {folder}/{name}';
const copyServer = 'sudo install -m 644 server.crt {folder}/server.crt\nsudo install -m 600 server.key {folder}/server.key';
const clock = 'timedatectl\nsudo timedatectl set-ntp true';

const nginxLines = {
  lock: 'ssl_client_certificate {folder}/ca.crt;\nssl_verify_client on;',
  lockDefault:
    'server {\n    listen {port} ssl default_server;\n    listen [::]:{port} ssl default_server;\n    ssl_reject_handshake on;\n}',
  listenBoth: 'listen {port} ssl;\nlisten [::]:{port} ssl;',
  redirect: 'server {\n    listen 80;\n    listen [::]:80;\n    server_name {host};\n    return 301 https://$host$request_uri;\n}',
  serverChain: 'ssl_certificate /etc/letsencrypt/live/{host}/fullchain.pem;',
  protocols: 'ssl_protocols TLSv1.2 TLSv1.3;\nssl_ciphers HIGH:!aNULL:!MD5;',
  noHttp3: '# take these out:\n# listen {port} quic;\n# add_header Alt-Svc …;',
  upstream: 'proxy_pass {upstream};',
  upstreamTls: 'proxy_pass https://{upstreamHost};',
  webSocket:
    'proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\nproxy_set_header Connection "upgrade";\nproxy_read_timeout 1d;',
} as const;

const haproxyApply = 'sudo haproxy -c -f /etc/haproxy/haproxy.cfg -f /etc/haproxy/conf.d && sudo systemctl restart haproxy';

/** One entry a proxy; what it has no line for is left out. */
export const proxyLines: Readonly<Record<ProxyTarget, ProxyLines>> = {
  nginx: {
    title: 'nginx',
    file: '/etc/nginx/conf.d/latchkey-{slug}.conf',
    apply: 'sudo nginx -t && sudo systemctl reload nginx',
    restart: 'sudo nginx -t && sudo systemctl restart nginx',
    log: 'sudo tail -n 20 /var/log/nginx/error.log',
    clock,
    copy,
    copyServer,
    configuration: 'latchkey.conf',
    lines: nginxLines,
  },
  'nginx-proxy-manager': {
    title: 'Nginx Proxy Manager',
    file: 'Custom Nginx Configuration',
    apply: 'docker compose exec app nginx -t && docker compose exec app nginx -s reload',
    restart: 'docker compose restart app',
    log: 'docker compose logs --tail 20 app',
    clock,
    // What the container knows as /data often is ./data beside docker-compose.yml.
    copy: 'docker compose cp {name} app:{folder}/{name}',
    copyServer: '# SSL Certificates: give the one for {host} the files server.crt and server.key',
    configuration: null,
    // Its server block serves port 80 too, where nginx asks nobody: no single line locks that.
    lines: { webSocket: nginxLines.webSocket },
  },
  caddy: {
    title: 'Caddy',
    file: '/etc/caddy/latchkey-{slug}.caddy',
    apply: 'sudo caddy validate --adapter caddyfile --config /etc/caddy/Caddyfile && sudo systemctl reload caddy',
    restart: 'sudo systemctl restart caddy',
    log: 'sudo journalctl -u caddy -n 20',
    clock,
    copy: 'sudo install -m 640 -g caddy {name} {folder}/{name}',
    copyServer: 'sudo install -m 640 -g caddy server.crt {folder}/server.crt\nsudo install -m 640 -g caddy server.key {folder}/server.key',
    configuration: 'latchkey.caddy',
    lines: {
      lock: 'tls {\n    client_auth {\n        mode require_and_verify\n        trusted_ca_cert_file {folder}/ca.crt\n    }\n}',
      lockDefault: '{\n    servers {\n        strict_sni_host on\n    }\n}',
      redirect: '# take the site out that begins with\n# http://{host}',
      serverChain: 'tls /etc/letsencrypt/live/{host}/fullchain.pem /etc/letsencrypt/live/{host}/privkey.pem',
      protocols: 'tls {\n    protocols tls1.2 tls1.3\n}',
      http1: '{\n    servers {\n        protocols h1 h2\n    }\n}',
      noHttp3: '{\n    servers {\n        protocols h1 h2\n    }\n}',
      upstream: 'reverse_proxy {upstream}',
      upstreamTls: 'reverse_proxy https://{upstreamHost} {\n    transport http {\n        tls_insecure_skip_verify\n    }\n}',
    },
  },
  traefik: {
    title: 'Traefik',
    file: '/etc/traefik/dynamic/latchkey-{slug}.yaml',
    apply: 'sudo systemctl restart traefik && sudo journalctl -u traefik -n 20',
    restart: 'sudo systemctl restart traefik',
    log: 'sudo journalctl -u traefik -n 20',
    clock,
    copy,
    copyServer,
    configuration: 'latchkey.yaml',
    lines: {
      lock: 'clientAuth:\n  clientAuthType: RequireAndVerifyClientCert\n  caFiles:\n    - {folder}/ca.crt',
      lockDefault: 'tls:\n  options:\n    default:\n      sniStrict: true',
      redirect:
        '# in traefik.yaml, under the entry point of port 80\nhttp:\n  redirections:\n    entryPoint:\n      to: websecure\n      scheme: https',
      serverChain:
        'tls:\n  certificates:\n    - certFile: /etc/letsencrypt/live/{host}/fullchain.pem\n      keyFile: /etc/letsencrypt/live/{host}/privkey.pem',
      protocols: 'minVersion: VersionTLS12',
      http1: 'alpnProtocols:\n  - h2\n  - http/1.1',
      noHttp3: '# in traefik.yaml, take out under the entry point\n# http3: {}',
      upstream: 'servers:\n  - url: "{upstream}"',
      upstreamTls: 'servers:\n  - url: "https://{upstreamHost}"',
    },
  },
  haproxy: {
    title: 'HAProxy',
    file: '/etc/haproxy/conf.d/latchkey-{slug}.cfg',
    apply: haproxyApply,
    restart: haproxyApply,
    log: 'sudo journalctl -u haproxy -n 20',
    clock,
    copy,
    copyServer: copyServer.replaceAll('server.key', 'server.crt.key'),
    configuration: 'latchkey.cfg',
    lines: {
      lock: '# on every bind line of port {port}\nca-file {folder}/ca.crt crl-file {folder}/ca.crl verify required',
      lockDefault: '# on every bind line of port {port}\nstrict-sni',
      listenBoth: '# two bind lines with the same words after the port\nbind :{port} …\nbind :::{port} v6only …',
      redirect: 'http-request redirect scheme https unless { ssl_fc }',
      serverChain: '# chain and key in one file\nbind :{port} ssl crt /etc/haproxy/certs/{host}.pem …',
      protocols: '# on every bind line of port {port}\nssl-min-ver TLSv1.2',
      http1: '# on every bind line of port {port}\nalpn h2,http/1.1',
      noHttp3: '# take the bind line out that begins with\n# bind quic',
      upstream: 'server home {upstreamHost}',
      upstreamTls: 'server home {upstreamHost} ssl verify none',
      webSocket: '# in the backend\nmode http\ntimeout tunnel 1d',
    },
  },
  apache: {
    title: 'Apache',
    file: '/etc/apache2/sites-available/latchkey-{slug}.conf',
    apply: 'sudo apache2ctl configtest && sudo systemctl restart apache2',
    restart: 'sudo apache2ctl configtest && sudo systemctl restart apache2',
    log: 'sudo tail -n 20 /var/log/apache2/error.log',
    clock,
    copy,
    copyServer,
    configuration: 'latchkey.conf',
    lines: {
      lock: 'SSLCACertificateFile {folder}/ca.crt\nSSLVerifyClient require',
      lockDefault: 'SSLStrictSNIVHostCheck on',
      listenBoth: '<VirtualHost *:{port}>',
      redirect: '<VirtualHost *:80>\n    ServerName {host}\n    Redirect permanent / https://{host}/\n</VirtualHost>',
      serverChain: 'SSLCertificateFile /etc/letsencrypt/live/{host}/fullchain.pem',
      protocols: 'SSLProtocol -all +TLSv1.2 +TLSv1.3',
      http1: 'Protocols h2 http/1.1',
      upstream: 'ProxyPass "/" "{upstream}/" nocanon upgrade=websocket timeout=86400',
      upstreamTls: 'SSLProxyEngine on\nProxyPass "/" "https://{upstreamHost}/" nocanon upgrade=websocket timeout=86400',
      webSocket: 'ProxyPass "/" "{upstream}/" nocanon upgrade=websocket timeout=86400',
    },
  },
  'home-assistant': {
    title: 'Home Assistant',
    file: 'configuration.yaml',
    apply: 'ha core check && ha core restart',
    restart: 'ha core restart',
    log: 'ha core logs | tail -n 20',
    clock: 'date',
    copy: 'install -m 644 {name} {folder}/{name}',
    copyServer: copyServer.replaceAll('sudo ', ''),
    configuration: null,
    lines: {
      lock: 'http:\n  ssl_peer_certificate: {folder}/ca.crt',
      serverChain: 'http:\n  ssl_certificate: /ssl/fullchain.pem\n  ssl_key: /ssl/privkey.pem',
      protocols: 'http:\n  ssl_profile: intermediate',
    },
  },
};
