import { verdictsEn } from './probe/verdicts.ts';

/** Words that the system shows for us: menu, dialogs and notifications. */
export const nativeEn = {
  menu: {
    file: 'File',
    openFile: 'Open files…',
    go: 'Go',
    home: 'Home',
    devices: 'Devices',
    authorities: 'Authorities',
    settings: 'Settings',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
  },
  dialog: {
    saveBundle: 'Save bundle',
    saveBackup: 'Save backup of the authority',
    savePem: 'Save key and certificates',
    saveCertificate: 'Save certificate',
    saveProfile: 'Save profile',
    saveRequest: 'Save request',
    saveProxyFolder: 'Choose where to put the folder for the proxy',
    saveBundles: 'Choose where to put the files',
    openFile: 'Open files',
    save: 'Save',
    open: 'Open',
    chooseFolder: 'Save here',
    bundleFiles: 'Bundles (.p12, .pfx)',
    openableFiles: 'Certificates, keys, requests and bundles',
    allFiles: 'All files',
    certificateFiles: 'Certificates (.crt)',
    pemFiles: 'Text (.pem)',
    profileFiles: 'Profiles (.mobileconfig)',
    requestFiles: 'Certificate requests (.csr)',
  },
  /** What stands in the place of a file name where text was pasted. */
  pasted: 'Pasted text',
  verdictNews: { title: '{{home}}: {{verdict}}', verdicts: verdictsEn },
  cannotStart: {
    title: 'Latchkey cannot start',
    text: 'It could not prepare its folder. Check that the disk is not full and that you may write to:',
  },
} as const;

export type NativeText = typeof nativeEn;
