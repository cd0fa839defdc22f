/** Words that the system shows for us: menu and dialogs. */
export const nativeEn = {
  menu: {
    file: 'File',
    openFile: 'Open file…',
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
    openFile: 'Open file',
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
  cannotStart: {
    title: 'Latchkey cannot start',
    text: 'It could not prepare its folder. Check that the disk is not full and that you may write to:',
  },
} as const;

export type NativeText = typeof nativeEn;
