import type { HandoffText } from '../en/handoff.ts';

// What iOS, Android and the apps do: FACTS of the design, sections 1 and 4; looked at on 2026-11-22.
const iosSteps = [
  'Tippe oben auf den Knopf und wähle „Laden“. Die Datei landet in der App Dateien unter Downloads.',
  'Ist stattdessen von einem Konfigurationsprofil die Rede? Installiere es nicht: Die Home-Assistant-App sieht es dort nicht. Wähle „Ignorieren“, starte „Send to phone“ auf dem Computer noch einmal, halte dann den Knopf gedrückt und wähle „Verknüpfte Datei laden“.',
  'Öffne in der Home-Assistant-App (2026.4 oder neuer) Einstellungen › Companion App › deinen Server › Client-Zertifikat.',
  'Wähle die Datei und tippe die Passphrase ein, die der Computer zeigt.',
] as const;

const firefoxSteps = [
  'Firefox hat eigene Zertifikate: Öffne Einstellungen › Datenschutz & Sicherheit › Zertifikate anzeigen… › Ihre Zertifikate › Importieren…',
  'Wähle die Datei und tippe die Passphrase ein, die der Computer zeigt.',
] as const;

/** The page on the phone, in German. */
export const handoffPageDe: HandoffText = {
  title: 'Eine Datei für dieses Gerät',
  intro: 'Sie kommt von Latchkey, von einem Computer in deinem eigenen Netz.',
  download: '{file} herunterladen',
  once: 'Der Link gilt fünf Minuten lang und für einen Download.',
  handset: {
    ios: [{ title: 'Auf diesem iPhone oder iPad', steps: iosSteps }],
    android: [
      {
        title: 'Auf diesem Android-Gerät',
        steps: [
          'Tippe oben auf den Knopf. Warnt der Browser, dass die Datei nicht sicher heruntergeladen werden kann, wähle „Behalten“: Die Datei selbst ist verschlüsselt.',
          'Öffne die Datei unter Downloads und tippe die Passphrase ein, die der Computer zeigt.',
          'Installiere sie als „VPN- und App-Nutzerzertifikat“: nicht als WLAN-Zertifikat und nicht als CA-Zertifikat.',
          'Verbinde dich erst dann in der Home-Assistant-App und wähle das Zertifikat, wenn sie danach fragt.',
        ],
      },
    ],
    mac: [
      { title: 'Auf einem iPad', steps: iosSteps },
      {
        title: 'Auf einem Mac',
        steps: [
          'Öffne die Datei unter Downloads und tippe die Passphrase ein, die der Computer zeigt: Das Zertifikat kommt in deinen Schlüsselbund.',
          'Safari und Chrome fragen danach, wenn sie dein Home Assistant öffnen.',
        ],
      },
    ],
    windows: [
      {
        title: 'Auf diesem Windows-Computer',
        steps: [
          'Öffne die Datei unter Downloads, bleib bei „Aktueller Benutzer“ und tippe die Passphrase ein, die der andere Computer zeigt.',
          'Edge und Chrome fragen danach, wenn sie dein Home Assistant öffnen.',
        ],
      },
      { title: 'In Firefox', steps: firefoxSteps },
    ],
    other: [
      {
        title: 'Auf diesem Gerät',
        steps: ['Importiere die Datei mit der Passphrase, die der Computer zeigt, in den Browser oder die App, die sich verbinden soll.'],
      },
      { title: 'In Firefox', steps: firefoxSteps },
    ],
  },
  trust: {
    title: 'Worauf du vertrauen kannst',
    text: [
      'Diese Seite kommt unverschlüsselt. Jemand im selben Netz könnte sie verändert oder dir eine andere Datei untergeschoben haben.',
      'Vertraue der Datei deshalb nur, wenn sie sich mit der Passphrase öffnen lässt, die der Computer zeigt. Tippe diese Passphrase dort ein, wo das Gerät oder die App danach fragt, nie auf einer Webseite.',
      'Installiere von hier sonst nichts: kein Profil, kein CA-Zertifikat, keine App.',
    ],
  },
  gone: {
    downloaded: {
      title: 'Diese Datei wurde schon heruntergeladen',
      text: 'Der Link galt für einen Download. Warst du das nicht: Ohne ihre Passphrase öffnet niemand die Datei. Speichere sie auf dem Computer noch einmal unter einer neuen Passphrase und sende diese.',
    },
    downloading: { title: 'Der Download läuft', text: 'Der Link gilt für einen Download. Bricht er ab, lade diese Seite neu.' },
    expired: { title: 'Dieser Link ist abgelaufen', text: 'Starte „Send to phone“ auf dem Computer noch einmal.' },
  },
};
