import type { Guide } from './guide.ts';

/** Safari and Chrome on a Mac, which use the keychain. */
export const macosKeychain: Guide = {
  id: 'macos-keychain',
  checkedOn: '2026-11-21',
  platforms: ['macos'],
  steps: [
    // support.apple.com, Distribute certificates to Apple devices: opened in Keychain Access, kept in the login keychain
    'mac-import',
    // support.apple.com, Keychain Access: a program asks before it uses a key
    'open-mac-browser',
  ],
  troubles: [
    // chris2511/xca#474: macOS 13.4 to 14.2, and still reported in 2026; macOS 26 may want -f pkcs12
    'mac-verification-failed',
    // chromium, SSLClientAuthCache: the answer is kept until the browser ends
    'browser-not-asked',
    'still-refused',
  ],
  limits: [
    // support.mozilla.org: Firefox keeps certificates of its own
    'browser-alone',
    // support.apple.com, Distribute certificates to Apple devices: renewal is for managed devices
    'browser-never-warns',
  ],
  log: null,
};
