import type { Guide } from './guide.ts';

/** The Home Assistant app on an iPhone or iPad. */
export const iosApp: Guide = {
  id: 'ios-app',
  checkedOn: '2026-11-21',
  platforms: ['ios'],
  steps: [
    // home-assistant/iOS, mTLS.md: imported with a document picker into a keychain of the app's own; profiles are not read
    'save-to-files',
    // Release notes: client certificates 2026.4.0, chains 2026.4.1 (home-assistant/iOS#4477), shared ones and empty passphrases 2026.5.0 (#4601, #4544)
    'ios-version',
    // music-assistant/mobile-app#1008 shows the page; home-assistant/iOS#4261: asked for while a server is added
    'ios-setting',
    // home-assistant/iOS#4261: the list shows the subject of the certificate
    'ios-choose',
    // companion.home-assistant.io, networking: inner and outer address; home-assistant/iOS#4961: shown over https alone
    'open-outside',
    // home-assistant/iOS, mTLS.md: certificates are kept in the keychain
    'delete-file',
  ],
  troubles: [
    // openssl/openssl#19871: SecPKCS12Import answers -25293, "incorrect password", to AES-256 and SHA-256
    'passphrase-wrong',
    // support.apple.com, Distribute certificates to Apple devices: a certificate that is opened is offered for installation
    'taken-for-profile',
    // home-assistant/iOS#4261: asks at a challenge, at errors -1205 and -1206, and at a 400 that names a client or SSL certificate
    'never-asks',
    'still-refused',
    // companion.home-assistant.io, networking: the inner address is used on the home's Wi-Fi
    'inside-only',
    // home-assistant/iOS#4601
    'two-servers',
    // home-assistant/iOS#4568 (widgets), #5616 (Shortcuts), #4753 (watch)
    'widgets-idle',
  ],
  limits: [
    // home-assistant/iOS, mTLS.md
    'experimental',
    // home-assistant/iOS: nothing in it reads the end of a certificate
    'never-warns',
    // home-assistant/iOS#4753
    'watch-from',
    // home-assistant/iOS#4568, open
    'widgets',
    // home-assistant/iOS, mTLS.md, limitations
    'local-push',
    // home-assistant/iOS, mTLS.md, limitations; #5616
    'shortcuts',
  ],
  // home-assistant/iOS, mTLS.md
  log: 'ios',
};
