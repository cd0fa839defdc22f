import type { Guide } from './guide.ts';
import { shellQuoted } from './shell-quoted.ts';

/** curl, for scripts and for looking. */
export const curl: Guide = {
  id: 'curl',
  checkedOn: '2026-11-21',
  platforms: ['macos', 'other'],
  steps: [
    // curl 7.88.1 with OpenSSL 3.0: asks for the passphrase of a PEM key by itself
    'curl-pem',
    // curl 7.88.1 with OpenSSL 3.0: asks for none with P12; options and their arguments may come from stdin (curl.1, --config)
    'curl-p12',
  ],
  troubles: [
    // curl.se, CURLOPT_SSLCERTTYPE: P12 with OpenSSL, wolfSSL, mbedTLS, Schannel, and GnuTLS since 8.11.0; PEM not with Schannel
    'curl-unknown-type',
    'still-refused',
  ],
  limits: [],
  // curl.1, --verbose
  log: 'curl',
  commands: {
    'curl-pem': ({ url, device }) => `curl --cert ${shellQuoted(`./${device}.pem`)} ${url}/manifest.json`,
    'curl-p12': ({ url, device }) => `curl --config - --cert-type P12 --cert ${shellQuoted(`./${device}.p12`)} ${url}/manifest.json`,
  },
};
