/** Words of the command line. */
export const cliEn = {
  usage: `Usage:
  latchkey inspect FILE [--passphrase-file F | --passphrase-stdin] [--json]
  latchkey convert FILE [--key F] [--chain F] [--pick FINGERPRINT] --profile compatible|modern|pem --out FILE
                   [--passphrase-file F | --passphrase-stdin] [--new-passphrase-file F] [--json]
  latchkey probe URL [--bundle FILE [--passphrase-file F | --passphrase-stdin]] [--ca FILE] [--json]

inspect  says what a certificate, request, revocation list, key or bundle holds, and what phones refuse in it
convert  writes key and certificates anew: as a bundle that every phone reads (compatible), as one with current
         ciphers (modern), or as text with an encrypted key (pem); never over a file that is there
probe    knocks at an address as a stranger and as the device of a bundle, and says whether the door is locked, or
         what is wrong and how to mend it; within 30 seconds and 24 connections

Where there are several keys, the first is taken; --pick names another by the fingerprint of its certificate, of
which 8 digits are enough.

Only with a --bundle can it be proved that a door is locked: that strangers are refused could have another reason.
--ca names authorities that may vouch for the server beside the public ones. On Windows write the address last.

A passphrase file holds nothing else; one line feed at its end does not count. Without --new-passphrase-file the
passphrase stays the same.

Exit codes: 0 fine (probe: strangers are refused and the device is let in), 1 cannot read or write (probe: anything
but locked), 2 usage, 3 passphrase wrong or needed, 4 unsupported algorithm, 5 damaged, 6 nothing usable inside,
7 over a safety limit, 130 interrupted
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
  probe: {
    as: '{{url}} as {{device}}',
    asStranger: '{{url}} as a stranger only',
    state: { passed: 'passed', failed: 'FAILED', skipped: 'not tried' },
    ms: '{{ms}} ms',
    confidence: { certain: '', likely: 'Likely: ', possible: 'Possibly: ' },
    orElse: 'Or else: {{text}} {{whyNot}}',
    seen: 'Tested in {{ms}} ms with {{connections}} connections.',
    version: 'Home Assistant {{version}} answered.',
    /** While it runs, on a terminal. */
    running: '{{rung}} … (at most {{seconds}} s, Ctrl-C stops it)',
  },
  fault: 'This did not work, and that is a fault of Latchkey.',
} as const;
