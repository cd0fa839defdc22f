import path from 'node:path';
import { isVerb } from '../cli/options.ts';

/** What files with certificates and keys are called; what they hold, their content says. */
export const fileExtensions: readonly string[] = ['p12', 'pfx', 'pem', 'crt', 'cer', 'der', 'key', 'p7b', 'csr', 'crl'];

const isCalledLikeOurs = (file: string): boolean => fileExtensions.includes(path.extname(file).slice(1).toLowerCase());

/**
 * The files to open among a command line's arguments, as absolute paths.
 *
 * @param argv as the system gave it: the executable first
 * @param isPackaged whether every argument that is no option is a file to open, whatever it is called; in a checkout, scripts and
 *   the app's own folder stand among them
 */
export const filesAmong = (argv: readonly string[], folder: string, isPackaged: boolean): readonly string[] =>
  argv
    .slice(1)
    .filter((argument) => argument !== '' && !argument.startsWith('-') && (isPackaged || isCalledLikeOurs(argument)))
    .map((file) => path.resolve(folder, file));

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
