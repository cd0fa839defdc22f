/** What a proxy does not know yet. */
export const todoEn = {
  pill: 'To do',
  revocation_one: 'Your proxy does not know yet that {{about}} is revoked',
  revocation_other: 'Your proxy does not know yet that {{about}} are revoked',
  'device-authority': 'Your proxy does not know yet the new device authority “{{about}}”',
  'server-certificate': 'Your proxy does not show the new certificate for {{about}} yet',
  how: {
    revocation_one:
      'Until then the door stays open to it. Save the files, copy them to the proxy and run these commands in their folder there.',
    revocation_other:
      'Until then the door stays open to them. Save the files, copy them to the proxy and run these commands in their folder there.',
    'device-authority':
      'Until then it lets in the devices of the old authority only. Save the files, copy them to the proxy and run these commands in their folder there.',
    'server-certificate': 'Save the files, copy them to the proxy and run these commands in their folder there.',
  },
  proof: {
    revocation_one: 'This stays here until a test shows that the door refuses it.',
    revocation_other: 'Each stays here until a test shows that the door refuses it.',
    'device-authority': 'This stays here until a test shows that a device of the new authority gets in.',
    'server-certificate': 'This stays here until a test has seen the new certificate.',
  },
  cannot: '{{proxy}} cannot be told that a single device is revoked: it still gets in.',
  cannotFix:
    'Under Authorities, make a new device authority for this home, and give every device that may come in a new file. The old ones are then refused, all of them.',
  unprovable: 'Its key is not on this computer, so no test here can show that the door refuses it. Tell Latchkey when you are done.',
  commands: 'Commands on the proxy',
  save: 'Save files…',
  saved: 'Saved as {{file}} in {{folder}}: {{files}}',
  keyInClear: 'server.key is not encrypted. Copy it to the proxy and nowhere else, then delete the folder here.',
  testAs: 'Test as {{device}}',
  test: 'Test connection',
  done: 'Mark as done',
  doneOf: 'Mark {{device}} as done',
} as const;
