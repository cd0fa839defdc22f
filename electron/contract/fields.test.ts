import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  countryField,
  homeUrlField,
  nameField,
  organizationField,
  parseSubjectAltName,
  proxyFolderField,
  serverDaysField,
  serverNamesField,
  upstreamField,
} from './fields.ts';

/** The first complaint about an input, or what it was read as. */
function read(schema: z.ZodType, input: unknown): unknown {
  const parsed = schema.safeParse(input);
  return parsed.success ? parsed.data : parsed.error.issues[0]?.message;
}

describe('a name', () => {
  test.each([
    ['Küche & Söhne CA', 'Küche & Söhne CA'],
    ['  Jörg – iPhone 📱 ', 'Jörg – iPhone 📱'],
    ['Familie 👩‍👩‍👧', 'Familie 👩‍👩‍👧'],
    ['Ku\u0308che', 'Küche'],
    ['a'.repeat(64), 'a'.repeat(64)],
    ['📱'.repeat(64), '📱'.repeat(64)],
    ['', 'name-empty'],
    [' \t ', 'name-empty'],
    ['a'.repeat(65), 'name-too-long'],
    ['a'.repeat(200), 'name-too-long'],
    ['Anna\u0000', 'name-has-control-characters'],
    ['Anna\nPhone', 'name-has-control-characters'],
    ['Anna\u202egnp', 'name-has-control-characters'],
    ['An\u200bna', 'name-has-control-characters'],
    ['half \ud83d', 'name-has-control-characters'],
  ])('%j is read as %j', (text, outcome) => expect(read(nameField, text)).toBe(outcome));
});

describe('whom a request is for', () => {
  test.each([
    ['', ''],
    [' Küche & So\u0308hne ', 'Küche & Söhne'],
    ['a'.repeat(65), 'organization-too-long'],
    ['Anna\u202egnp', 'name-has-control-characters'],
  ])('the organisation %j is read as %j', (text, outcome) => expect(read(organizationField, text)).toBe(outcome));

  test.each([
    ['', ''],
    [' ch ', 'CH'],
    ['Schweiz', 'country-invalid'],
    ['C1', 'country-invalid'],
  ])('the country %j is read as %j', (text, outcome) => expect(read(countryField, text)).toBe(outcome));
});

describe("a home's address", () => {
  test.each([
    ['https://ha.example', 'https://ha.example'],
    [' https://HA.example:443/ ', 'https://ha.example'],
    ['https://ha.example:8443', 'https://ha.example:8443'],
    ['https://192.168.1.20:8443', 'https://192.168.1.20:8443'],
    ['https://[fd00::1]:8443', 'https://[fd00::1]:8443'],
    ['https://küche.example', 'https://xn--kche-0ra.example'],
    ['', 'url-empty'],
    ['ha.example', 'url-needs-https'],
    ['http://ha.example', 'url-needs-https'],
    ['ftp://ha.example', 'url-unknown-scheme'],
    ['javascript://ha.example', 'url-unknown-scheme'],
    ['https://ha.example/lovelace', 'url-has-path'],
    ['https://ha.example/?a', 'url-has-path'],
    ['https://ha.example/#a', 'url-has-path'],
    ['https://me:secret@ha.example', 'url-has-credentials'],
    ['https://ha example', 'url-not-an-address'],
    ['https://', 'url-not-an-address'],
    ['https://ha.example:99999', 'url-not-an-address'],
    ['https://*.example', 'url-not-an-address'],
    ['https://ha.example"; return 200 "', 'url-not-an-address'],
  ])('%j is read as %j', (text, outcome) => expect(read(homeUrlField, text)).toBe(outcome));

  test('is an origin whenever it is taken', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['https'] }), (text) => {
        const parsed = homeUrlField.safeParse(text);
        if (parsed.success) expect(new URL(parsed.data).origin).toBe(parsed.data);
      }),
    );
  });
});

test.each([
  ['http://192.168.1.5:8123', 'http://192.168.1.5:8123'],
  ['https://ha.lan', 'https://ha.lan'],
  ['', 'upstream-not-an-address'],
  ['192.168.1.5:8123', 'upstream-not-an-address'],
  ['http://ha/lovelace', 'upstream-not-an-address'],
  ['http://ha;}', 'upstream-not-an-address'],
])('an upstream %j is read as %j', (text, outcome) => expect(read(upstreamField, text)).toBe(outcome));

describe('the names of a server certificate', () => {
  test('are told apart, made ASCII and listed once', () => {
    expect(read(serverNamesField, 'ha.example, HA.example 192.168.1.20;fd00:0::1\n[fd00::1] *.küche.example')).toEqual([
      { kind: 'dns', value: 'ha.example' },
      { kind: 'ip', value: '192.168.1.20' },
      { kind: 'ip', value: 'fd00::1' },
      { kind: 'dns', value: '*.xn--kche-0ra.example' },
    ]);
  });

  test.each([
    ['', 'names-empty'],
    [' , ', 'names-empty'],
    ['ha.example, ha!', 'names-invalid'],
    ['https://ha.example', 'names-invalid'],
    ['a..b', 'names-invalid'],
    ['-a.example', 'names-invalid'],
    ['300.1.1.1', 'names-invalid'],
    ['*.*.example', 'names-invalid'],
  ])('%j is refused as %j', (text, outcome) => expect(read(serverNamesField, text)).toBe(outcome));

  test('never hold anything but letters, digits, dots, hyphens, colons and a leading star', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const name = parseSubjectAltName(text);
        if (name) expect(name.value).toMatch(/^(\*\.)?[a-z0-9._:-]+$/);
      }),
    );
  });
});

test.each([0, 825, 1.5, -1, Number.NaN])('%d days are out of range for a server certificate', (days) => {
  expect(read(serverDaysField, days)).toBe('days-out-of-range');
});

test.each([
  ['/etc/nginx/latchkey/', '/etc/nginx/latchkey'],
  ['latchkey', 'folder-not-absolute'],
  ['/etc/nginx/a b', 'folder-has-special-characters'],
  ['/etc/$x;', 'folder-has-special-characters'],
])('a proxy folder %j is read as %j', (text, outcome) => expect(read(proxyFolderField, text)).toBe(outcome));
