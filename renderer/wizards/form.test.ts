import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { homeUrlField, nameField, proxyFolderField, serverDaysField, serverNamesField } from '../../electron/contract/fields.ts';
import { parseForm } from './form.ts';

const address = z.object({ name: nameField, url: homeUrlField });
const plan = z.object({ names: serverNamesField, validityDays: serverDaysField });

describe('a form', () => {
  test('gives values in the shape that is stored', () => {
    expect(parseForm(address, { name: '  Küche ', url: ' https://HA.example:443/ ' })).toEqual({
      ok: true,
      value: { name: 'Küche', url: 'https://ha.example' },
    });
  });

  test('names every bad field at once, each by its first finding', () => {
    expect(parseForm(address, { name: ' ', url: 'http://ha.example/path' })).toEqual({
      ok: false,
      codes: { name: 'name-empty', url: 'url-needs-https' },
    });
  });

  test.each([
    ['', 'url-empty'],
    ['ha.example', 'url-needs-https'],
    ['https://me:secret@ha.example', 'url-has-credentials'],
    ['https://ha.example/lovelace', 'url-has-path'],
    ['gopher://ha.example', 'url-unknown-scheme'],
  ])('says of the address %j: %s', (url, code) => {
    expect(parseForm(address, { name: 'Home', url })).toEqual({ ok: false, codes: { url: code } });
  });

  test('finds bad names and days side by side', () => {
    expect(parseForm(plan, { names: 'ha.example, not a name!', validityDays: 0 })).toEqual({
      ok: false,
      codes: { names: 'names-invalid', validityDays: 'days-out-of-range' },
    });
  });

  test('refuses a folder that a configuration file would have to quote', () => {
    expect(parseForm(z.object({ folder: proxyFolderField }), { folder: '/etc/nginx; include /' })).toEqual({
      ok: false,
      codes: { folder: 'folder-has-special-characters' },
    });
  });
});
