import type { FailureCode } from '../../failure.ts';

interface FailureText {
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/** Every failure in words: what happened, why, what to do next. */
export const failuresEn = {
  'input-invalid': {
    what: 'Something in this form cannot be used.',
    why: 'A value is missing or has a shape that Latchkey does not accept.',
    fix: 'Check the fields and try again.',
  },
  'record-missing': {
    what: 'This entry is not there any more.',
    why: 'It was removed, or its file is missing from the vault folder.',
    fix: 'Go back to the list and choose again.',
  },
  'vault-keyring-unavailable': {
    what: 'The system keychain does not answer.',
    why: 'Latchkey keeps one key there that protects all others. No keychain service is running, or it refused.',
    fix: 'Start or unlock the keychain and try again, or protect the vault with a passphrase of your own.',
  },
  'vault-locked': {
    what: 'The vault is locked.',
    why: 'Private keys can be used only after it was unlocked.',
    fix: 'Unlock the vault and do this again.',
  },
  'vault-passphrase-wrong': {
    what: 'This passphrase does not open the vault.',
    why: 'It differs from the one that was chosen when the vault was made.',
    fix: 'Check capitals and the keyboard layout, and type it again.',
  },
  'vault-damaged': {
    what: 'A file of the vault cannot be read.',
    why: 'It was changed or cut short outside Latchkey. Nothing was overwritten.',
    fix: 'Put the vault folder back from a copy of your disk, or import your backups again.',
  },
  'file-missing': {
    what: '“{{file}}” is not there.',
    why: 'It was moved, renamed or removed, or its drive was taken out.',
    fix: 'Find the file and choose it again.',
  },
  'file-read-denied': {
    what: '“{{file}}” cannot be read.',
    why: 'The system does not let you read it.',
    fix: 'Copy it to a folder of your own and choose the copy.',
  },
  'file-too-large': {
    what: '“{{file}}” is too large.',
    why: 'Latchkey reads files of up to 5 MB; certificates and bundles have a few kilobytes.',
    fix: 'Choose the file with the certificate itself.',
  },
  'file-is-folder': {
    what: '“{{file}}” is a folder.',
    why: 'Latchkey opens files, and does not look around in folders.',
    fix: 'Open the folder, select the files in it and drop those.',
  },
  'file-in-use': {
    what: '“{{file}}” is in use.',
    why: 'Another program keeps it locked.',
    fix: 'Close the file there and choose it again.',
  },
  'file-not-answering': {
    what: '“{{file}}” does not answer.',
    why: 'It lies on a network drive or another disk that gave no data in time, or went away.',
    fix: 'Check the connection to that drive, or copy the file to this computer first.',
  },
  'files-too-many': {
    what: '“{{file}}” was not opened: too much is open at once.',
    why: 'Open files are kept in memory only, and no more than {{limit}} MB of them.',
    fix: 'Close some of the open files and choose this one again.',
  },
  'file-exists': {
    what: '“{{file}}” is there already and was left as it is.',
    why: 'It may hold the only copy of a key.',
    fix: 'Choose another name, or move that file away first.',
  },
  'file-write-denied': {
    what: '“{{file}}” could not be saved.',
    why: 'The system does not let you write to the folder “{{folder}}”.',
    fix: 'Choose a folder of your own, for example Documents.',
  },
  'file-disk-full': {
    what: '“{{file}}” could not be saved.',
    why: 'The disk is full. What was there before is unchanged.',
    fix: 'Free some space, or choose another disk, and save again.',
  },
  'file-write-failed': {
    what: '“{{file}}” could not be saved.',
    why: 'The system gave up while writing to the folder “{{folder}}”.',
    fix: 'Choose another folder and save again.',
  },
  'name-unsuitable': {
    what: 'This name cannot stand in a certificate.',
    why: 'It is empty, longer than 64 characters, or has characters that cannot be seen.',
    fix: 'Type a shorter name of ordinary letters.',
  },
  'lint-refused': {
    what: 'This certificate would not work.',
    why: 'A phone would refuse it, so it was not made.',
    fix: 'Follow the notes beside the fields.',
  },
  'passphrase-unsuitable': {
    what: 'This passphrase cannot protect a file.',
    why: 'Phones disagree on passphrases that are empty or hold other characters than plain letters, digits and signs.',
    fix: 'Use at least 12 plain letters, digits or signs.',
  },
  'authority-missing': {
    what: 'This home has no device authority yet.',
    why: 'A device certificate is signed by it.',
    fix: 'Create the device authority first.',
  },
  'file-nothing-usable': {
    what: 'There is nothing in this file that Latchkey can use.',
    why: 'It holds no certificate, key, request, revocation list or bundle, whatever its name says.',
    fix: 'Choose the file that holds the certificate or the key.',
  },
  'request-signature-wrong': {
    what: 'This request cannot be trusted.',
    why: 'Its signature does not match the key inside: it was changed on the way, or whoever made it does not hold that key.',
    fix: 'Ask for a new request, made on the device that keeps the key.',
  },
  'request-key-refused': {
    what: 'The key of this request is of a kind that phones or proxies refuse: {{algorithm}}.',
    why: 'A certificate for it would not work, so none was made.',
    fix: 'Ask for a new request with an RSA key of 2048, 3072 or 4096 bits, or with the curve P-256 or P-384.',
  },
  'certificate-key-unknown': {
    what: 'This certificate does not belong to the key of {{name}}.',
    why: 'It was made for another key. A key and its certificate are two halves of one pair.',
    fix: 'Choose the certificate that the authority made from the request of {{name}}.',
  },
  'certificate-answers-nothing': {
    what: 'There is no certificate in this.',
    why: 'A certificate is a block of text between BEGIN CERTIFICATE and END CERTIFICATE, or a file such as .crt, .cer or .p7b.',
    fix: 'Copy the whole block, with its first and last line, or choose the file.',
  },
  'certificate-unusable': {
    what: 'This certificate would not open the door, so it was not attached.',
    why: 'It has ended, or it was not made for a device. Attached, it would use up the key that waits.',
    fix: 'Ask the authority for another certificate from the same request, made for a client.',
  },
  'device-key-elsewhere': {
    what: 'The private key of {{device}} is not on this computer.',
    why: 'The device made it itself and sent only a request; the key never left it.',
    fix: 'Save the certificate and give it to the device that holds the key.',
  },
  'home-address-taken': {
    what: 'Your home “{{name}}” has this address already.',
    why: 'Latchkey knows a home by its address.',
    fix: 'Go on with that home, or type the other address.',
  },
  'device-revoked': {
    what: '{{device}} is revoked.',
    why: 'Your door refuses its certificate, or will once the proxy knows. A file with it would be of no use.',
    fix: 'Add the device once more and give it the new file.',
  },
  'device-issued-elsewhere': {
    what: '{{device}} cannot be revoked here.',
    why: 'Its certificate comes from an authority that Latchkey does not hold.',
    fix: 'Revoke it where it was issued. A Cloudflare certificate is revoked in the Cloudflare dashboard.',
  },
  'device-still-let-in': {
    what: '{{device}} still opens the door.',
    why: 'Its file has left this computer. Removing it here would only hide that.',
    fix: 'Revoke it first, then remove it.',
  },
  'target-cannot': {
    what: 'This proxy cannot do what was chosen.',
    why: 'There is no way to do it with {{target}}: {{choice}}.',
    fix: 'Take the choice back, or choose another proxy.',
  },
  'bundle-not-a-bundle': {
    what: 'This file is not a bundle (.p12).',
    why: 'What is inside is something else, whatever its name says.',
    fix: 'Choose the .p12 or .pfx file that holds certificate and key.',
  },
  'bundle-passphrase-needed': {
    what: 'This file is protected with a passphrase.',
    why: 'The key inside can be read only with it.',
    fix: 'Type the passphrase that was chosen when the file was made.',
  },
  'bundle-passphrase-wrong': {
    what: 'This passphrase does not open the file.',
    why: 'The check inside the file fails with it: another passphrase was used, or the file is damaged.',
    fix: 'Check capitals and spaces and type it again.',
  },
  'bundle-algorithm-unsupported': {
    what: 'This file uses a method that Latchkey does not know: {{algorithm}}.',
    why: 'The passphrase was not even tried.',
    fix: 'Export it again from where it came, with AES-256 or 3DES.',
  },
  'bundle-key-unsupported': {
    what: 'The key inside is of a kind that phones do not take: {{algorithm}}.',
    why: 'RSA keys and the curves P-256 and P-384 are what they accept.',
    fix: 'Issue a new certificate for this device.',
  },
  'bundle-damaged': {
    what: 'This file is damaged.',
    why: 'Its content breaks off or contradicts itself.',
    fix: 'Copy or export it again from where it came.',
  },
  'bundle-no-key': {
    what: 'This bundle holds no private key.',
    why: 'With certificates alone a device cannot prove who it is. Some programs leave the key out silently.',
    fix: 'Export it again from where it came, with the private key.',
  },
  'key-without-certificate': {
    what: 'No certificate in these files belongs to the key.',
    why: 'A key and a certificate are two halves of one pair; these come from different pairs.',
    fix: 'Find the certificate that was issued for this key, or the key of this certificate.',
  },
  'bundle-over-limit': {
    what: 'This file asks for more work than is safe.',
    why: 'It goes past the limit for {{limit}}; honest bundles stay far below.',
    fix: 'Open it only if you trust where it came from, with the program that made it, and export it again.',
  },
  'bundle-took-too-long': {
    what: 'Opening this file was stopped.',
    why: 'It took longer than an honest bundle can.',
    fix: 'Export it again from where it came.',
  },
  'bundle-verify-failed': {
    what: 'The bundle was not saved.',
    why: 'It was opened again to check it, and what came out differs from what went in.',
    fix: 'Save it again, to another disk if this happens twice.',
  },
  'handoff-address-gone': {
    what: 'This computer is not at {{address}} any more.',
    why: 'It left that network, or got another address there.',
    fix: 'Choose the network again.',
  },
  'handoff-device-bundles-only': {
    what: 'This file is not sent over the network.',
    why: 'Only the encrypted bundle of a device goes this way: it is of no use to somebody who takes it or swaps it.',
    fix: 'Take the file to the phone by cable or AirDrop, or export it in the Compatible form.',
  },
  'handoff-file-changed': {
    what: '“{{file}}” is not the file any more that Latchkey saved.',
    why: 'It was changed or replaced since. Only what was checked when it was saved is handed over.',
    fix: 'Save the file again and send that.',
  },
  'cloudflare-not-connected': {
    what: 'Latchkey has no API token of Cloudflare.',
    why: 'It was not entered yet, or was forgotten again.',
    fix: 'Enter a token, or do this step by hand.',
  },
  'cloudflare-token-wrong': {
    what: 'Cloudflare does not accept this token.',
    why: 'It was copied incompletely, has ended, was deleted, or is a key of another kind.',
    fix: 'Create a new API token at Cloudflare and copy all of it.',
  },
  'cloudflare-permission-missing': {
    what: 'This token may not do that.',
    why: 'It lacks one of the permissions that Latchkey needs, or does not cover this domain.',
    fix: 'Give the token the permissions of the list, for this domain, and enter it again.',
  },
  'cloudflare-rate-limited': {
    what: 'Cloudflare asks for a pause.',
    why: 'It was asked too much in a short time. Nothing was left half-done that cannot be taken up again.',
    fix: 'Wait {{seconds}} seconds and go on.',
  },
  'cloudflare-unreachable': {
    what: 'Cloudflare does not answer.',
    why: 'There is no connection to it from here, or it has trouble of its own.',
    fix: 'Check your connection to the internet and go on: what is done stays done.',
  },
  'cloudflare-answer-strange': {
    what: 'Cloudflare answered in a way that Latchkey does not understand.',
    why: 'Its interface may have changed, or something between you and Cloudflare answers in its place.',
    fix: 'Do this step by hand; every step has its instructions.',
  },
  'cloudflare-refused': {
    what: 'Cloudflare refused: {{reason}}',
    why: 'It gave no reason that Latchkey knows.',
    fix: 'Do this step by hand at Cloudflare, where it says more.',
  },
  'cloudflare-zone-missing': {
    what: 'Cloudflare does not know this domain any more.',
    why: 'It was removed from the account, or the token belongs to another account.',
    fix: 'Enter a token of the account that has the domain.',
  },
  'cloudflare-host-outside-zone': {
    what: '“{{host}}” does not belong to “{{zone}}”.',
    why: 'A domain at Cloudflare holds the names that end with it.',
    fix: 'Choose the domain that the address of your home ends with.',
  },
  'cloudflare-certificates-full': {
    what: 'This domain has all the {{limit}} client certificates that Cloudflare allows.',
    why: 'Every certificate that is not revoked counts.',
    fix: 'Revoke certificates of devices that are gone, then go on.',
  },
  'cloudflare-rules-full': {
    what: 'This domain has all the custom rules that its plan allows.',
    why: 'The free plan holds five.',
    fix: 'Delete a rule that you do not need at Cloudflare, then go on.',
  },
  'cloudflare-changed-meanwhile': {
    what: 'Something changed at Cloudflare since you looked at the changes.',
    why: 'Somebody else, or another window, changed the same list. Nothing was overwritten.',
    fix: 'Look at the changes again and go on from there.',
  },
  'cloudflare-plan-gone': {
    what: 'These changes are not at hand any more.',
    why: 'They were carried out already, or Latchkey was started again.',
    fix: 'Look at the changes again.',
  },
  'cloudflare-certificate-missing': {
    what: 'Cloudflare has no certificate for “{{device}}”.',
    why: 'It was made for another domain, or in another account.',
    fix: 'Revoke it by hand in the account that made it.',
  },
  'cloudflare-certificate-waiting': {
    what: 'Cloudflare did not hand out the certificate yet.',
    why: 'It has the request; making the certificate takes it longer than usual.',
    fix: 'Wait a minute and go on.',
  },
  'cloudflare-issuer-unknown': {
    what: 'The rule cannot be bound to the issuer yet.',
    why: 'That takes a certificate of this home that names its issuer’s key, and there is none.',
    fix: 'Attach the first certificate, or leave the rule unbound.',
  },
  'cloudflare-host-unsuitable': {
    what: 'Cloudflare cannot stand in front of “{{host}}”.',
    why: 'It needs a name of a domain of yours, at the ordinary port: no IP address, no name of your own network, no port.',
    fix: 'Give your home an address such as https://ha.example.org.',
  },
  'print-failed': {
    what: 'The sheets could not be printed.',
    why: 'The system did not take them: the printer may be missing, switched off or busy.',
    fix: 'Check the printer and try again. The passphrases stay on this page until you leave it.',
  },
  'job-cancelled': {
    what: 'Stopped.',
    why: 'You stopped it; nothing was changed.',
    fix: 'Start it again whenever you like.',
  },
  'work-stopped': {
    what: 'A part of Latchkey stopped while it worked on this.',
    why: 'It runs apart so that nothing else is touched.',
    fix: 'Try again. If it happens again with the same file, the file is the cause.',
  },
  internal: {
    what: 'This did not work, and that is a fault of Latchkey.',
    why: 'Something happened that its makers did not expect. Nothing was lost.',
    fix: 'Try again; if it stays, restart Latchkey.',
  },
} as const satisfies Record<FailureCode, FailureText>;
