import type { CauseText } from './words.ts';

const anew = 'Issue a new certificate for this device and export it again.';

/** Why the door refuses a device. */
export const deviceCausesEn = {
  'device-certificate-unusable': {
    text: 'This computer cannot use the certificate of {{device}} ({{error}}). The server was not asked.',
    fix: 'Issue a new certificate for this device. If the bundle came from elsewhere, its key and certificate may not belong together.',
  },
  'device-revoked': {
    text: '{{device}} is revoked and the door refuses it, as it should.',
    fix: 'Nothing is left to do.',
  },
  'proxy-clock-wrong': {
    text: 'The proxy’s clock says {{clockThere}}, this computer’s says {{clockHere}}. By the proxy’s, the certificate of {{device}} is out of its dates ({{deviceFrom}} to {{deviceUntil}}).',
    fix: 'Set the clock of the computer on which {{proxy}} runs.\n{{lines}}',
  },
  'device-certificate-expired': {
    text: 'The certificate of {{device}} ended on {{deviceUntil}}.',
    fix: anew,
  },
  'device-certificate-not-yet-valid': {
    text: 'The certificate of {{device}} is valid from {{deviceFrom}} on; this computer’s clock says {{clockHere}}.',
    fix: 'Set the clock of this computer if it is wrong. Otherwise issue a new certificate for this device and export it again.',
  },
  'device-certificate-purpose': {
    text: 'The certificate of {{device}} is not meant for devices: its purposes lack “client authentication”. Perhaps it is a server’s.',
    fix: anew,
  },
  'device-certificate-name-like-host': {
    text: 'The name in the certificate of {{device}} looks like a website’s (it has a dot and no space), and your authority may vouch for no website. Many proxies refuse it therefore.',
    fix: 'Issue a new certificate for this device under a name without dots, and export it again.',
  },
  'device-key-refused': {
    text: 'The proxy does not take keys of the kind that {{device}} has ({{deviceKey}}).',
    fix: 'Issue a new certificate for this device with a P-256 or RSA-2048 key, and export it again.',
  },
  'authority-replaced': {
    text: 'The proxy still checks against an older authority of yours ({{accepted}}). {{device}} has its certificate from the new one ({{deviceIssuer}}).',
    fix: 'Copy the new ca.crt, from the folder that Latchkey saved, to {{proxy}}.\n{{lines}}',
  },
  'device-from-old-authority': {
    text: '{{device}} has its certificate from an older authority of yours ({{deviceIssuer}}). The proxy checks against the new one ({{accepted}}).',
    fix: anew,
  },
  'device-chain-missing': {
    text: 'The certificate of {{device}} comes from {{deviceIssuer}}, whose own certificate is not in the bundle. The proxy knows only the one above: {{accepted}}.',
    fix: 'Import the bundle again together with the certificate of {{deviceIssuer}}, and export it with its chain.',
  },
  'device-from-elsewhere': {
    text: '{{device}} has its certificate from {{deviceIssuer}}. The proxy checks against your authority ({{accepted}}), as it should.',
    fix: anew,
  },
  'wrong-authority-file': {
    text: 'The proxy checks against another authority: it accepts {{accepted}}, but {{device}} has its certificate from {{deviceIssuer}}.',
    fix: 'Copy ca.crt, from the folder that Latchkey saved, to {{proxy}}.\n{{lines}}',
  },
  'device-revoked-there': {
    text: 'The proxy’s list of revoked devices holds {{device}}, though it is not revoked here.',
    fix: 'If it was revoked on purpose, issue a new certificate for it. If not, copy the list from the folder that Latchkey saved to {{proxy}} once more.\n{{lines}}',
  },
  'crl-expired': {
    text: 'The proxy’s list of revoked devices (CRL) is out of date, and so it refuses everybody, {{device}} among them.',
    fix: 'Copy the list, as Latchkey writes it anew, to {{proxy}}.\n{{lines}}',
  },
  'crl-unknown-authority': {
    text: 'The proxy knows who issued the certificate of {{device}} and refuses it all the same. Most likely its list of revoked devices (CRL) is not of {{deviceIssuer}}, or lacks an authority of the chain.',
    fix: 'The list must hold one part for each authority. Copy ca.crl, from the folder that Latchkey saved, to {{proxy}}.\n{{lines}}',
  },
  'device-certificate-refused': {
    text: 'The server does not accept the certificate of {{device}}, and does not say why.',
    fix: 'The log of {{proxy}} does, at this very minute.\n{{lines}}',
  },
  'device-forbidden': {
    text: 'The door took the certificate of {{device}}, or did not look at it, and then forbade the visit (HTTP {{status}}).',
    fix: 'Look for rules that forbid by address, country or name, in {{proxy}} and in whatever stands before it.\n{{lines}}',
  },
} as const satisfies Readonly<Record<string, CauseText>>;
