import type { Guide } from './guide.ts';

/** The Home Assistant app on Android, which asks the system for a certificate. */
export const androidApp: Guide = {
  id: 'android-app',
  checkedOn: '2026-11-21',
  platforms: ['android'],
  steps: [
    // companion.home-assistant.io, networking, TLS client authentication: installed in the system first
    'android-open-file',
    // support.google.com/pixelphone/answer/2844832: "VPN & app user certificate" and "Wi-Fi certificate" are kept apart
    'android-install',
    // home-assistant/android: one KeyChain alias for all servers
    'android-connect',
    // companion.home-assistant.io, networking: inner and outer address
    'open-outside',
  ],
  troubles: [
    // openssl/openssl#19871: the installer of Android 13 and older says "incorrect password"
    'passphrase-wrong',
    // developer.android.com, KeyChain.choosePrivateKeyAlias: the picker is filtered by the issuers that the server names
    'android-not-offered',
    // home-assistant/android: the alias is asked for at the first refusal and kept
    'android-too-early',
    'still-refused',
    // companion.home-assistant.io, networking
    'inside-only-android',
  ],
  limits: [
    // home-assistant/android: one KeyChain alias for all servers
    'one-for-all',
    // developer.android.com, KeyChain: nothing tells of an end
    'android-never-warns',
  ],
  // companion.home-assistant.io, troubleshooting: Android crash logs
  log: 'android',
};
