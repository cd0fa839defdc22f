import path from 'node:path';

const isBundle = (argument: string): boolean => /\.(p12|pfx)$/i.test(argument) && !argument.startsWith('-');

/** The bundles among a command line's arguments, as absolute paths. */
export const bundlesAmong = (argv: readonly string[], folder: string): readonly string[] =>
  argv.filter(isBundle).map((file) => path.resolve(folder, file));
