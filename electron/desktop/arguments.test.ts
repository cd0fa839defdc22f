import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandAmong, filesAmong } from './arguments.ts';

test('files to open are found among the arguments by their extension, whatever its case, and made absolute', () => {
  const folder = path.resolve('/home/anna');
  expect(filesAmong(['--flag', '.', 'phone.p12', '/tmp/Tablet.PFX', 'ca.crt', 'notes.txt', '--user-data-dir=x.p12'], folder)).toEqual([
    path.join(folder, 'phone.p12'),
    path.resolve('/tmp/Tablet.PFX'),
    path.join(folder, 'ca.crt'),
  ]);
});

describe('a command among the arguments', () => {
  test('begins with its verb, behind what Chromium was told and, in a checkout, the folder of the app', () => {
    expect(commandAmong(['latchkey', 'inspect', 'phone.p12', '--json'], true)).toEqual(['inspect', 'phone.p12', '--json']);
    expect(commandAmong(['electron', '--no-sandbox', '.', 'convert', 'phone.p12'], false)).toEqual(['convert', 'phone.p12']);
  });

  test('is none where a window is wanted', () => {
    expect(commandAmong(['latchkey'], true)).toBe(null);
    expect(commandAmong(['latchkey', 'phone.p12', 'inspect'], true)).toBe(null);
    expect(commandAmong(['electron', 'inspect'], false)).toBe(null);
  });
});
