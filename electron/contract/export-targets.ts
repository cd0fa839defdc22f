import { type ExportForm, type ExportTarget, exportTargets, type Platform } from './entities.ts';

/** In which form a file goes to each target, and who says that it takes that form. */
export const formOfTarget: Readonly<Record<ExportTarget, { readonly form: ExportForm; readonly source: string }>> = {
  ios: {
    form: 'compatible',
    source: 'openssl/openssl#19871: SecPKCS12Import of iOS 17 fails on AES-256 and SHA-256 (-25293); no version is known to read them',
  },
  'android-15': {
    form: 'compatible',
    source: 'openssl/openssl#19871: the installer of Android 13 and older says "incorrect password"; 14 and 15 are not tried',
  },
  'android-16': { form: 'modern', source: 'The installer of Android 16 reads AES-256 and SHA-256' },
  'wear-os': {
    form: 'compatible',
    source: 'The Wear OS app of Home Assistant takes bundles with a passphrase; newer ciphers were not tried on a watch',
  },
  macos: {
    form: 'compatible',
    source: 'chris2511/xca#474: Keychain of macOS 13.4 to 14.2 says "MAC verification failed", and some later ones',
  },
  windows: { form: 'modern', source: 'PFXImportCertStore: Windows 10 1709 and Server 2019 read AES-256 and SHA-256' },
  firefox: { form: 'modern', source: 'NSS reads AES-256 and SHA-256; measured by npm run interop' },
  pem: { form: 'pem', source: 'RFC 7468 and RFC 5958: text, the key as encrypted PKCS#8' },
};

/** What a device most likely is; Android is taken for an old one, since a new one reads the same. */
export const targetOfPlatform: Readonly<Record<Platform, ExportTarget>> = {
  ios: 'ios',
  android: 'android-15',
  macos: 'macos',
  other: 'windows',
};

/** What installs a key with its certificate, to be judged by; PEM is no device. */
export type Installer = Exclude<ExportTarget, 'pem'>;
export const installers: readonly Installer[] = exportTargets.filter((target) => target !== 'pem');
