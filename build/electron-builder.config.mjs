import { rm } from 'node:fs/promises';
import path from 'node:path';
import { resolveRuntime } from './setup/runtime.mjs';

/** @import { Configuration } from 'electron-builder' */

const bundleExtensions = ['p12', 'pfx'];

/** What desktops call the files that Latchkey opens: bundles, by their name and its alias, then what "Open with" is for. */
const mimeTypes = [
  'application/pkcs12',
  'application/x-pkcs12',
  'application/pkix-cert',
  'application/x-x509-ca-cert',
  'application/x-pem-file',
  'application/x-pkcs7-certificates',
  'application/pkcs8',
  'application/pkcs10',
  'application/pkix-crl',
];

/** What Electron links against, under the names before and after Debian's change to 64-bit time. */
const debianDependencies = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libsecret-1-0',
  'libnotify4',
  'libxtst6',
  'xdg-utils',
];

/** electron-builder's own description of a file type can name no icon, so packages carry ours. */
const fileTypes = [
  'assets/mime.xml=/usr/share/mime/packages/latchkey.xml',
  'assets/document.svg=/usr/share/icons/hicolor/scalable/mimetypes/latchkey-document.svg',
];

/** @returns {Promise<Configuration>} */
export default async function configuration() {
  const runtime = await resolveRuntime();
  const isShippable = runtime.source !== 'fallback';
  const mark = isShippable ? '' : '-test';
  return {
    appId: 'app.latchkey.desktop',
    productName: 'Latchkey',
    copyright: 'Copyright © The Latchkey authors',
    // electron-builder wants a home page in every .deb; this one belongs to nobody until there is one.
    extraMetadata: { homepage: 'https://latchkey.example' },
    electronVersion: runtime.version,
    electronDist: runtime.dist,
    electronLanguages: ['en-US', 'de'],
    artifactName: `\${name}_\${version}_\${arch}${mark}.\${ext}`,
    directories: { output: 'release', buildResources: 'assets' },
    publish: null,

    files: [
      'dist/electron',
      'dist/renderer',
      'package.json',
      '!node_modules/keytar/{src,script,binding.gyp,prebuilds}',
      { from: 'node_modules/keytar/prebuilds/${platform}-${arch}', to: 'node_modules/keytar/prebuilds/${platform}-${arch}' },
    ],
    npmRebuild: false, // keytar is built on Node-API: what it carries fits every Electron
    asar: true,
    asarUnpack: ['**/*.node'],
    electronFuses: {
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    },
    afterPack: ({ appOutDir, packager }) => rm(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true }),

    // One entry an extension: of a list, only the first becomes a type of its own on every system.
    fileAssociations: bundleExtensions.map((ext) => ({
      ext,
      name: 'Certificate bundle',
      description: 'Certificate with its key (PKCS #12)',
      role: 'Editor',
    })),
    linux: {
      // The latter two need downloads that only a machine with the official runtime is sure to reach.
      target: isShippable ? ['dir', 'deb', 'rpm', 'AppImage'] : ['dir', 'deb'],
      executableName: 'latchkey',
      mimeTypes,
      executableArgs: ['%F'], // paths; the default is URLs, which the app would have to take apart
      syncDesktopName: true,
      icon: 'assets/icons',
      category: 'Utility',
      synopsis: 'Mutual TLS in front of Home Assistant',
      description: 'Makes and checks the certificates that let only your devices reach your Home Assistant.',
      maintainer: 'The Latchkey authors <latchkey@latchkey.example>',
    },
    deb: { depends: debianDependencies, recommends: ['gnome-keyring | kwalletmanager'], packageCategory: 'utils', fpm: fileTypes },
    rpm: { fpm: fileTypes },
    win: { target: ['nsis'], executableName: 'latchkey', icon: 'assets/icons/512x512.png' },
    nsis: { oneClick: false, perMachine: false },
    mac: {
      target: ['dmg', 'zip'],
      icon: 'assets/icons/512x512.png',
      category: 'public.app-category.utilities',
      hardenedRuntime: true,
    },
  };
}
