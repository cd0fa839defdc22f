import { describe, expect, test } from 'vitest';
import type { Device } from '../../../electron/contract/entities.ts';
import { guessPlatform, readNames } from './names.ts';

const around = { chosen: new Map(), devices: [] };
const namesIn = (text: string) => readNames(text, around).map(({ name }) => name);

test.each([
  ['Anna – iPhone', 'ios'],
  ['iPad Küche', 'ios'],
  ['Jörg – Pixel 9', 'android'],
  ['Omas Samsung', 'android'],
  ['Moto G', 'android'],
  ['Büro – MacBook Air', 'macos'],
  ['Mac mini', 'macos'],
  ['Macarena', 'other'],
  ['ThinkPad', 'other'],
  ['Motorboot', 'other'],
])('%s is taken for %s', (name, platform) => expect(guessPlatform(name)).toBe(platform));

describe('a list of names', () => {
  test('has one device a line, without bullets, numbers and empty lines', () => {
    expect(namesIn('Anna – iPhone\r\n\n  * Jörg – Pixel\u2028- Küche\n2) Flur\n3. Bad\n– Gast')).toEqual([
      'Anna – iPhone',
      'Jörg – Pixel',
      'Küche',
      'Flur',
      'Bad',
      '– Gast',
    ]);
  });

  test('keeps numbers that belong to a name', () => expect(namesIn('3.OG Tablet\n2 Zimmer')).toEqual(['3.OG Tablet', '2 Zimmer']));

  test('of nothing is empty', () => expect(namesIn(' \n\n')).toEqual([]));

  test('says what is wrong with a line, and leaves the others alone', () => {
    const long = 'x'.repeat(65);
    expect(readNames(`Anna\nAnna\n${long}\nBo\u0007b`, around).map(({ trouble }) => trouble)).toEqual([
      null,
      'twice',
      'name-too-long',
      'name-has-control-characters',
    ]);
  });

  test('takes what the user chose before what it guesses', () => {
    const chosen = new Map([['Anna – iPhone', 'other' as const]]);
    expect(readNames('Anna – iPhone', { ...around, chosen })).toEqual([{ name: 'Anna – iPhone', platform: 'other', trouble: null }]);
  });

  test('knows devices that have their file, and takes up those that have none', () => {
    const device = (name: string, lastExport: Device['lastExport'], revoked: Device['revoked'] = null) =>
      ({ name, lastExport, revoked }) as Device;
    const out = { at: '2026-11-21T00:00:00Z', form: 'compatible' } as const;
    const devices = [device('Anna', out), device('Bob', null), device('Carl', out, { at: out.at, reason: 'unspecified' })];
    expect(readNames('Anna\nBob\nCarl', { ...around, devices }).map(({ trouble }) => trouble)).toEqual(['known', null, null]);
  });
});
