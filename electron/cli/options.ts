import { parseArgs } from 'node:util';
import { type ExportForm, exportForms } from '../contract/entities.ts';
import { type FieldCode, homeUrlField } from '../contract/fields.ts';
import { fieldsEn } from '../contract/text/en/fields.ts';

/** Where a passphrase comes from; null where none was named. */
export type PassphraseSource = { readonly from: 'file'; readonly path: string } | { readonly from: 'stdin' } | null;

export interface InspectCommand {
  readonly verb: 'inspect';
  readonly file: string;
  readonly passphrase: PassphraseSource;
  readonly json: boolean;
}

export interface ConvertCommand {
  readonly verb: 'convert';
  readonly file: string;
  readonly key: string | null;
  readonly chain: string | null;
  /** Beginning of the fingerprint of the certificate to take, lowercase hex; null for the first. */
  readonly pick: string | null;
  readonly form: ExportForm;
  readonly out: string;
  readonly passphrase: PassphraseSource;
  readonly newPassphrase: PassphraseSource;
  readonly json: boolean;
}

export interface ProbeCommand {
  readonly verb: 'probe';
  /** An origin, as `homeUrlField` gives it. */
  readonly url: string;
  /** A file with the device's certificate and key; null knocks as a stranger only. */
  readonly bundle: string | null;
  /** A file with authorities that may vouch for the server, beside the public ones. */
  readonly ca: string | null;
  readonly passphrase: PassphraseSource;
  readonly json: boolean;
}

export type Command = InspectCommand | ConvertCommand | ProbeCommand | { readonly verb: 'help' };

/** The command line makes no sense as it was typed; the message says what is wrong with it. */
export class UsageError extends Error {}

const common = {
  'passphrase-file': { type: 'string' },
  'passphrase-stdin': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const forConvert = {
  ...common,
  key: { type: 'string' },
  chain: { type: 'string' },
  pick: { type: 'string' },
  profile: { type: 'string' },
  out: { type: 'string' },
  'new-passphrase-file': { type: 'string' },
} as const;

const forProbe = { ...common, bundle: { type: 'string' }, ca: { type: 'string' } } as const;

const readers: Readonly<Record<string, (args: readonly string[]) => Command>> = {
  inspect: readInspect,
  convert: readConvert,
  probe: readProbe,
  help: () => ({ verb: 'help' }),
  '--help': () => ({ verb: 'help' }),
  '-h': () => ({ verb: 'help' }),
};

/** Whether the word of a command line asks for a command and not for a window. */
export const isVerb = (word: string | undefined): boolean => word !== undefined && Object.hasOwn(readers, word);

/** Takes a command line apart, from its verb on. @throws UsageError */
export function readCommand([verb, ...args]: readonly string[]): Command {
  if (verb === undefined) throw new UsageError('nothing to do');
  const reader = isVerb(verb) ? readers[verb] : undefined;
  if (reader === undefined) throw new UsageError(`no such command: ${verb}`);
  return reader(args);
}

function readInspect(args: readonly string[]): Command {
  const { values, positionals } = read(() => parseArgs({ args: [...args], options: common, allowPositionals: true }));
  if (values.help) return { verb: 'help' };
  return { verb: 'inspect', file: only(positionals, 'file'), passphrase: passphraseOf(values), json: values.json };
}

function readConvert(args: readonly string[]): Command {
  const { values, positionals } = read(() => parseArgs({ args: [...args], options: forConvert, allowPositionals: true }));
  if (values.help) return { verb: 'help' };
  const form = exportForms.find((name) => name === values.profile);
  if (form === undefined) throw new UsageError(`--profile: one of ${exportForms.join(', ')}`);
  if (!values.out) throw new UsageError('--out: where to?');
  const newFile = values['new-passphrase-file'];
  return {
    verb: 'convert',
    file: only(positionals, 'file'),
    key: values.key ?? null,
    chain: values.chain ?? null,
    pick: pickOf(values.pick),
    form,
    out: values.out,
    passphrase: passphraseOf(values),
    newPassphrase: newFile === undefined ? null : { from: 'file', path: newFile },
    json: values.json,
  };
}

function readProbe(args: readonly string[]): Command {
  const { values, positionals } = read(() => parseArgs({ args: [...args], options: forProbe, allowPositionals: true }));
  if (values.help) return { verb: 'help' };
  const passphrase = passphraseOf(values);
  const { bundle = null, ca = null, json } = values;
  if (passphrase !== null && bundle === null) throw new UsageError('a passphrase opens a --bundle; which?');
  return { verb: 'probe', url: addressOf(only(positionals, 'address')), bundle, ca, passphrase, json };
}

function addressOf(typed: string): string {
  const { success, data, error } = homeUrlField.safeParse(typed);
  if (!success) throw new UsageError(fieldsEn[error.issues[0]?.message as FieldCode]);
  return data;
}

/** Node says what is wrong in words that fit a command line. */
function read<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      throw new UsageError(error.message, { cause: error });
    }
    throw error;
  }
}

function only(positionals: readonly string[], what: 'file' | 'address'): string {
  const [one, ...more] = positionals;
  if (!one || more.length > 0) throw new UsageError(one ? `one ${what} at a time, not also ${more.join(', ')}` : `which ${what}?`);
  return one;
}

/** As `openssl x509 -fingerprint` prints it, or as `inspect --json` does; the beginning is enough. */
function pickOf(typed: string | undefined): string | null {
  if (typed === undefined) return null;
  const digits = typed.replaceAll(':', '').toLowerCase();
  if (!/^[0-9a-f]{8,64}$/.test(digits)) throw new UsageError('--pick: 8 or more hex digits of a fingerprint (SHA-256)');
  return digits;
}

function passphraseOf(values: {
  readonly 'passphrase-file'?: string | undefined;
  readonly 'passphrase-stdin'?: boolean | undefined;
}): PassphraseSource {
  const path = values['passphrase-file'];
  if (path !== undefined && values['passphrase-stdin']) throw new UsageError('--passphrase-file or --passphrase-stdin, not both');
  if (path !== undefined) return { from: 'file', path };
  return values['passphrase-stdin'] ? { from: 'stdin' } : null;
}
