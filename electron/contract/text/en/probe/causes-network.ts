import type { CauseText } from './words.ts';

/** From the name to a secure connection. */
export const networkCausesEn = {
  'captive-portal': {
    text: 'This network answers in the place of {{host}} and wants you to log in first.',
    fix: 'Open any website in a browser, log in to this network (hotel, guest Wi-Fi), then test again.',
  },
  'name-not-found': {
    text: 'The name {{host}} has no address here.',
    fix: 'Check the spelling. If the name is right, see at your domain provider that it points to your home, and that this computer is online.',
  },
  'connection-refused': {
    text: 'The computer at {{address}} is there, but nothing listens on port {{port}}.',
    fix: 'Start {{proxy}}, and check that it listens on port {{port}}.\n{{lines}}',
  },
  'connection-timed-out': {
    text: 'Nobody answered at {{address}}, port {{port}}.',
    fix: 'Check that the proxy’s computer is on, that your router forwards port {{port}} to it, and that no firewall stands between. Some routers do not let you reach your own address from inside: try from another network too.',
  },
  'connection-failed': {
    text: 'There is no way from this network to {{address}} ({{error}}).',
    fix: 'Check that this computer is online. If the address is of another network, connect to that one or to its VPN first.',
  },
  'other-protocol': {
    text: 'On port {{port}} something answers that is no web server. It says: {{banner}}',
    fix: 'Check the port in the address, and what your router forwards it to.',
  },
  'tls-not-spoken': {
    text: 'Port {{port}} answers, but not with a secure connection. It is probably plain http.',
    fix: 'Use the port that the proxy serves https on, or let the proxy serve https on port {{port}}.',
  },
  'tls-version-old': {
    text: 'The server speaks only versions of TLS that phones gave up in 2020.',
    fix: 'Let {{proxy}} speak TLS 1.2 and 1.3. If it is too old for that, update it.\n{{lines}}',
  },
  'tls-no-common-cipher': {
    text: 'The server and this app have no cipher or kind of key in common, so no secure connection comes about. Phones will fare the same.',
    fix: 'Let {{proxy}} offer the usual ciphers, and give it a server certificate with an RSA or P-256 key.\n{{lines}}',
  },
  'server-name-unknown': {
    text: 'Something answers with TLS at this address, but it does not know the name {{host}}.',
    fix: 'Check that {{proxy}} has a site for {{host}} and took it over.\n{{lines}}',
  },
  'tls-inspected': {
    text: 'Somebody between here and your home opens the connection: the certificate comes from “{{issuer}}”, as antivirus programs and company networks do it. A device certificate cannot pass there.',
    fix: 'Exclude {{host}} from the HTTPS check of the antivirus program, or test from another network.',
  },
  'tls-failed': {
    text: 'The server broke off while the secure connection was being made ({{error}}).',
    fix: 'Look into the log of {{proxy}} at this very minute.\n{{lines}}',
  },
} as const satisfies Readonly<Record<string, CauseText>>;
