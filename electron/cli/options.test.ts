import { describe, expect, test } from 'vitest';
import { isVerb, readCommand, UsageError } from './options.ts';

const convert = ['convert', 'a.p12', '--profile', 'modern', '--out', 'b.p12'];

describe('a command line', () => {
  test('asks to inspect a file', () => {
    expect(readCommand(['inspect', 'a.p12'])).toEqual({ verb: 'inspect', file: 'a.p12', passphrase: null, json: false });
    expect(readCommand(['inspect', '--json', '--passphrase-file', 'pw', 'a.p12'])).toEqual({
      verb: 'inspect',
      file: 'a.p12',
      passphrase: { from: 'file', path: 'pw' },
      json: true,
    });
  });

  test('asks to convert files', () => {
    expect(
      readCommand([...convert, '--key', 'a.key', '--chain', 'ca.crt', '--passphrase-stdin', '--new-passphrase-file', 'new', '--json']),
    ).toEqual({
      verb: 'convert',
      file: 'a.p12',
      key: 'a.key',
      chain: 'ca.crt',
      pick: null,
      form: 'modern',
      out: 'b.p12',
      passphrase: { from: 'stdin' },
      newPassphrase: { from: 'file', path: 'new' },
      json: true,
    });
    expect(readCommand([...convert, '--pick', 'AB:CD:EF:01:23'])).toMatchObject({ pick: 'abcdef0123' });
    expect(readCommand(convert)).toMatchObject({ key: null, chain: null, passphrase: null, newPassphrase: null });
  });

  test('asks to probe an address', () => {
    expect(readCommand(['probe', 'https://HA.example/'])).toEqual({
      verb: 'probe',
      url: 'https://ha.example',
      bundle: null,
      ca: null,
      passphrase: null,
      json: false,
    });
    expect(
      readCommand(['probe', '--bundle', 'a.p12', '--passphrase-stdin', '--ca', 'ca.crt', '--json', '--', 'https://ha.example']),
    ).toMatchObject({ url: 'https://ha.example', bundle: 'a.p12', ca: 'ca.crt', passphrase: { from: 'stdin' }, json: true });
  });

  test('takes a file that looks like an option after two dashes', () => {
    expect(readCommand(['inspect', '--', '--json'])).toMatchObject({ file: '--json', json: false });
  });

  test.each([['help'], ['--help'], ['-h'], ['inspect', '--help'], ['convert', '-h'], ['probe', '--help']])(
    'asks for help: %s %s',
    (...args) => {
      expect(readCommand(args.filter((arg) => arg !== undefined))).toEqual({ verb: 'help' });
    },
  );

  test.each([
    ['no verb', []],
    ['an unknown verb', ['reveal', 'a.p12']],
    ['a verb that every object has', ['constructor']],
    ['no file', ['inspect']],
    ['an empty file name', ['inspect', '']],
    ['two files', ['inspect', 'a.p12', 'b.p12']],
    ['an unknown option', ['inspect', 'a.p12', '--passphrase', 'hunter2']],
    ['an option without its value', ['inspect', 'a.p12', '--passphrase-file']],
    ['two passphrases', ['inspect', 'a.p12', '--passphrase-file', 'pw', '--passphrase-stdin']],
    ['no profile', ['convert', 'a.p12', '--out', 'b.p12']],
    ['an unknown profile', ['convert', 'a.p12', '--out', 'b.p12', '--profile', 'rc2']],
    ['a pick of seven digits', [...convert, '--pick', 'abcdef0']],
    ['a pick that is no fingerprint', [...convert, '--pick', 'Anna’s key']],
    ['no place to write to', ['convert', 'a.p12', '--profile', 'modern']],
    ['no address', ['probe']],
    ['two addresses', ['probe', 'https://ha.example', 'https://other.example']],
    ['an address without encryption', ['probe', 'http://ha.example']],
    ['an address with a path', ['probe', 'https://ha.example/lovelace']],
    ['a passphrase for nothing', ['probe', 'https://ha.example', '--passphrase-stdin']],
    ['an option of the other verb', ['inspect', 'a.p12', '--out', 'b.p12']],
  ])('makes no sense: %s', (_, args) => {
    expect(() => readCommand(args)).toThrow(UsageError);
  });
});

test('only a verb asks for a command', () => {
  expect(['inspect', 'convert', 'probe', 'help'].every(isVerb)).toBe(true);
  expect(['a.p12', 'toString', '', undefined].some(isVerb)).toBe(false);
});
