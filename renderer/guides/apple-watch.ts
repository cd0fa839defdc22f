import type { Guide } from './guide.ts';

/** The Home Assistant app on an Apple Watch. */
export const appleWatch: Guide = {
  id: 'apple-watch',
  checkedOn: '2026-11-21',
  platforms: ['ios'],
  steps: [
    // home-assistant/iOS#4753: the watch goes by what the app on the iPhone was given
    'iphone-first',
    // home-assistant/iOS#4753, in 2026.7.0; before it #4534
    'watch-version',
    'open-watch',
  ],
  troubles: [
    // home-assistant/iOS#4534: "The server … requires a client certificate"
    'watch-refused',
  ],
  limits: [
    // home-assistant/iOS, mTLS.md
    'experimental',
    // home-assistant/iOS#4753
    'watch-from',
  ],
  // home-assistant/iOS, mTLS.md
  log: 'ios',
};
