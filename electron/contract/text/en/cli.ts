/** Words of the command line. */
export const cliEn = {
  usage: `Usage:
  latchkey inspect FILE [--passphrase-file F | --passphrase-stdin] [--json]
  latchkey convert FILE [--key F] [--chain F] [--pick FINGERPRINT] --profile compatible|modern|pem --out FILE
                   [--passphrase-file F | --passphrase-stdin] [--new-passphrase-file F] [--json]

inspect  says what a certificate, request, revocation list, key or bundle holds, and what phones refuse in it
convert  writes key and certificates anew: as a bundle that every phone reads (compatible), as one with current
         ciphers (modern), or as text with an encrypted key (pem); never over a file that is there

Where there are several keys, the first is taken; --pick names another by the fingerprint of its certificate, of
which 8 digits are enough.

A passphrase file holds nothing else; one line feed at its end does not count. Without --new-passphrase-file the
passphrase stays the same.

Exit codes: 0 fine, 1 cannot read or write, 2 usage, 3 passphrase wrong or needed, 4 unsupported algorithm,
5 damaged, 6 nothing usable inside, 7 over a safety limit
`,
  kind: {
    bundle: 'bundle',
    certificate: 'certificate',
    request: 'certificate request',
    crl: 'revocation list',
    key: 'private key',
  },
  /** Stands for what an extension or a field does not name. */
  none: 'none',
  label: {
    encryption: 'Encryption',
    mac: 'Integrity check',
    key: 'Key',
    certificate: 'Certificate',
    authority: 'Authority',
    request: 'Request',
    crl: 'Revocation list',
    publicKey: 'key',
    issuer: 'issued by',
    valid: 'valid',
    names: 'names',
    purposes: 'purposes',
    signature: 'signature',
    serial: 'serial',
    fingerprint: 'SHA-256',
    number: 'number',
    revoked: 'revoked',
  },
  period: '{{from}} to {{to}}',
  keyOf: '{{key}}, belongs to {{subject}}',
  pickOneOf: '--pick {{pick}} is the fingerprint of none or of several of these certificates with a key:',
  pickedFirst: 'latchkey: there are several keys; this took “{{name}}”, the first. Take another with --pick:',
  candidate: '  {{pick}}  {{name}}, valid to {{date}}',
  severity: { error: 'refused', warning: 'beware' },
  fine: 'Nothing in here is known to be refused by phones or proxies.',
  written: 'Written: {{file}}',
  fault: 'This did not work, and that is a fault of Latchkey.',
} as const;
