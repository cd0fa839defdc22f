import type { FieldCode } from '../../fields.ts';

/** What is wrong with a field, in one sentence that says how to mend it. */
export const fieldsEn = {
  'name-empty': 'Type a name.',
  'name-too-long': 'A certificate holds names of up to 64 characters. Shorten it.',
  'name-has-control-characters': 'This name has characters that cannot be seen. Type it anew instead of pasting it.',
  'url-empty': 'Type the address, for example https://ha.example.',
  'url-not-an-address': 'This is not an address. It looks like https://ha.example or https://192.168.1.20:8443.',
  'url-needs-https': 'The address must begin with https://, since only an encrypted door can be locked.',
  'url-unknown-scheme': 'The address must begin with https://, not with anything else.',
  'url-has-path': 'Leave out everything after the host and port, for example https://ha.example:8443.',
  'url-has-credentials': 'Leave the user name and password out of the address.',
  'upstream-not-an-address': 'Type where the proxy reaches Home Assistant, for example http://192.168.1.5:8123.',
  'folder-not-absolute': 'Type the whole path, beginning with /, for example /etc/nginx/latchkey.',
  'folder-has-special-characters': 'Use letters, digits and / . _ + @ - only: other signs mean something in a configuration file.',
  'names-empty': 'Type at least one name or address.',
  'names-invalid': 'An entry is neither a name like ha.example nor an address like 192.168.1.20.',
  'days-out-of-range': 'Type a whole number of days: 1 to 824 for a server certificate (iPhones refuse more than 825).',
  'passphrase-too-short': 'Use at least 12 characters.',
  'passphrase-too-long': 'This passphrase is too long.',
  'passphrase-not-ascii': 'Use plain letters, digits and signs: phones disagree on all others.',
} as const satisfies Record<FieldCode, string>;
