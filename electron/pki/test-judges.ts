import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** What an independent program says: its exit code and everything it wrote. */
export interface Judgement {
  readonly ok: boolean;
  readonly text: string;
}

/** Asks a program that knows nothing of us. */
export function ask(program: string, ...words: readonly string[]): Judgement {
  const { status, error, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  if (error) throw error;
  return { ok: status === 0, text: stdout + stderr };
}

/** As `ask`, where anything but success means that the test itself is broken. */
export function mustSay(program: string, ...words: readonly string[]): string {
  const { ok, text } = ask(program, ...words);
  if (!ok) throw new Error(`${program} ${words[0] ?? ''} failed:\n${text}`);
  return text;
}

/** Whether a program is here; says so once, aloud, where it is not. */
export function isHere(program: string): boolean {
  const found = spawnSync(program, ['--version']).error === undefined;
  if (!found) process.stderr.write(`SKIPPED: ${program} is not installed, so it judges nothing here\n`);
  return found;
}

/** A folder that goes away with the test. `put` writes a file into it and gives its path, as `at` does alone. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-pki-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string): string => join(folder, name);
  return {
    folder,
    at,
    read: (name: string): Buffer => readFileSync(at(name)),
    put: (name: string, content: string | Uint8Array): string => {
      writeFileSync(at(name), content);
      return at(name);
    },
  };
}
