import type { Guide } from './guide.ts';

/** Safari on an iPhone or iPad, which uses what the system holds. */
export const iosSafari: Guide = {
  id: 'ios-safari',
  checkedOn: '2026-11-21',
  platforms: ['ios'],
  steps: [
    // support.apple.com, Distribute certificates to Apple devices
    'open-file',
    // support.apple.com, Distribute certificates to Apple devices: asked for its password while it is installed
    'install-profile',
    // home-assistant/iOS#27: works in Safari, not in the app
    'open-safari',
  ],
  troubles: [
    // openssl/openssl#19871
    'passphrase-wrong',
    // support.apple.com, Install a configuration profile: downloaded first, installed in Settings
    'safari-not-asked',
    'still-refused',
  ],
  limits: [
    // home-assistant/iOS#27
    'safari-alone',
    // support.apple.com, Distribute certificates to Apple devices: renewal is for managed devices
    'browser-never-warns',
  ],
  log: null,
};
