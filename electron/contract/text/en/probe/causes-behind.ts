import type { CauseText } from './words.ts';

/** What answers behind the door, and what the app keeps open through it. */
export const behindCausesEn = {
  'rate-limited': {
    text: 'The server says that it was asked too often (HTTP 429) and answers nothing else.',
    fix: 'Wait a quarter of an hour, then test again. If it stays so, look for a limit in {{proxy}} or in whatever stands before it.\n{{lines}}',
  },
  'login-in-front': {
    text: 'Behind the door stands a login page that is not Home Assistant’s (HTTP {{status}}). The app cannot fill it in.',
    fix: 'Take the login out for {{host}}: the device certificate does its work. Home Assistant asks for a password all the same.',
  },
  'upstream-wants-https': {
    text: 'The proxy calls Home Assistant by http, but Home Assistant wants https there.',
    fix: 'Let {{proxy}} call it by https, or take ssl_certificate out of Home Assistant’s configuration.\n{{lines}}',
  },
  'forwarded-headers-refused': {
    text: 'Home Assistant answers, but does not trust the proxy in front of it.',
    fix: 'Put these lines into configuration.yaml, with the address of the proxy as Home Assistant’s log names it, and restart Home Assistant.\nhttp:\n  use_x_forwarded_for: true\n  trusted_proxies:\n    - 127.0.0.1\n    - ::1',
  },
  'ip-banned': {
    text: 'Home Assistant has banned the address from which this visit came, after too many wrong passwords.',
    fix: 'Take the address out of ip_bans.yaml, beside configuration.yaml, and restart Home Assistant. If it is the proxy’s own address, Home Assistant does not see who calls: these lines are missing.\nhttp:\n  use_x_forwarded_for: true\n  trusted_proxies:\n    - 127.0.0.1\n    - ::1',
  },
  'home-assistant-starting': {
    text: 'Home Assistant is not ready yet (HTTP {{status}}).',
    fix: 'Wait until it has started, then test again. A first start or an update takes up to twenty minutes.',
  },
  'home-assistant-down': {
    text: 'The proxy works, but does not reach Home Assistant (HTTP {{status}}).',
    fix: 'Start Home Assistant. If it runs, try from the computer of {{proxy}} whether it is found, and see in the log what went wrong.\n{{lines}}',
  },
  'onboarding-not-done': {
    text: 'Home Assistant is new here: nobody has made the first account yet. Whoever comes first would own it.',
    fix: 'Open it in a browser at home and make the first account. Then test again.',
  },
  'redirected-elsewhere': {
    text: 'Instead of answering, the server sends visitors on to {{location}}.',
    fix: 'If that is the right address of your home, use it in Latchkey and in the app. If not, take the redirect out of the proxy.',
  },
  'other-answer': {
    text: 'The answer is not Home Assistant’s (HTTP {{status}}).',
    fix: 'Check the address, and that {{proxy}} passes requests for {{host}} on to Home Assistant.\n{{lines}}',
  },
  'no-http-answer': {
    text: 'A secure connection was made, but no answer came ({{error}}).',
    fix: 'Check that {{proxy}} passes requests on to Home Assistant, and that port {{port}} serves a website at all.\n{{lines}}',
  },
  'http2-only': {
    text: 'The server speaks HTTP/2 and nothing else. Home Assistant’s live connection (WebSocket) needs HTTP/1.1.',
    fix: 'Let {{proxy}} offer both.\n{{lines}}',
  },
  'websocket-upgrade-dropped': {
    text: 'The proxy answers the live connection as if it were a page (HTTP {{liveStatus}}).',
    fix: 'Let {{proxy}} pass on WebSocket connections where it passes requests to Home Assistant.\n{{lines}}',
  },
  'websocket-forbidden': {
    text: 'Pages come through, but the live connection is forbidden (HTTP {{liveStatus}}).',
    fix: 'Look for a rule about /api/websocket in {{proxy}}, or for a login in front of it.\n{{lines}}',
  },
  'websocket-gateway': {
    text: 'Pages come through, but for the live connection the proxy does not reach Home Assistant (HTTP {{liveStatus}}).',
    fix: '{{proxy}} must pass /api/websocket on to the same address as everything else. Try whether that is found, and see in the log what went wrong.\n{{lines}}',
  },
  'websocket-silent': {
    text: 'The live connection was opened, but Home Assistant’s greeting did not come through ({{error}}).',
    fix: 'Test again in a minute. If it stays so, switch off buffering and time limits below one minute where {{proxy}} passes requests on.\n{{lines}}',
  },
  'webhook-blocked': {
    text: '{{device}} sees Home Assistant, but what it sends in the background (location, sensors) does not arrive ({{webhookStatus}}).',
    fix: 'Look for a rule about POST or /api/webhook/ in {{proxy}} and in whatever stands before it.\n{{lines}}',
  },
  'webhook-shut-to-services': {
    text: 'Webhooks should be open to services without a certificate, but they are shut ({{serviceStatus}}).',
    fix: 'The configuration at the door is not the one that Latchkey wrote. Put that one in place again.\n{{lines}}',
  },
  'stranger-outcome-unclear': {
    text: 'What the server said to a stranger proves neither that it is locked nor that it is open.',
    fix: 'Test again in a minute. If it stays so, see in {{file}} that {{proxy}} requires a certificate.\n{{lines}}',
  },
  'no-device-chosen': {
    text: 'Only a stranger knocked. Whether the door is locked shows when somebody with a certificate is let in.',
    fix: 'Choose a device and test again.',
  },
  'http3-offered': {
    text: 'The server also offers HTTP/3, a way of its own that this test does not take. Phones may, and may find another door there.',
    fix: 'Switch HTTP/3 off: with device certificates it makes trouble.\n{{lines}}',
  },
} as const satisfies Readonly<Record<string, CauseText>>;
