import type { Handset } from '../../handoff.ts';

/** What to do on one kind of device. */
export interface HandsetText {
  readonly title: string;
  readonly steps: readonly string[];
}

/** The page that a phone is given. `{file}` stands for the file's name. */
export interface HandoffText {
  readonly title: string;
  readonly intro: string;
  readonly download: string;
  readonly once: string;
  readonly handset: Readonly<Record<Handset, readonly HandsetText[]>>;
  readonly trust: { readonly title: string; readonly text: readonly string[] };
  readonly gone: Readonly<Record<'downloaded' | 'downloading' | 'expired', { readonly title: string; readonly text: string }>>;
}

// What iOS, Android and the apps do: FACTS of the design, sections 1 and 4; looked at on 2026-11-22.
const iosSteps = [
  'Tap the button above and choose “Download”. The file lands in Files, under Downloads.',
  'Does the device speak of a configuration profile instead? Do not install it: the Home Assistant app cannot see it there. Choose “Ignore”, start “Send to phone” again on the computer, then touch and hold the button and choose “Download Linked File”.',
  'In the Home Assistant app (2026.4 or newer) open Settings › Companion app › your server › Client certificate.',
  'Choose the file and type the passphrase that the computer shows.',
] as const;

const firefoxSteps = [
  'Firefox keeps certificates of its own: open Settings › Privacy & Security › View Certificates… › Your Certificates › Import…',
  'Choose the file and type the passphrase that the computer shows.',
] as const;

/** The page on the phone, in English. */
export const handoffPageEn: HandoffText = {
  title: 'A file for this device',
  intro: 'It comes from Latchkey, on a computer in your own network.',
  download: 'Download {file}',
  once: 'The link is good for five minutes and for one download.',
  handset: {
    ios: [{ title: 'On this iPhone or iPad', steps: iosSteps }],
    android: [
      {
        title: 'On this Android device',
        steps: [
          'Tap the button above. If the browser warns that the file cannot be downloaded securely, choose “Keep”: the file itself is encrypted.',
          'Open the file from Downloads and type the passphrase that the computer shows.',
          'Install it as “VPN & app user certificate”: not as a Wi-Fi certificate, and not as a CA certificate.',
          'Only then connect in the Home Assistant app, and choose the certificate when it asks.',
        ],
      },
    ],
    mac: [
      { title: 'On an iPad', steps: iosSteps },
      {
        title: 'On a Mac',
        steps: [
          'Open the file from Downloads and type the passphrase that the computer shows: the certificate goes into your keychain.',
          'Safari and Chrome ask for it when they open your Home Assistant.',
        ],
      },
    ],
    windows: [
      {
        title: 'On this Windows computer',
        steps: [
          'Open the file from Downloads, keep “Current User” and type the passphrase that the other computer shows.',
          'Edge and Chrome ask for it when they open your Home Assistant.',
        ],
      },
      { title: 'In Firefox', steps: firefoxSteps },
    ],
    other: [
      {
        title: 'On this device',
        steps: ['Import the file, with the passphrase that the computer shows, into the browser or the app that will connect.'],
      },
      { title: 'In Firefox', steps: firefoxSteps },
    ],
  },
  trust: {
    title: 'What to trust',
    text: [
      'This page is not encrypted on its way. Somebody in the same network could have changed it, or put another file in the place of yours.',
      'So trust the file only if it opens with the passphrase that the computer shows. Type that passphrase where the device or the app asks for it, never into a web page.',
      'Install nothing else from here: no profile, no CA certificate, no app.',
    ],
  },
  gone: {
    downloaded: {
      title: 'This file was downloaded already',
      text: 'The link was good for one download. If that was not you: nobody opens the file without its passphrase. On the computer, save it again under a new passphrase and send that.',
    },
    downloading: { title: 'The download is running', text: 'The link is good for one download. If it breaks off, load this page again.' },
    expired: { title: 'This link has ended', text: 'Start “Send to phone” on the computer once more.' },
  },
};
