import type { FileFindingCode } from '../../inspection.ts';

/** What phones and proxies make of a file as it is, and what to do. Facts as electron/pki/lint-file.ts gives them. */
export const fileFindingsEn = {
  'bundle-form-refused': {
    what: 'Key and certificate are here, but phones take them as PKCS#12 (.p12) only.',
    fix: 'Save key and certificate again in the Compatible form.',
  },
  'bundle-encryption-refused': {
    what: 'Many iPhones and Macs, and Android up to 13, call the right passphrase wrong, since they cannot read this encryption: {{encryption}}.',
    fix: 'Save key and certificate again in the Compatible form.',
  },
  'bundle-encryption-obsolete': {
    what: 'OpenSSL 3, and whatever is built on it, refuses this encryption: {{encryption}}.',
    fix: 'Save key and certificate again in the Compatible form.',
  },
  'bundle-mac-refused': {
    what: 'Many iPhones and Macs call the right passphrase wrong, since they cannot read this integrity check: {{mac}}.',
    fix: 'Save key and certificate again in the Compatible form.',
  },
  'bundle-mac-unread': {
    what: 'Next to nothing reads this integrity check yet, and calls the right passphrase wrong: {{mac}}.',
    fix: 'Save key and certificate again in the Compatible form.',
  },
  'bundle-mac-missing': {
    what: 'The bundle carries no integrity check: nobody can tell whether it was changed.',
    fix: 'Save key and certificate again, if you trust where the file came from.',
  },
  'bundle-iterations-refused': {
    what: 'Windows stops at {{max}} rounds of key derivation; this bundle asks for {{iterations}}.',
    fix: 'Save key and certificate again, in either form.',
  },
  'bundle-passphrase-empty': {
    what: 'The passphrase is empty. There are two ways to write that; iPhones read one, Macs the other, and watches refuse both.',
    fix: 'Save key and certificate again under a new passphrase.',
  },
  'bundle-key-missing': {
    what: 'There is no private key inside: with certificates alone a device cannot prove who it is.',
    fix: 'Export it again from where it came, with the private key.',
  },
  'bundle-several-keys': {
    what: 'There are {{count}} keys inside. The Home Assistant app takes the first one alone.',
    fix: 'Save each of them in a file of its own.',
  },
  'key-unprotected': {
    what: 'The private key is not encrypted: whoever gets the file has the key.',
    fix: 'Save key and certificate again under a passphrase.',
  },
  'key-refused': {
    what: 'Phones refuse {{key}} keys.',
    fix: 'Issue a new certificate with P-256 or RSA-2048.',
  },
  'key-unproved-on-phones': {
    what: 'Nobody has confirmed yet that phones take {{key}}.',
    fix: 'Choose P-256 or RSA-2048 where a phone uses this certificate.',
  },
  'key-too-short': {
    what: 'Phones refuse {{key}}: RSA needs 2048 bits or more.',
    fix: 'Issue a new certificate with P-256 or RSA-2048.',
  },
  'key-of-authority': {
    what: 'This is the key of the authority “{{name}}”: whoever has it can make new devices.',
    fix: 'Keep it as a backup. Never put it on a phone.',
  },
  'key-without-certificate': {
    what: 'No certificate in this file belongs to its {{key}} key.',
    fix: 'Add the certificate that was issued for this key.',
  },
  'certificate-expired': {
    what: '“{{name}}” ended on {{date}}.',
    fix: 'Issue a new certificate.',
  },
  'certificate-not-yet-valid': {
    what: '“{{name}}” begins on {{date}}.',
    fix: 'Wait until then, or check the clock of this computer.',
  },
  'certificate-signature-refused': {
    what: 'Phones and proxies refuse the signature of “{{name}}”: {{signature}}.',
    fix: 'Issue it again; SHA-256 is what everybody reads.',
  },
  'certificate-version-refused': {
    what: '“{{name}}” is of version {{version}} and cannot say what it is for; iPhones refuse it.',
    fix: 'Issue a new certificate of version 3.',
  },
  'certificate-issuer-missing': {
    what: 'The certificate of the issuer of “{{name}}” is not inside: {{issuer}}.',
    fix: 'Save key and certificate again with that certificate beside them.',
  },
  'device-purpose-missing': {
    what: '“{{name}}” is for {{purposes}} and not for clients: proxies refuse it from a device.',
    fix: 'Issue a certificate for a device.',
  },
  'server-purpose-missing': {
    what: '“{{name}}” names addresses and does not say that it is for servers; iPhones want that.',
    fix: 'Issue it again for a server.',
  },
  'server-names-missing': {
    what: '“{{name}}” is a server’s certificate and names no address; phones do not look at its common name.',
    fix: 'Issue it again with the names that phones open.',
  },
  'server-validity-too-long': {
    what: 'iPhones refuse a server certificate that is valid for {{days}} days, as “{{name}}” is.',
    fix: 'Issue it again for {{max}} days or fewer.',
  },
  'crl-expired': {
    what: 'This revocation list ended on {{date}}. A proxy that still uses it locks everybody out.',
    fix: 'Issue a new one.',
  },
} as const satisfies Record<FileFindingCode, { readonly what: string; readonly fix: string }>;
