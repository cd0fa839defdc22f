import type { CauseText } from './words.ts';

const anew = 'Issue a new one in Latchkey, or get a public one. Then copy it to {{proxy}}.\n{{lines}}';

/** What the server shows of itself. */
export const serverCausesEn = {
  'default-certificate': {
    text: 'The server shows the certificate that it came with ({{subject}}), not yours: it has none for {{host}}, or could not read it.',
    fix: 'Give {{proxy}} the certificate for {{host}}.\n{{lines}}',
  },
  'clock-here-wrong': {
    text: 'This computer’s clock says {{clockHere}}, the server’s says {{clockThere}}. By the server’s, its certificate is in order ({{from}} to {{until}}).',
    fix: 'Set the clock of this computer, then test again.',
  },
  'server-certificate-version': {
    text: 'The server’s certificate ({{subject}}) is of the first version of 1988, which holds neither names nor purposes. Phones refuse it.',
    fix: anew,
  },
  'server-certificate-self-signed': {
    text: 'The server’s certificate ({{subject}}) is signed by nobody but itself. No phone trusts it.',
    fix: anew,
  },
  'server-certificate-expired': {
    text: 'The server’s certificate ended on {{until}}.',
    fix: 'Renew it (it comes from {{issuer}}), put it on {{proxy}} and let {{proxy}} take it over. If it was renewed already, only that last step is missing.\n{{lines}}',
  },
  'server-certificate-not-yet-valid': {
    text: 'The server’s certificate is valid from {{from}} on; this computer’s clock says {{clockHere}}.',
    fix: 'Check the clock of this computer first. If it is right, the certificate was made on a computer whose clock is not: issue it again.',
  },
  'server-certificate-without-names': {
    text: 'The server’s certificate ({{subject}}) names no address in the place where phones look. The common name does not count.',
    fix: `It must name {{host}} as “subject alternative name”. ${anew}`,
  },
  'server-certificate-wrong-name': {
    text: 'The server’s certificate is made for other names than {{host}}: {{names}}.',
    fix: 'Issue a server certificate for {{host}}, or test with an address that it names. If you have not seen this certificate before, another site of {{proxy}} is answering.\n{{lines}}',
  },
  'server-certificate-purpose': {
    text: 'The server’s certificate ({{subject}}) is not meant for servers: its purposes lack “server authentication”. Perhaps it is a device’s.',
    fix: anew,
  },
  'server-certificate-weak': {
    text: 'The server’s certificate, or one above it, is too weak ({{key}}, {{signature}}). Phones want RSA with 2048 bits or more, or P-256, and SHA-256.',
    fix: anew,
  },
  'server-certificate-key-refused': {
    text: 'The server’s certificate has a key of kind {{key}}, which most phones and browsers cannot check.',
    fix: `It needs RSA or P-256. ${anew}`,
  },
  'server-certificate-key-usage': {
    text: 'The server’s certificate does not allow its key to sign, and without that no secure connection comes about.',
    fix: `It needs the key usage “digital signature”. ${anew}`,
  },
  'server-certificate-too-long': {
    text: 'The server’s certificate is valid from {{from}} to {{until}}. iPhones accept 825 days at most.',
    fix: anew,
  },
  'server-chain-incomplete': {
    text: 'The server sends its certificate without the one in between, of {{issuer}}. Browsers often know it by heart, phones do not.',
    fix: 'Give {{proxy}} the whole chain (fullchain.pem), not the certificate alone (cert.pem).\n{{lines}}',
  },
  'server-authority-out-of-date': {
    text: 'The server’s certificate is in date, but one above it is not ({{endedIssuer}}).',
    fix: 'Give {{proxy}} the chain as it is sent with a new certificate. If the authority is your own, it needs a new one.\n{{lines}}',
  },
  'server-certificate-untrusted': {
    text: 'The server’s certificate comes from {{issuer}}, which this computer does not trust.',
    fix: 'If that is your own authority, put the certificate on {{proxy}} that Latchkey wrote. If it is a public one, {{proxy}} needs the whole chain (fullchain.pem). If it is neither, something else answers at this address.\n{{lines}}',
  },
} as const satisfies Readonly<Record<string, CauseText>>;
