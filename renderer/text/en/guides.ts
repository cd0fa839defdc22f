/** How a certificate gets into an app, a browser or a store, and what goes wrong there. */
export const guidesEn = {
  title: 'Give it its certificate',
  titleAfterTrust: 'Then give it its certificate',
  which: 'Where shall it go?',
  done: '{{done}} of {{total}} done',
  allDone: 'All done',
  commands: 'Command',
  troubles: 'If it does not work',
  limits: 'What it cannot do',
  logs: 'Where its logs are',
  checked: 'Checked on {{date}}.',
  stale: 'This guide was last checked on {{date}}',
  staleText: 'That is more than a year ago: menus may have moved and limits may be gone since. The order of the steps most likely holds.',
  yourAddress: 'your address',
  passphrase: 'Let the passphrase travel another way than the file.',
  name: {
    'ios-app': 'Home Assistant app',
    'ios-safari': 'Safari',
    'apple-watch': 'Apple Watch',
    'android-app': 'Home Assistant app',
    'wear-os': 'Wear OS watch',
    'macos-keychain': 'Safari or Chrome',
    'macos-app': 'Home Assistant app',
    windows: 'Edge or Chrome on Windows',
    firefox: 'Firefox',
    'chrome-linux': 'Chrome on Linux',
    curl: 'curl',
  },
  /** What to do, and what to know while doing it. */
  step: {
    'save-to-files': {
      do: 'Save the .p12 file in Files on the device',
      note: 'By AirDrop, iCloud Drive or mail: choose “Save to Files”. Do not open it there: the device may take it for a profile, and a profile serves Safari, not the app.',
    },
    'ios-version': {
      do: 'Update the Home Assistant app to 2026.5 or newer',
      note: '2026.4 was the first to know client certificates; 2026.4.1 and 2026.5 mended what failed in it.',
    },
    'ios-setting': {
      do: 'In the app, open Settings › Companion app › your server › Client certificate',
      note: 'A server that you are just adding may ask for it by itself.',
    },
    'ios-choose': {
      do: 'Choose the file and type its passphrase',
      note: 'The list then shows “{{device}}”.',
    },
    'open-outside': {
      do: 'Switch Wi-Fi off and open the app',
      note: 'Out there it comes by {{url}}. At home it may use an inner address that asks for no certificate, and prove nothing.',
    },
    'delete-file': {
      do: 'Delete the .p12 file from Files',
      note: 'The app keeps what it needs in its own keychain.',
    },
    'open-file': {
      do: 'Send the .p12 file to the device and open it there',
      note: 'For example by AirDrop or mail. It then says “Profile Downloaded”.',
    },
    'install-profile': {
      do: 'Open Settings › General › VPN & Device Management, tap the certificate and install it',
      note: 'It asks for the passphrase of the file, and may ask for the code of the device.',
    },
    'open-safari': {
      do: 'Open {{url}} in Safari and choose “{{device}}” when it asks',
      note: 'This serves Safari only. The Home Assistant app needs its own copy.',
    },
    'iphone-first': {
      do: 'Go through the guide of the app on the iPhone first',
      note: 'There may be nothing to choose on the watch itself: the certificate is given to the app on the iPhone.',
    },
    'watch-version': {
      do: 'Update the app to 2026.7 or newer, on the iPhone and on the watch',
      note: 'Before that, the watch shows no certificate at all.',
    },
    'open-watch': {
      do: 'Open Home Assistant on the watch, with Wi-Fi off on both',
      note: '',
    },
    'android-open-file': {
      do: 'Send the .p12 file to the phone and open it there, before the app connects',
      note: 'The installer of Android takes it. The Home Assistant app itself takes no file.',
    },
    'android-install': {
      do: 'Type its passphrase and install it as “VPN & app user certificate”',
      note: 'Not as a Wi-Fi certificate: apps do not see those.',
    },
    'android-connect': {
      do: 'Connect to {{url}} in the Home Assistant app and choose “{{device}}” when it asks',
      note: 'The app remembers one certificate, and shows it to every server.',
    },
    'wear-phone-first': {
      do: 'Go through the guide of the app on the phone first',
      note: 'What is installed on the phone does not reach the watch: it needs the file once more.',
    },
    'wear-onboard': {
      do: 'Set the watch up from the app on the phone, and give it the .p12 file and its passphrase when it asks',
      note: 'Keep the file on the phone until then. A file without a passphrase is refused.',
    },
    'open-wear': {
      do: 'Open Home Assistant on the watch, with the phone out of reach',
      note: '',
    },
    'mac-import': {
      do: 'Double-click the .p12 file and type its passphrase',
      note: 'Where Keychain Access asks for a keychain, choose “login”.',
    },
    'open-mac-browser': {
      do: 'Open {{url}} in Safari or Chrome and choose “{{device}}” when it asks',
      note: 'The Mac may then ask for your password, so that the browser may use the key. Firefox has a guide of its own.',
    },
    'mac-app-version': {
      do: 'Update the Home Assistant app to 2026.8 or newer',
      note: 'Older ones may lack the question for a certificate on a Mac.',
    },
    'open-mac-app': {
      do: 'Open the app; it comes by {{url}}',
      note: '',
    },
    'windows-import': {
      do: 'Double-click the .p12 file, choose “Current User” and type its passphrase',
      note: 'Leave the rest as it is offered: Windows finds the right store by itself.',
    },
    'open-windows': {
      do: 'Open {{url}} in Edge or Chrome and choose “{{device}}” when it asks',
      note: 'Firefox has a guide of its own.',
    },
    'firefox-import': {
      do: 'In Firefox, open Settings › Privacy & Security › View Certificates… › Your Certificates › Import…',
      note: 'Firefox keeps certificates of its own; on Windows and Macs it may offer those of the system as well.',
    },
    'firefox-choose': {
      do: 'Choose the .p12 file and type its passphrase',
      note: '',
    },
    'open-firefox': {
      do: 'Open {{url}} and choose “{{device}}” when it asks',
      note: 'Firefox may remember the answer until it is closed.',
    },
    'nss-tools': {
      do: 'Install the tools of NSS, which keeps certificates for Chrome on Linux',
      note: 'The package is called libnss3-tools on Debian and Ubuntu, nss-tools on Fedora.',
    },
    'nss-import': {
      do: 'Close Chrome and take the file in; it asks for the passphrase',
      note: 'A Chrome from Snap or Flatpak may keep its certificates elsewhere.',
    },
    'open-chrome': {
      do: 'Open {{url}} in Chrome and choose “{{device}}” when it asks',
      note: '',
    },
    'curl-pem': {
      do: 'Export it as “Just PEM”, and ask for one page; curl asks for the passphrase',
      note: 'An answer with "name": "Home Assistant" in it says that the door opened.',
    },
    'curl-p12': {
      do: 'Or with the .p12 file: curl then reads the passphrase from you',
      note: 'Type pass = "the passphrase", press Enter and Ctrl+D. Without one, curl says “mac verify failure” and asks for nothing. On the command line everybody on that computer could read it.',
    },
  },
  /** A symptom, and its causes with how to tell which it is. */
  trouble: {
    'passphrase-wrong': {
      symptom: 'It says that the passphrase is wrong',
      causes: [
        'Drop the file on this window and type the passphrase here. If it does not open here either, it is mistyped: all letters are small, and there is no l, no o, no 0 and no 1.',
        'If it opens here, the form of the file is to blame, not the passphrase: iPhones, many Macs and Android up to 13 call the right one wrong where newer ciphers protect the file. Export again in the Compatible form.',
      ],
    },
    'taken-for-profile': {
      symptom: 'It says “Profile Downloaded”',
      causes: [
        'The device may take a .p12 file that is opened from AirDrop, Safari or Mail for a profile. What is installed that way serves Safari; the Home Assistant app cannot see it.',
        'Remove it under Settings › General › VPN & Device Management. Then share the file once more and choose “Save to Files”.',
      ],
    },
    'never-asks': {
      symptom: 'The app never asks for a certificate',
      causes: [
        'Some proxies refuse in a way that the app does not recognise. Do not wait for the question: add the certificate under Settings › Companion app › your server.',
        'If there is no “Client certificate” on that page, the app is older than 2026.4.',
        'If the address in the app begins with http://, there is nothing to show a certificate to. It has to be {{url}}.',
      ],
    },
    'still-refused': {
      symptom: 'The certificate is in, and the door stays shut',
      causes: [
        'Run Test connection here, as this device. If it is refused here too, the cause is at the proxy, and the test names it.',
        'If it is let in here, the device shows another certificate, or none: take the old one out and go through the steps again.',
      ],
    },
    'inside-only': {
      symptom: 'It works at home, and not elsewhere',
      causes: [
        'At home the app may use an inner address that asks for no certificate. Switch Wi-Fi off to see what the door says.',
        'If Safari or another browser gets in from outside and the app does not, the certificate is in the system, but not in the app.',
      ],
    },
    'inside-only-android': {
      symptom: 'It works at home, and not elsewhere',
      causes: [
        'At home the app may use an inner address that asks for no certificate. Switch Wi-Fi off to see what the door says.',
        'If Chrome on the phone gets in from outside and the app does not, the app goes on without a certificate, or with another: remove the server in it and connect once more.',
      ],
    },
    'two-servers': {
      symptom: 'Two servers in the app, and only one of them opens',
      causes: [
        'Before 2026.5, a certificate that two servers shared worked for one of them. Update the app.',
        'Give each home a certificate of its own: Latchkey issues one for each.',
      ],
    },
    'widgets-idle': {
      symptom: 'Widgets, shortcuts or the watch do nothing, though the app opens',
      causes: [
        'Then the door is right, and that part of the app shows no certificate: the watch does so from 2026.7 on, widgets may from 2026.8 on, and some actions of Shortcuts may not yet.',
        'Update the app. If the same action works at home, over the inner address, that was it.',
      ],
    },
    'watch-refused': {
      symptom: 'The watch says that the server requires a client certificate',
      causes: [
        'The app on the watch is older than 2026.7. It may not have been updated with the one on the iPhone: look in the App Store of the watch.',
        'If the app on the iPhone is refused as well, mend that first: the watch depends on it.',
      ],
    },
    'safari-not-asked': {
      symptom: 'Safari never asks, and shows an error',
      causes: [
        'Look under Settings › General › VPN & Device Management. If the certificate is not listed, the profile was downloaded, but not installed.',
        'If it is listed, close Safari and open it again: it may remember an earlier answer.',
      ],
    },
    'android-not-offered': {
      symptom: 'The list of certificates is empty, or this one is missing',
      causes: [
        'Open the settings of Android and search for “user credentials”. If it says “Installed for Wi-Fi” there, remove it and install it as “VPN & app user certificate”.',
        'If it is installed for apps, the proxy asks for certificates of another authority, and Android hides the rest. Run Test connection here: it names the authority that is asked for.',
      ],
    },
    'android-too-early': {
      symptom: 'The app was connected before the certificate was installed',
      causes: ['It may go on without one. Remove the server in the app, or clear the app’s storage, and connect once more.'],
    },
    'wear-not-asked': {
      symptom: 'The watch asks for no file',
      causes: [
        'It asks only while it is set up, in the app on the phone. Sign it out there, or clear the app’s storage on the watch, and set it up again.',
        'Some people report that the question never comes. If the phone gets in and the watch is not asked even then, it is that.',
      ],
    },
    'mac-verification-failed': {
      symptom: 'Keychain Access says “MAC verification failed”',
      causes: [
        'Drop the file on this window. If it opens here with the same passphrase, the form is to blame: export again in the Compatible form.',
        'macOS 26 may misread the kind of file. If this command takes it in, it was that: security import FILE -f pkcs12',
      ],
    },
    'browser-not-asked': {
      symptom: 'The browser never asks for the certificate',
      causes: [
        'It may remember that you chose none: close it wholly and open it again.',
        'If another browser on this computer is asked, the certificate is in a store that this one does not read.',
        'If none is asked, the proxy asks nobody, or for certificates of another authority: run Test connection.',
      ],
    },
    'windows-password': {
      symptom: 'Windows says that the password is incorrect',
      causes: [
        'Drop the file on this window and type the passphrase here. If it does not open here either, it is mistyped.',
        'If it opens here, Windows is older than version 1709 of Windows 10: export again in the Compatible form.',
      ],
    },
    'curl-unknown-type': {
      symptom: 'curl does not know P12, or ignores the file',
      causes: [
        '“curl -V” names its TLS library. With GnuTLS, P12 files need curl 8.11; use the PEM file there.',
        'The curl that comes with Windows (Schannel) is the other way round: it takes P12 files only.',
      ],
    },
  },
  limit: {
    experimental: 'Home Assistant calls client certificates in this app experimental.',
    'never-warns':
      'The app never says that its certificate is about to end. Latchkey does: on Home, from 30 days before, and under Devices.',
    'watch-from': 'An Apple Watch shows the certificate from 2026.7 on.',
    widgets: 'Widgets may need 2026.8 or newer.',
    'local-push': 'Local Push may not work through the locked door.',
    shortcuts: 'Siri and Shortcuts may do less than before; some actions still fail.',
    'safari-alone': 'What Safari uses, no app sees, and the other way round.',
    'one-for-all': 'One certificate for all servers: two locked homes have to accept the same one.',
    'android-never-warns': 'Android does not say that a certificate is about to end. Latchkey does.',
    'wear-renewal': 'For a new certificate, the watch has to be set up again.',
    'wear-public': 'No authority of your own can be installed on a watch: the server has to show a public certificate.',
    'mac-young': 'On Macs, client certificates in the app may work from 2026.8 on.',
    'browser-alone': 'What one browser holds, another may not see.',
    'browser-never-warns': 'Browsers do not say that a certificate is about to end. Latchkey does.',
    'nss-open': 'Chrome keeps the key unprotected in your own folder. Who can read that folder can copy it.',
  },
  log: {
    ios: 'Settings › Debug › Export Logs, in the app.',
    android:
      'Settings › Companion app › Troubleshooting › Show and share logs, in the app. Your address may be in there: look before you send them.',
    curl: 'Add -v: each step of the connection is told, and none of your key.',
  },
} as const;
