import path from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { Failure } from '../contract/failure.ts';
import { cliEn } from '../contract/text/en/cli.ts';
import { failuresEn } from '../contract/text/en/failures.ts';
import { fill } from '../contract/text/fill.ts';
import type { Launcher } from '../process/launcher.ts';
import { type ConvertWork, convertFiles } from '../services/convert.ts';
import { type InspectWork, inspectFile } from '../services/inspect.ts';
import type { ProbeWork } from '../services/probe-address.ts';
import { readSecretFile } from '../services/read-file.ts';
import { exitCodeOf, exitCodes } from './exit-code.ts';
import { type ConvertCommand, type InspectCommand, type PassphraseSource, readCommand, UsageError } from './options.ts';
import { othersText, pickFrom } from './pick.ts';
import { toJson, toText } from './print.ts';
import { type Answer, probe } from './probe.ts';

/** FACTS: a hostile file is stopped, an honest one needs less than a second. */
const parserLimitMs = 10_000;
/** Half a second of key derivation; a slow computer gets its time. */
const forgeLimitMs = 60_000;

/**
 * Does what a command line says, from its verb on. The answer goes to standard output, trouble in words to standard error,
 * a secret to neither.
 *
 * @param launcher starts the processes of the work; stopped at the end
 * @returns the exit code
 */
export async function runCommand(args: readonly string[], launcher: Launcher): Promise<number> {
  try {
    const { words, code } = await answer(args, workOf(launcher));
    await write(process.stdout, words);
    return code;
  } catch (trouble) {
    const { code, words } = explain(trouble);
    await write(process.stderr, `latchkey: ${words}\n`);
    return code;
  } finally {
    launcher.stop();
  }
}

type Work = ConvertWork & InspectWork & ProbeWork;

function workOf(launcher: Launcher): Work {
  const parser = launcher.start('parser');
  const forge = launcher.start('forge-work');
  const [parsing, forging] = [{ limitMs: parserLimitMs }, { limitMs: forgeLimitMs }];
  return {
    inspect: (bytes, passphrase) => parser.call('inspect', { bytes, passphrase }, parsing),
    open: (bytes, passphrase, signal) => parser.call('open', { bytes, passphrase }, { ...parsing, signal }),
    join: (contents) => parser.call('join', { contents }, parsing),
    identity: (content, leaf) => parser.call('identity', { content, leaf }, parsing),
    readBundle: (der, passphrase) => parser.call('readBundle', { der, passphrase }, parsing),
    writeBundle: (plan) => forge.call('writeBundle', plan, forging),
    encryptKey: (key, passphrase) => forge.call('encryptKey', { key, passphrase }, forging),
  };
}

async function answer(args: readonly string[], work: Work): Promise<Answer> {
  const command = readCommand(args);
  switch (command.verb) {
    case 'help':
      return fine(cliEn.usage);
    case 'inspect':
      return fine(await inspect(command, work));
    case 'convert':
      return fine(await convert(command, work));
    case 'probe':
      return probe(command, await readPassphrase(command.passphrase), work);
  }
}

const fine = (words: string): Answer => ({ words, code: exitCodes.fine });

async function inspect({ file, passphrase, json }: InspectCommand, work: Work): Promise<string> {
  const inspection = await inspectFile(work, { path: file, passphrase: await readPassphrase(passphrase) }, new Date());
  return json ? toJson(inspection) : toText(path.basename(file), inspection);
}

async function convert({ file, key, chain, pick, form, out, json, ...protection }: ConvertCommand, work: Work): Promise<string> {
  const known = await readPassphrase(protection.passphrase);
  const passphrase = (await readPassphrase(protection.newPassphrase)) ?? known ?? '';
  // the key's own file comes first, since the first key is the one that is taken
  const files = [key, file, chain].filter((place) => place !== null).map((place) => ({ path: place, passphrase: known }));
  const candidates = await convertFiles(work, { files, pick: (found) => pickFrom(found, pick), form, out, passphrase });
  if (pick === null) await write(process.stderr, othersText(candidates));
  const inspection = await inspectFile(work, { path: out, passphrase }, new Date());
  return json ? toJson(inspection) : `${fill(cliEn.written, { file: out })}\n\n${toText(path.basename(out), inspection)}`;
}

/** One line feed at the end is the editor's, not the passphrase's. */
async function readPassphrase(source: PassphraseSource): Promise<string | null> {
  if (source === null) return null;
  const text = await (source.from === 'file' ? readSecretFile(source.path) : readText(process.stdin));
  return text.replace(/\r?\n$/, '');
}

function explain(trouble: unknown): { readonly code: number; readonly words: string } {
  if (trouble instanceof UsageError) return { code: exitCodes.usage, words: `${trouble.message}\n\n${cliEn.usage.trimEnd()}` };
  if (trouble instanceof Failure) return { code: exitCodeOf(trouble.code), words: failureText(trouble) };
  return { code: exitCodes.cannotReadOrWrite, words: trouble instanceof Error ? (trouble.stack ?? trouble.message) : cliEn.fault };
}

function failureText({ code, facts }: Failure): string {
  const { what, why, fix } = failuresEn[code];
  const file = facts['file'] === undefined || what.includes('{{file}}') ? '' : `${facts['file']}: `;
  return `${file}${fill(`${what} ${why} ${fix}`, facts)} [${code}]`;
}

/** Waits until it is out: on Windows, pipes are written to in the background. */
const write = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve())));
