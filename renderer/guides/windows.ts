import type { Guide } from './guide.ts';

/** Edge and Chrome on Windows, which use its certificate store. */
export const windows: Guide = {
  id: 'windows',
  checkedOn: '2026-11-21',
  platforms: ['other'],
  steps: [
    // learn.microsoft.com, Certificate Import Wizard
    'windows-import',
    // chromium.org, client certificates come from the store of Windows
    'open-windows',
  ],
  troubles: [
    // learn.microsoft.com, PFXImportCertStore: AES-256 and SHA-256 from version 1709 and Server 2019 on
    'windows-password',
    // chromium, SSLClientAuthCache: the answer is kept until the browser ends
    'browser-not-asked',
    'still-refused',
  ],
  limits: [
    // support.mozilla.org: Firefox keeps certificates of its own
    'browser-alone',
    // learn.microsoft.com, Certificate Import Wizard: nothing tells of an end
    'browser-never-warns',
  ],
  log: null,
};
