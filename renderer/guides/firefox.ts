import type { Guide } from './guide.ts';

/** Firefox on any computer, with a store of its own. */
export const firefox: Guide = {
  id: 'firefox',
  checkedOn: '2026-11-21',
  platforms: ['macos', 'other'],
  steps: [
    // support.mozilla.org, Certificate Manager; security.osclientcerts.autoload: those of the system on Windows and macOS
    'firefox-import',
    // NSS reads both forms: measured by npm run interop
    'firefox-choose',
    // support.mozilla.org, Certificate Manager: "Ask you every time"
    'open-firefox',
  ],
  troubles: [
    // support.mozilla.org, Certificate Manager: the answer may be remembered
    'browser-not-asked',
    'still-refused',
  ],
  limits: [
    // support.mozilla.org, Certificate Manager
    'browser-alone',
    // support.mozilla.org, Certificate Manager: nothing tells of an end
    'browser-never-warns',
  ],
  log: null,
};
