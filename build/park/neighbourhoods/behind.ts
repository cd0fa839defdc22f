import { faulty, overBoth, type Scenario } from '../scenario.ts';
import { apache } from '../stands/apache.ts';
import { caddy } from '../stands/caddy.ts';
import { haproxy } from '../stands/haproxy.ts';
import { homeAssistant, nginx, passTo } from '../stands/nginx.ts';
import { house, type Page, says } from '../stands/ours.ts';

const other = faulty('not-home-assistant');
const real = { needsRealHome: true };
const nobody = 'http://127.0.0.1:9';

/** A page behind a door that is locked as it should be. */
const page = (answer: Page) => house({ answer: () => says(answer) });

/** The device is let in; what it finds there is not what it wants. */
export const behind: readonly Scenario[] = [
  ...overBoth((tls) => other('down-nginx', 'home-assistant-down', [nginx({ tls, inside: passTo(nobody) })])),
  other('down-haproxy', 'home-assistant-down', [haproxy({ backend: 'nobody' })]),
  other('down-caddy', 'home-assistant-down', [caddy({ upstream: '127.0.0.1:9' })]),
  other('down-apache', 'home-assistant-down', [apache({ passes: 'ProxyPass / http://127.0.0.1:9/' })]),
  other('starting', 'home-assistant-starting', [
    page({ status: 503, body: '<html><body>Service starting</body></html>', headers: { 'retry-after': '10' } }),
  ]),
  // The Supervisor's landing page, which answers before Home Assistant was downloaded.
  other('landing-page', 'home-assistant-starting', [
    page({
      status: 200,
      body: '<!DOCTYPE html><html><head><title>Home Assistant</title></head><body><ha-landing-page>Preparing Home Assistant</ha-landing-page></body></html>',
    }),
  ]),
  ...overBoth((tls) =>
    other('forwarded', 'forwarded-headers-refused', [nginx({ tls, inside: passTo(homeAssistant, 'proxy_bind 127.0.0.66;') })], real),
  ),
  other('banned', 'ip-banned', [nginx({ inside: passTo(homeAssistant).replace('$proxy_add_x_forwarded_for', '203.0.113.66') })], real),
  other('onboarding', 'onboarding-not-done', [nginx({ inside: passTo('http://127.0.0.1:8124') })], real),
  other('basic-login', 'login-in-front', [
    nginx({ inside: `location / { auth_basic "Lindenweg"; auth_basic_user_file /dev/null; proxy_pass ${homeAssistant}; }` }),
  ]),
  other('authelia', 'login-in-front', [
    page({
      status: 302,
      body: '',
      headers: { location: 'https://auth.home.example/?rd=https%3A%2F%2Fha.home.example%2Fmanifest.json&rm=GET' },
    }),
  ]),
  other('authentik', 'login-in-front', [
    page({
      status: 302,
      body: '',
      headers: {
        location:
          'https://auth.home.example/application/o/authorize/?client_id=x&redirect_uri=https%3A%2F%2Fha.home.example%2Foutpost.goauthentik.io%2Fcallback',
        server: 'authentik',
      },
    }),
  ]),
  ...overBoth((tls) =>
    other('redirected', 'redirected-elsewhere', [nginx({ tls, inside: 'return 301 https://www.home.example$request_uri;' })]),
  ),
  other('upstream-https', 'upstream-wants-https', [
    nginx({ inside: passTo('http://127.0.0.1:8443') }),
    {
      by: 'nginx',
      config: ({ world }) =>
        `server { listen 127.0.0.1:8443 ssl; ssl_certificate ${world.file('server.crt')}; ssl_certificate_key ${world.file('server.key')}; }`,
    },
  ]),
  other('other-site', 'other-answer', [nginx({ inside: 'return 200 "<html><title>It works!</title></html>";' })]),
  other('not-found', 'other-answer', [nginx({ inside: 'return 404;' })]),
  other('mute', 'no-http-answer', [house({ answer: () => (request) => void request.socket.resume() })], {
    limits: { stepMs: 1_500, totalMs: 12_000 },
  }),
  ...overBoth((tls) => faulty('unclear')('limited', 'rate-limited', [nginx({ tls, inside: 'location / { return 429; }' })])),
];
