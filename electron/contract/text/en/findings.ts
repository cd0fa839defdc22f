import type { FindingCode } from '../../entities.ts';

/** What a check of a certificate found before it was issued, and what to do. Facts as electron/pki/lint.ts gives them. */
export const findingsEn = {
  'san-missing': {
    what: 'The certificate names no address.',
    fix: 'Add the name or address that phones open.',
  },
  'san-lacks-home': {
    what: 'The certificate does not cover {{host}}, the address of this home.',
    fix: 'Add {{host}} to the names.',
  },
  'san-wildcard-shape': {
    what: 'Phones refuse {{name}}: a wildcard needs a domain of at least two parts.',
    fix: 'Write the full name instead.',
  },
  'san-outside-authority': {
    what: 'This home’s server authority may not vouch for {{name}}.',
    fix: 'Remove {{name}}, or make a new server authority that covers it.',
  },
  'validity-too-long': {
    what: 'iPhones refuse a server certificate that is valid for {{validityDays}} days.',
    fix: 'Choose {{max}} days or fewer.',
  },
  'validity-beyond-authority': {
    what: 'The authority ends in {{days}} days, and the certificate ends with it.',
    fix: 'Issue it for the shorter time, or make a new authority first.',
  },
  'authority-ended': {
    what: 'The authority is no longer valid, so nothing that it signs would be trusted.',
    fix: 'Make a new authority.',
  },
  'curve-unproved-on-phones': {
    what: 'Nobody has confirmed yet that phones take {{curve}}.',
    fix: 'Choose P-256 or RSA-2048 where a phone uses this certificate.',
  },
  'common-name-looks-like-host': {
    what: '“{{name}}” reads like the name of a website, which a device certificate must not bear.',
    fix: 'Nothing to do: the certificate says “{{commonName}}”.',
  },
} as const satisfies Record<FindingCode, { readonly what: string; readonly fix: string }>;
