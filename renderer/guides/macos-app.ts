import type { Guide } from './guide.ts';

/** The Home Assistant app on a Mac. */
export const macosApp: Guide = {
  id: 'macos-app',
  checkedOn: '2026-11-21',
  platforms: ['macos'],
  steps: [
    // home-assistant/iOS#4449: the button was missing on Macs; onboarding announced for 2026.8
    'mac-app-version',
    // music-assistant/mobile-app#1008 shows the page on an iPhone
    'ios-setting',
    // home-assistant/iOS#4261
    'ios-choose',
    // home-assistant/iOS#4961: shown over https alone
    'open-mac-app',
  ],
  troubles: [
    // home-assistant/iOS#4525: an empty passphrase; openssl/openssl#19871: newer ciphers
    'passphrase-wrong',
    // home-assistant/iOS#4449
    'never-asks',
    'still-refused',
  ],
  limits: [
    // home-assistant/iOS, mTLS.md
    'experimental',
    // home-assistant/iOS#4449
    'mac-young',
    // home-assistant/iOS: nothing in it reads the end of a certificate
    'never-warns',
  ],
  // home-assistant/iOS, mTLS.md
  log: 'ios',
};
