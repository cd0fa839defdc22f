import { cloudflarePlacesEn as places } from '../cloudflare-places.ts';
import type { CauseText } from './words.ts';

const { menus, settings, clientCertificate } = places;
const rule = `${menus.securityRules}: the rule that Latchkey shows for this home`;

/** What Cloudflare says in the place of your home. */
export const cloudflareCausesEn = {
  'cloudflare-host-not-associated': {
    text: 'Cloudflare asks nobody for a certificate at {{host}}.',
    fix: `In ${menus.clientCertificates}, under ${clientCertificate.hosts}, add {{host}} and save. It takes a minute or two.`,
  },
  'cloudflare-rule-missing': {
    text: 'Cloudflare asks for a certificate at {{host}}, but no rule blocks who has none.',
    fix: `${rule} must be there, switched on, and name {{host}}. A rule for another host does nothing here.`,
  },
  'cloudflare-revoked-check-missing': {
    text: '{{device}} is revoked, but the rule at Cloudflare does not look for that and lets it in.',
    fix: `${rule} must say this.\n(http.host eq "{{host}}") and (not cf.tls_client_auth.cert_verified or cf.tls_client_auth.cert_revoked)`,
  },
  'cloudflare-bypassed': {
    text: '{{host}} leads to {{address}}, past Cloudflare. The rule there guards nothing.',
    fix: 'In the DNS records of your domain, {{host}} must be “Proxied” (the orange cloud), and your router must forward no port to Home Assistant. If only your own network leads there, test from another one.',
  },
  'cloudflare-edge-certificate-missing': {
    text: 'Cloudflare has no certificate for {{host}}. It makes one for names one level below your domain only.',
    fix: 'Use a name such as ha.example.org instead of one with another dot in front, or order an advanced certificate for it.',
  },
  'cloudflare-device-blocked': {
    text: 'Cloudflare asks for a certificate and blocks {{device}} all the same: it does not know this certificate, it was revoked there, or another rule blocks it.',
    fix: `See in ${menus.clientCertificates} that the certificate of {{device}} is listed and active. Security › Events names the rule that blocked.`,
  },
  'cloudflare-dns-error': {
    text: 'Cloudflare does not find where {{host}} leads (HTTP {{status}}): its record points to nothing, or to Cloudflare itself.',
    fix: `In the DNS records of your domain, {{host}} must point to your tunnel. Deleting it and adding the hostname again in ${menus.tunnels} puts that right.`,
  },
  'cloudflare-tunnel-down': {
    text: 'Cloudflare has no connection to your tunnel (HTTP {{status}}).',
    fix: `Start the Cloudflared add-on or service at home and see its log. ${menus.tunnels} must show the tunnel as healthy.`,
  },
  'cloudflare-origin-unreachable': {
    text: 'Cloudflare does not reach your home (HTTP {{status}}): it is off, or your router or firewall keeps Cloudflare out.',
    fix: 'Check that the proxy runs, that your router forwards the port, and that the address in the DNS record is still yours.',
  },
  'cloudflare-origin-tls': {
    text: 'Cloudflare reaches your home, but does not accept its certificate (HTTP {{status}}).',
    fix: `${menus.encryption}: with “${settings.fullStrict}” the proxy at home needs a public certificate or one of Cloudflare’s origin authority. In a tunnel, let its service be http, or switch “No TLS Verify” on.`,
  },
  'cloudflare-access': {
    text: 'Cloudflare Access wants a login first ({{location}}). The app cannot fill it in.',
    fix: 'In Zero Trust › Access › Applications, take {{host}} out. The device certificate does its work.',
  },
  'cloudflare-challenge': {
    text: 'Cloudflare sets visitors a riddle for browsers, which the app cannot solve.',
    fix: 'Switch Bot Fight Mode and “I’m Under Attack” off for {{host}}, or add a rule that skips them. Our own rule must say “Block”, not “Managed Challenge”.',
  },
  'cloudflare-websockets-off': {
    text: 'Pages come through Cloudflare, but the live connection does not (HTTP {{liveStatus}}).',
    fix: `${menus.websockets}: switch “${settings.websockets}” on.`,
  },
} as const satisfies Readonly<Record<string, CauseText>>;
