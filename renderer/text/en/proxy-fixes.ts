import type { ProxyTarget } from '../../../electron/contract/deploy.ts';

/** What is pasted on a proxy to mend something: commands for a terminal, or lines of its configuration. */
export type FixKind = 'restart' | 'log' | 'lock' | 'authority' | 'webSocket';

const nginxWebSocket = 'proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\nproxy_set_header Connection "upgrade";';
const copyAuthority = 'sudo install -m 644 ca.crt {{folder}}/ca.crt';

/** The lines for each proxy; empty where there is nothing to paste. */
export const proxyFixesEn = {
  nginx: {
    restart: 'sudo nginx -t && sudo systemctl restart nginx',
    log: 'sudo tail -n 20 /var/log/nginx/error.log',
    lock: 'ssl_client_certificate {{folder}}/ca.crt;\nssl_verify_client on;',
    authority: `${copyAuthority}\nsudo nginx -t && sudo systemctl reload nginx`,
    webSocket: nginxWebSocket,
  },
  'nginx-proxy-manager': { restart: '', log: '', lock: '', authority: '', webSocket: nginxWebSocket },
  caddy: {
    restart: 'sudo caddy validate --adapter caddyfile --config /etc/caddy/Caddyfile && sudo systemctl restart caddy',
    log: 'sudo journalctl -u caddy -n 20',
    lock: 'client_auth {\n    mode require_and_verify',
    authority: `${copyAuthority}\nsudo systemctl restart caddy`,
    webSocket: '',
  },
  traefik: {
    restart: '',
    log: '',
    lock: 'clientAuth:\n  caFiles:\n    - {{folder}}/ca.crt\n  clientAuthType: RequireAndVerifyClientCert',
    authority: `${copyAuthority}\nsudo systemctl restart traefik`,
    webSocket: '',
  },
  haproxy: {
    restart: 'sudo haproxy -c -f /etc/haproxy/haproxy.cfg -f /etc/haproxy/conf.d && sudo systemctl restart haproxy',
    log: 'sudo journalctl -u haproxy -n 20',
    lock: 'ca-file {{folder}}/ca.crt verify required',
    authority: `${copyAuthority}\nsudo haproxy -c -f /etc/haproxy/haproxy.cfg -f /etc/haproxy/conf.d && sudo systemctl restart haproxy`,
    webSocket: '',
  },
  apache: {
    restart: 'sudo apache2ctl configtest && sudo systemctl restart apache2',
    log: 'sudo tail -n 20 /var/log/apache2/error.log',
    lock: 'SSLCACertificateFile {{folder}}/ca.crt\nSSLVerifyClient require',
    authority: `${copyAuthority}\nsudo apache2ctl configtest && sudo systemctl restart apache2`,
    webSocket: '',
  },
  'home-assistant': {
    restart: '',
    log: '',
    lock: 'http:\n  ssl_peer_certificate: {{folder}}/ca.crt',
    authority: 'install -m 644 ca.crt {{folder}}/ca.crt\nha core restart',
    webSocket: '',
  },
} as const satisfies Readonly<Record<ProxyTarget, Readonly<Record<FixKind, string>>>>;
