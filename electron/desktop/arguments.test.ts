import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandAmong, filesAmong } from './arguments.ts';

describe('files to open among the arguments', () => {
  const folder = path.resolve('/home/anna');
  const argv = ['latchkey', '--flag', '', 'phone.p12', '/tmp/Tablet.PFX', 'ca.txt', '--user-data-dir=x.p12'];

  test('are all that are no options, made absolute', () => {
    const files = [path.join(folder, 'phone.p12'), path.resolve('/tmp/Tablet.PFX'), path.join(folder, 'ca.txt')];
    expect(filesAmong(argv, folder, true)).toEqual(files);
  });

  test('are told by their extension, whatever its case, in a checkout', () => {
    const files = [path.join(folder, 'phone.p12'), path.resolve('/tmp/Tablet.PFX')];
    expect(filesAmong(['electron', '-r', 'tap.cjs', '.', ...argv.slice(1)], folder, false)).toEqual(files);
  });
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
