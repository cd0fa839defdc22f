import type { Guide } from './guide.ts';
import { shellQuoted } from './shell-quoted.ts';

/** Chrome and Chromium on Linux, which keep certificates in NSS. */
export const chromeLinux: Guide = {
  id: 'chrome-linux',
  checkedOn: '2026-11-21',
  platforms: ['other'],
  steps: [
    // chromium, docs/linux_cert_management.md
    'nss-tools',
    // chromium, docs/linux_cert_management.md
    'nss-import',
    'open-chrome',
  ],
  troubles: [
    // chromium, SSLClientAuthCache: the answer is kept until the browser ends
    'browser-not-asked',
    'still-refused',
  ],
  limits: [
    // chromium, docs/linux_cert_management.md: the store has no passphrase unless one is set
    'nss-open',
    // chromium, docs/linux_cert_management.md: nothing tells of an end
    'browser-never-warns',
  ],
  log: null,
  commands: {
    'nss-import': ({ device }) => `pk12util -d sql:"$HOME/.pki/nssdb" -i ${shellQuoted(`./${device}.p12`)}`,
  },
};
