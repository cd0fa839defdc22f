import path from 'node:path';
import { isVerb } from '../cli/options.ts';

/** What files with certificates and keys are called; what they hold, their content says. */
export const fileExtensions: readonly string[] = ['p12', 'pfx', 'pem', 'crt', 'cer', 'der', 'key', 'p7b', 'csr', 'crl'];

const isFile = (argument: string): boolean =>
  !argument.startsWith('-') && fileExtensions.includes(path.extname(argument).slice(1).toLowerCase());

/** The files to open among a command line's arguments, as absolute paths. */
export const filesAmong = (argv: readonly string[], folder: string): readonly string[] =>
  argv.filter(isFile).map((file) => path.resolve(folder, file));

/**
 * @param argv as the system gave it: the executable first
 * @param isPackaged whether the app is the executable's own; else its folder is the first argument that is no option
 * @returns the arguments from a verb of the command line on; null where a window is wanted
 */
export function commandAmong(argv: readonly string[], isPackaged: boolean): readonly string[] | null {
  const places = argv.flatMap((argument, at) => (at > 0 && !argument.startsWith('-') ? [at] : []));
  const verbAt = places[isPackaged ? 0 : 1];
  return verbAt !== undefined && isVerb(argv[verbAt]) ? argv.slice(verbAt) : null;
}
