import type { CauseText } from './words.ts';

/** Somebody gets in who should not. */
export const doorCausesEn = {
  'door-open-ipv6': {
    text: 'Over IPv6 ({{openAddresses}}) anybody gets in without a certificate, while IPv4 is locked.',
    fix: 'In {{file}}, {{proxy}} must listen for both in the same block that asks for the certificate. Take every other block for {{host}} out.\n{{lines}}',
  },
  'door-open-other-address': {
    text: '{{host}} has several addresses, and at {{openAddresses}} anybody gets in without a certificate.',
    fix: 'If another computer or another site of {{proxy}} answers there, it needs the same lines. If nothing of yours should be there, take that address out of the domain’s records.\n{{lines}}',
  },
  'door-open-by-default-site': {
    text: 'The proxy asks for a certificate only where no name is called. Where it is called {{host}}, it asks nobody.',
    fix: 'In {{file}}, the lines that lock must stand in the block of {{proxy}} that names {{host}}, not only in the default one.\n{{lines}}',
  },
  'door-open-unnamed': {
    text: 'Called {{host}}, the door is locked; called by its address alone, it lets anybody in.',
    fix: 'The site that {{proxy}} takes for callers without a name must refuse them.\n{{lines}}',
  },
  'door-open-optional': {
    text: 'The proxy asks for a certificate, but lets everybody pass who has none (HTTP {{status}}).',
    fix: 'Until this is mended, close the port on your router. In {{file}}, {{proxy}} must require the certificate, not merely ask for it.\n{{lines}}',
  },
  'door-open-not-asked': {
    text: 'Nobody is asked for a certificate, and everybody is passed on (HTTP {{status}}).',
    fix: 'Until this is mended, close the port on your router. In {{file}}, where {{proxy}} serves {{host}}, these lines must stand. If they do, it did not take them over yet, or another site of it answers first.\n{{lines}}',
  },
  'door-open-http': {
    text: 'Beside the locked door, http://{{host}} (port 80) shows Home Assistant to anybody, without encryption.',
    fix: 'Close port 80 on your router, or let {{proxy}} do nothing there but send visitors on to https.\n{{lines}}',
  },
  'door-open-direct': {
    text: 'Beside the locked door, Home Assistant itself answers anybody at http://{{host}}:8123.',
    fix: 'Take the forwarding of port 8123 out of your router. The proxy reaches Home Assistant inside your network; nobody else needs that port.',
  },
  'door-open-any-certificate': {
    text: 'The certificate of {{device}} is valid from {{deviceFrom}} to {{deviceUntil}}, the proxy’s clock says {{clockThere}}, and yet it opened the door: the proxy wants a certificate, but checks none.',
    fix: 'Anybody can make a certificate of their own and get in. Close the port on your router until {{proxy}} checks them against your authority.\n{{lines}}',
  },
  'revoked-device-let-in': {
    text: '{{device}} is revoked, but the proxy does not know it yet.',
    fix: 'Copy the list of revoked devices to {{proxy}}; Home says which files belong to it. Then test again.\n{{lines}}',
  },
} as const satisfies Readonly<Record<string, CauseText>>;
