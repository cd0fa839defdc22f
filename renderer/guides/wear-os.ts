import type { Guide } from './guide.ts';

/** The Home Assistant app on a Wear OS watch. */
export const wearOs: Guide = {
  id: 'wear-os',
  checkedOn: '2026-11-21',
  platforms: ['android'],
  steps: [
    // home-assistant/companion.home-assistant#995: certificates that are installed on the phone do not reach the watch
    'wear-phone-first',
    // home-assistant/companion.home-assistant#995, home-assistant/android#3924: asked for while the watch is set up, never with an empty passphrase
    'wear-onboard',
    'open-wear',
  ],
  troubles: [
    // home-assistant/android#3924: a file in a newer form was refused, one in the old form taken
    'passphrase-wrong',
    // home-assistant/android#7122, open
    'wear-not-asked',
  ],
  limits: [
    // home-assistant/companion.home-assistant#995
    'wear-renewal',
    // home-assistant/android#2050
    'wear-public',
  ],
  // companion.home-assistant.io, troubleshooting: Android crash logs
  log: 'android',
};
